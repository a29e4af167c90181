#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstddef>
#include <vector>

namespace tertius {

/// Somebody who stands between clusters.
struct Broker {
    PersonId person = nobody;
    double constraint = 0;
    double effective_size = 0;
    ClusterId clusters = 0;    ///< in how many clusters they have alters
    double participation = 0;  ///< how evenly their ties are spread over these
    double score = 0;          ///< effective_size * participation; only ranks
};

struct BrokerOptions {
    std::size_t limit = 10;  ///< at most so many people; > 0
    Execution execution{};
};

/// Who stands between clusters: first those who have the most alters to bring together, in different clusters.
///
/// Ranked by effective size times participation. Effective size counts the alters who are not reached through each
/// other; participation is the chance that two of ego's ties, drawn by weight, lead to different clusters. So the
/// product counts the contacts that bridge: a hub inside one cluster has the first and not the second, somebody with
/// one friend in each of two clusters the second and little of the first. Nobody is listed whose ties stay in one
/// cluster. Equal scores are ordered by person. In a directed graph ties of either direction count.
///
/// Throws  InvalidInput if the partition is of other people than the graph; InvalidOption for the limit; Cancelled.
/// Cost    that of effective_sizes and participations, and of constraint for those listed.
/// Source  Burt, Structural Holes (1992); Guimera, Amaral, Nature 433, 895 (2005). The product is ours.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<Broker> brokers(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                          const BrokerOptions& options = {});

extern template std::vector<Broker> brokers(const TieGraph<float>&, const Partition&, const BrokerOptions&);
extern template std::vector<Broker> brokers(const TieGraph<double>&, const Partition&, const BrokerOptions&);
extern template std::vector<Broker> brokers(const DirectedTieGraph<float>&, const Partition&, const BrokerOptions&);
extern template std::vector<Broker> brokers(const DirectedTieGraph<double>&, const Partition&, const BrokerOptions&);

}  // namespace tertius
