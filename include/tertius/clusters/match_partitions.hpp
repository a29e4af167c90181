#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>

#include <cstdint>
#include <limits>
#include <vector>

namespace tertius {

/// Who was there at one time, and who belonged together.
struct Census {
    std::vector<std::uint64_t> ids;  ///< of the partition's people, in their order; the same person has the same always
    Partition partition;
};

/// What became of a cluster.
enum class ClusterChange : std::uint8_t {
    continued,  ///< one cluster before and one after match each other and no other
    split,      ///< one before matches several after
    merged,     ///< several before match one after
    died,       ///< one before matches none after
    born        ///< one after matches none before
};

struct ClusterEvent {
    ClusterChange change = ClusterChange::continued;
    std::vector<ClusterId> before;  ///< where several, the one with the largest overlap first
    std::vector<ClusterId> after;   ///< likewise
    std::vector<double> overlaps;   ///< for each matched pair, in the order of the side with several
    /// By which share of the people before there are more (below 0: fewer) after; NaN for died and born.
    double growth = std::numeric_limits<double>::quiet_NaN();
};

/// What became of the clusters of one partition in another.
struct PartitionMatch {
    std::vector<ClusterEvent> events;  ///< of the clusters before, in their order; then merged, then born, in order
    /// For each cluster after, the one before that it carries on; `no_cluster` if none. Nobody is carried on twice.
    std::vector<ClusterId> carried_on;
};

inline constexpr ClusterId no_cluster = std::numeric_limits<ClusterId>::max();

struct MatchOptions {
    double overlap = 0.3;  ///< in (0, 1]: clusters match from this overlap on
    Execution execution{};
};

/// What became of each cluster between two times: did it carry on, split, merge, end, or begin?
///
///     overlap(A, B) = |A and B| / |A or B|
///
/// Clusters match if they overlap by `overlap` or more; people are matched by id, and those who came or left count as
/// a difference. A cluster that matches several and is one of several matched by one of these is part of a split and
/// of a merger. From the pair with the largest overlap down, each cluster is carried on by at most one after. At 0.3 a
/// cluster that parts into three equal ones is seen to split; above 0.5 nothing ever splits or merges.
///
/// Throws  InvalidInput if a census has not one id a person, or one twice; InvalidOption for the overlap; Cancelled.
/// Cost    O(n log n).
/// Source  Greene, Doyle, Cunningham, Advances in Social Networks Analysis and Mining (2010), for matches by overlap.
[[nodiscard]] PartitionMatch match_partitions(const Census& before, const Census& after, const MatchOptions& = {});

}  // namespace tertius
