#pragma once

#include "grouping.hpp"
#include "level.hpp"
#include "tally.hpp"

namespace tertius::detail {

/// The next level: each part becomes one unit; ties between two parts add up, ties within a part are left out.
[[nodiscard]] Level aggregate(const Execution& execution, const Level& level, std::span<const UnitId> part_of,
                              UnitId parts, PerThread<Tally>& tallies);

}  // namespace tertius::detail
