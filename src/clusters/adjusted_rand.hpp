#pragma once

#include <tertius/graph/partition.hpp>

namespace tertius::detail {

/// Of the pairs of people who are together in one of two partitions, how many are in both, over chance: 1 for equal
/// partitions, about 0 for unrelated ones.
///
/// Cost    O(n log n).
/// Source  Hubert, Arabie, Journal of Classification 2, 193 (1985).
[[nodiscard]] double adjusted_rand(const Partition& a, const Partition& b);

}  // namespace tertius::detail
