#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tertius {

namespace detail {

/// Calls visit(place in few, place in many) for each person in both ascending lists, in ascending order.
template <class Visit>
void for_each_in_both(std::span<const PersonId> few, std::span<const PersonId> many, const Visit& visit)
{
    constexpr std::size_t much_longer = 16;  // then halving beats walking
    if (many.size() > much_longer * few.size()) {
        auto place = many.begin();
        for (std::size_t i = 0; i < few.size() && place != many.end(); ++i) {
            place = std::lower_bound(place, many.end(), few[i]);
            if (place != many.end() && *place == few[i]) visit(i, static_cast<std::size_t>(place - many.begin()));
        }
        return;
    }
    // Both places move on by comparison, not by branch: which list is behind cannot be foreseen.
    for (std::size_t i = 0, j = 0; i < few.size() && j < many.size();) {
        const PersonId a = few[i];
        const PersonId b = many[j];
        if (a == b) visit(i, j);
        i += static_cast<std::size_t>(a <= b);
        j += static_cast<std::size_t>(b <= a);
    }
}

}  // namespace detail

/// Goes through the people whom both a and b are tied to: whoever could introduce them.
///
/// Calls visit(contact, weight of a's tie, weight of b's tie) for each, in ascending order of the contact.
///
/// Requires  a and b in the graph.
/// Cost      O(d_a + d_b), and O(d log D) where one has far fewer ties (d) than the other (D).
template <class Weight, class Visit>
void for_each_shared_contact(const TieGraph<Weight>& graph, PersonId a, PersonId b, const Visit& visit)
{
    const bool swapped = graph.degree(a) > graph.degree(b);
    const PersonId few = swapped ? b : a;
    const PersonId many = swapped ? a : b;
    const auto contacts = graph.alters(few);
    if (!graph.is_weighted())
        return detail::for_each_in_both(contacts, graph.alters(many), [&, contacts](std::size_t i, std::size_t) {
            visit(contacts[i], Weight{1}, Weight{1});
        });
    const auto to_few = graph.weights(few);
    const auto to_many = graph.weights(many);
    detail::for_each_in_both(contacts, graph.alters(many), [=, &visit](std::size_t i, std::size_t j) {
        visit(contacts[i], swapped ? to_many[j] : to_few[i], swapped ? to_few[i] : to_many[j]);
    });
}

/// The best introducer of two people, and how many contacts they share.
struct SharedContacts {
    PersonId introducer = nobody;  ///< nobody, if they share no contact
    std::uint32_t count = 0;
};

/// Finds who introduces best: the shared contact whose weaker tie to the two is the strongest.
///
/// An introduction is as good as its weaker half. Among equals the lower person comes first.
///
/// Requires  a and b in the graph.
/// Cost      as for_each_shared_contact.
template <class Weight>
[[nodiscard]] SharedContacts shared_contacts(const TieGraph<Weight>& graph, PersonId a, PersonId b)
{
    SharedContacts shared;
    Weight strongest = -1;
    for_each_shared_contact(graph, a, b, [&](PersonId contact, Weight to_a, Weight to_b) {
        ++shared.count;
        const Weight weaker = std::min(to_a, to_b);
        if (weaker <= strongest) return;
        strongest = weaker;
        shared.introducer = contact;
    });
    return shared;
}

}  // namespace tertius
