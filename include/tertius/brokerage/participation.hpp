#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// How ego's ties are spread over clusters.
struct ClusterReach {
    ClusterId clusters = 0;    ///< in how many clusters ego has alters
    double participation = 0;  ///< 1 - sum over clusters of the squared share of ego's weight that goes there
};

/// Participation coefficient: how evenly ego's ties are spread over the clusters of a partition.
///
///     P(i) = 1 - sum over clusters c of ( w_ic / w_i )^2
///
/// w_ic is the weight of i's ties to people in c (their own cluster included), w_i of all of them.
///
/// Value   0 if all go to one cluster, 1 - 1/k if they are spread evenly over k; NaN for an isolate.
/// Throws  UnknownPerson; InvalidInput if the partition is of other people than the graph.
/// Cost    O(d log d).
/// Source  Guimera, Amaral, Nature 433, 895 (2005).
template <std::floating_point Weight>
[[nodiscard]] ClusterReach cluster_reach(const TieGraph<Weight>& graph, const Partition& partition, PersonId ego);

/// The participation coefficient of everybody.
///
/// Throws  InvalidInput if the partition is of other people than the graph; Cancelled.
/// Cost    O(n + m log d), divided among the threads.
template <std::floating_point Weight>
[[nodiscard]] std::vector<double> participations(const TieGraph<Weight>& graph, const Partition& partition,
                                                 const Execution& execution = {});

/// cluster_reach of everybody.
template <std::floating_point Weight>
[[nodiscard]] std::vector<ClusterReach> cluster_reaches(const TieGraph<Weight>& graph, const Partition& partition,
                                                        const Execution& execution = {});

extern template ClusterReach cluster_reach(const TieGraph<float>&, const Partition&, PersonId);
extern template ClusterReach cluster_reach(const TieGraph<double>&, const Partition&, PersonId);
extern template std::vector<double> participations(const TieGraph<float>&, const Partition&, const Execution&);
extern template std::vector<double> participations(const TieGraph<double>&, const Partition&, const Execution&);
extern template std::vector<ClusterReach> cluster_reaches(const TieGraph<float>&, const Partition&, const Execution&);
extern template std::vector<ClusterReach> cluster_reaches(const TieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
