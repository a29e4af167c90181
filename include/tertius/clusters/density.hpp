#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// Density: the share of pairs inside a cluster who are tied.
///
/// Ties count alike, whatever their weight; one of weight 0 binds nobody. In a directed graph each direction of a pair
/// counts for itself.
///
/// Value   one for each cluster, 0 to 1; NaN for a cluster of one person.
/// Throws  InvalidInput if the partition is of other people than the graph; Cancelled.
/// Cost    O(n + m), divided among the threads; 4 bytes a person.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> densities(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                            const Execution& execution = {});

extern template std::vector<double> densities(const TieGraph<float>&, const Partition&, const Execution&);
extern template std::vector<double> densities(const TieGraph<double>&, const Partition&, const Execution&);
extern template std::vector<double> densities(const DirectedTieGraph<float>&, const Partition&, const Execution&);
extern template std::vector<double> densities(const DirectedTieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
