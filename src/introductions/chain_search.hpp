#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/person.hpp>

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tertius::detail {

/// How long a chain is: first by how unlikely it is, then by its hops, in one number.
///
/// Whole numbers, so that the same ties make the same length in whatever order they are added.
using Length = std::int64_t;

/// The length that a chance in (0, 1] adds: -log2(chance), in units so fine that 1e-10 of it shows.
[[nodiscard]] Length length_of_chance(double chance);
inline constexpr Length one_hop = 1;
/// Longer than any chain.
inline constexpr Length no_chain = std::numeric_limits<Length>::max() / 2;

/// A way from one person to the next.
struct Step {
    PersonId from;
    PersonId to;
    Length length;
};

/// The people and steps that chains from the seeker may take; whoever leads nowhere is a target.
class ChainField {
public:
    /// Requires  no step into the seeker, and a way to a target from everybody.
    ChainField(PersonId seeker, std::vector<Step> steps);

    // Inside, people are called by their place in the field; the lower person has the lower place.

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(people_.size()); }
    [[nodiscard]] PersonId person(std::uint32_t place) const { return people_[place]; }
    [[nodiscard]] std::uint32_t seeker() const { return seeker_; }
    [[nodiscard]] bool is_target(std::uint32_t place) const { return steps_of(place).empty(); }
    [[nodiscard]] std::span<const Step> steps_of(std::uint32_t place) const
    {
        return {steps_.data() + offsets_[place], steps_.data() + offsets_[place + 1]};
    }

private:
    [[nodiscard]] std::uint32_t place_of(PersonId person) const;

    std::vector<PersonId> people_;
    std::vector<std::uint64_t> offsets_;
    std::vector<Step> steps_;  // by their first person
    std::uint32_t seeker_;
};

using Chain = std::vector<PersonId>;

/// Which chains are wanted.
struct ChainsWanted {
    std::size_t limit;
    std::size_t max_hops;
    Length longest;         ///< no chain is longer
    bool disjoint = false;  ///< each the shortest that shares nobody in between with those before
};

/// The shortest chains in which nobody comes twice; equals by lower people.
///
/// Throws  Cancelled.
/// Source  Yen 1971 with Lawler's rule: each chain found splits the rest into those that leave it at one of its
///         people; the shortest of each part is found exactly, hop by hop from the targets.
[[nodiscard]] std::vector<Chain> shortest_chains(const ChainField& field, const ChainsWanted& wanted,
                                                 const Execution& execution);

}  // namespace tertius::detail
