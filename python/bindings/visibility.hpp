#pragma once

#include "arrays.hpp"

#include <tertius/network/visible_records.hpp>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tertius::python {

/// What a seeker may not learn of, as Python says it: pairs, lower person first, and a function of two people or None.
///
/// The function is asked once a tie, from whichever thread; what it raises comes out.
inline TieVisible tie_visible(const Input<PersonId>& hidden_low, const Input<PersonId>& hidden_high,
                              const py::object& visible)
{
    using Pair = std::pair<PersonId, PersonId>;
    std::vector<Pair> hidden;
    for (std::size_t row = 0; row < items(hidden_low).size(); ++row)
        hidden.emplace_back(items(hidden_low)[row], items(hidden_high)[row]);
    std::ranges::sort(hidden);
    if (visible.is_none()) {
        if (hidden.empty()) return {};
        return [hidden](PersonId a, PersonId b) { return !std::ranges::binary_search(hidden, Pair(a, b)); };
    }
    // By pointer, as the function object is copied where Python may not be touched; `visible` outlives the call.
    return [hidden, ask = &visible, said = std::unordered_map<std::uint64_t, bool>()](PersonId a, PersonId b) mutable {
        if (std::ranges::binary_search(hidden, Pair(a, b))) return false;
        const auto [answer, is_new] = said.try_emplace((std::uint64_t{a} << 32U) | b);
        if (is_new) {
            const py::gil_scoped_acquire gil;
            answer->second = (*ask)(a, b).cast<bool>();
        }
        return answer->second;
    };
}

}  // namespace tertius::python
