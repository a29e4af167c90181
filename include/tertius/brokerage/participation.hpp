#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace tertius {

/// How ego's ties are spread over clusters.
struct ClusterReach {
    ClusterId clusters = 0;    ///< in how many clusters ego has alters
    double participation = 0;  ///< 1 - sum over clusters of the squared share of ego's weight that goes there
};

/// Which of ego's ties count in a directed graph; in an undirected one they are the same.
enum class TieSide : std::uint8_t { both, out, in };

/// Participation coefficient: how evenly ego's ties are spread over the clusters of a partition.
///
///     P(i) = 1 - sum over clusters c of ( w_ic / w_i )^2
///
/// w_ic is the weight of i's ties to people in c (their own cluster included), w_i of all of them. In a directed graph
/// `side` says which ties: those from i, those towards i, or both added up.
///
/// Value   0 if all go to one cluster, 1 - 1/k if they are spread evenly over k; NaN for an isolate.
/// Throws  UnknownPerson; InvalidInput if the partition is of other people than the graph.
/// Cost    O(d log d).
/// Source  Guimera, Amaral, Nature 433, 895 (2005).
template <std::floating_point Weight, Direction direction>
[[nodiscard]] ClusterReach cluster_reach(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                         PersonId ego, TieSide side = TieSide::both);

/// Which ties count, and how the call runs.
struct ParticipationOptions {
    TieSide side = TieSide::both;
    Execution execution{};
};

/// The participation coefficient of everybody.
///
/// Throws  InvalidInput if the partition is of other people than the graph; Cancelled.
/// Cost    O(n + m log d), divided among the threads.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> participations(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                                 const ParticipationOptions& options = {});

/// cluster_reach of everybody.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<ClusterReach> cluster_reaches(const TieGraph<Weight, direction>& graph,
                                                        const Partition& partition,
                                                        const ParticipationOptions& options = {});

extern template ClusterReach cluster_reach(const TieGraph<float>&, const Partition&, PersonId, TieSide);
extern template ClusterReach cluster_reach(const TieGraph<double>&, const Partition&, PersonId, TieSide);
extern template ClusterReach cluster_reach(const DirectedTieGraph<float>&, const Partition&, PersonId, TieSide);
extern template ClusterReach cluster_reach(const DirectedTieGraph<double>&, const Partition&, PersonId, TieSide);
extern template std::vector<double> participations(const TieGraph<float>&, const Partition&,
                                                   const ParticipationOptions&);
extern template std::vector<double> participations(const TieGraph<double>&, const Partition&,
                                                   const ParticipationOptions&);
extern template std::vector<double> participations(const DirectedTieGraph<float>&, const Partition&,
                                                   const ParticipationOptions&);
extern template std::vector<double> participations(const DirectedTieGraph<double>&, const Partition&,
                                                   const ParticipationOptions&);
extern template std::vector<ClusterReach> cluster_reaches(const TieGraph<float>&, const Partition&,
                                                          const ParticipationOptions&);
extern template std::vector<ClusterReach> cluster_reaches(const TieGraph<double>&, const Partition&,
                                                          const ParticipationOptions&);
extern template std::vector<ClusterReach> cluster_reaches(const DirectedTieGraph<float>&, const Partition&,
                                                          const ParticipationOptions&);
extern template std::vector<ClusterReach> cluster_reaches(const DirectedTieGraph<double>&, const Partition&,
                                                          const ParticipationOptions&);

}  // namespace tertius
