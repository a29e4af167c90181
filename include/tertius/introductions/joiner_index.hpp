#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <cstdint>
#include <vector>

namespace tertius {

/// How far somebody joins people instead of standing between them.
struct JoinerIndex {
    std::uint64_t made = 0;     ///< introductions that they made
    std::uint64_t lasted = 0;   ///< of those, pairs who were in contact a horizon or more afterwards
    std::uint64_t pending = 0;  ///< pairs introduced less than a horizon ago: neither for nor against
    std::uint64_t chances = 0;  ///< open triads around them, and pairs that they introduced, without those pending
    Belief index{};             ///< the share of chances that they turned into a lasting tie
};

/// The joiner index of everybody: introductions that lasted over chances had.
///
///     index = (lasted + 10 p) / (chances + 10),   p = sum of lasted / sum of chances over all people
///
/// With few chances it stays near what is usual here (the mean of a Beta belief that starts with ten chances), and its
/// interval is wide. A pair introduced several times by one person counts once, at the first time. A tie without any
/// contact on record, declared only, lasts if it holds. The horizon is that of the strengths, 90 days where they have
/// none.
///
/// Value   one for each person; the index is unscored without chances, and for everybody where no introduction is old
///         enough to be judged.
/// Throws  InvalidInput if the strengths are not of the network's people.
/// Cost    O(introductions log + sum of d^2 over people in the worst case): the triangles around each are counted.
/// Source  Obstfeld, ASQ 50:100 (2005): tertius iungens, the third who joins; the index is this library's.
[[nodiscard]] std::vector<JoinerIndex> joiner_indices(const Network& network, const TieStrengths& strengths,
                                                      const Execution& execution = {});

}  // namespace tertius
