#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>

namespace tertius {

/// Coverage: the share of the weight of all ties that lies inside clusters.
///
/// It is highest for everybody together, so it compares only partitions into about as many clusters; modularity takes
/// off what chance gives.
///
/// Value   0 to 1; NaN if no tie has any weight.
/// Throws  InvalidInput if the partition is of other people than the graph; Cancelled.
/// Cost    O(n + m), divided among the threads; 16 bytes a person.
/// Source  Fortunato, Physics Reports 486, 75 (2010), sec. III.C.2.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double coverage(const TieGraph<Weight, direction>& graph, const Partition& partition,
                              const Execution& execution = {});

extern template double coverage(const TieGraph<float>&, const Partition&, const Execution&);
extern template double coverage(const TieGraph<double>&, const Partition&, const Execution&);
extern template double coverage(const DirectedTieGraph<float>&, const Partition&, const Execution&);
extern template double coverage(const DirectedTieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
