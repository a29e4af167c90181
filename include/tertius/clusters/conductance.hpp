#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// Conductance: how much of what a cluster's people have to do with anybody leads out of it.
///
///     phi(C) = cut / min( volume, rest )
///
/// cut is the weight of the ties between the cluster and everybody else; volume sums the weighted degrees of its
/// people, rest those of everybody else. A directed tie counts at both of its ends, as if it had no direction.
///
/// Value   one for each cluster; 0: no tie leads out, 1: all of them do. NaN where the cluster, or everybody else, has
///         no ties of positive weight.
/// Throws  InvalidInput if the partition is of other people than the graph; Cancelled.
/// Cost    O(n + m), divided among the threads; 16 bytes a person.
/// Source  Kannan, Vempala, Vetta, Journal of the ACM 51, 497 (2004).
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> conductances(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                               const Execution& execution = {});

/// The mean conductance of the clusters that have one; NaN if none has.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double mean_conductance(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                      const Execution& execution = {});

extern template std::vector<double> conductances(const TieGraph<float>&, const Partition&, const Execution&);
extern template std::vector<double> conductances(const TieGraph<double>&, const Partition&, const Execution&);
extern template std::vector<double> conductances(const DirectedTieGraph<float>&, const Partition&, const Execution&);
extern template std::vector<double> conductances(const DirectedTieGraph<double>&, const Partition&, const Execution&);
extern template double mean_conductance(const TieGraph<float>&, const Partition&, const Execution&);
extern template double mean_conductance(const TieGraph<double>&, const Partition&, const Execution&);
extern template double mean_conductance(const DirectedTieGraph<float>&, const Partition&, const Execution&);
extern template double mean_conductance(const DirectedTieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
