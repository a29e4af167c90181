#pragma once

#include <tertius/graph/person.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace tertius {

/// Whether "Ada knows Ben" says anything else than "Ben knows Ada".
enum class Direction : std::uint8_t { undirected, directed };

/// What several records between the same two people make together: the sum of their weights, the largest, or an
/// error.
enum class ParallelTies : std::uint8_t { sum, largest, refuse };

/// A tie: two people who are connected, and by how much.
///
/// Two ties are equal when they join the same people; in an undirected graph from whichever side they are seen.
/// `end` is the tie's place in the graph's columns as seen from `source`.
template <class Weight, Direction direction>
struct Tie {
    PersonId source = 0;
    PersonId target = 0;
    Weight weight = 1;
    std::uint64_t end = 0;

    /// The two people, ordered so that equal ties give equal pairs.
    [[nodiscard]] std::pair<PersonId, PersonId> people() const
    {
        if constexpr (direction == Direction::directed) return {source, target};
        return std::minmax(source, target);
    }

    friend bool operator==(const Tie& a, const Tie& b) { return a.people() == b.people(); }
    friend auto operator<=>(const Tie& a, const Tie& b) { return a.people() <=> b.people(); }
};

}  // namespace tertius

/// Hashed by its people, so that equal ties fall together.
template <class Weight, tertius::Direction direction>
struct std::hash<tertius::Tie<Weight, direction>> {
    std::size_t operator()(const tertius::Tie<Weight, direction>& tie) const noexcept
    {
        const auto [a, b] = tie.people();
        return std::hash<std::uint64_t>{}((std::uint64_t{a} << 32U) | b);
    }
};
