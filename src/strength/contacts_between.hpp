#pragma once

#include <tertius/strength/tie_histories.hpp>

#include <algorithm>
#include <limits>
#include <span>

namespace tertius::detail {

/// The contacts of two people from `since` on, of contacts sorted as contacts() gives them.
inline std::span<const Contact> contacts_between(std::span<const Contact> contacts, PersonId a, PersonId b,
                                                 Time since = std::numeric_limits<Time>::min())
{
    const auto [low, high] = std::minmax(a, b);
    const auto first = std::ranges::lower_bound(contacts, Contact{low, high, since, false, 0});
    const auto last =
        std::ranges::upper_bound(first, contacts.end(), Contact{low, high, std::numeric_limits<Time>::max(), true, 2});
    return {first, last};
}

}  // namespace tertius::detail
