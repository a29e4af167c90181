#pragma once

#include <tertius/clusters/match_partitions.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace tertius {

/// Gives every cluster of a series an identity that stays with it: cluster 3 of one year is cluster 5 of the next.
///
/// A cluster carries on the identity of the one before that it overlaps most, as match_partitions says; the largest
/// part of a split and the largest of those that merged so keep theirs. What no cluster carries on has ended: if its
/// people meet again later, that is a new beginning.
///
/// Value   for each census, the identity of each of its clusters: 0, 1, 2, ... in the order of their beginnings.
/// Throws  as match_partitions.
/// Cost    O(n log n) for each pair of neighbours in the series.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> follow_clusters(std::span<const Census> series,
                                                                      const MatchOptions& options = {});

}  // namespace tertius
