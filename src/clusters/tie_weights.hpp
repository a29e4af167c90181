#pragma once

#include "weight_scale.hpp"

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tertius::detail {

/// What ties weigh inside a cluster and out of it: of a person, or of all people of a cluster.
struct TieWeights {
    double inside = 0;  ///< of a cluster, from both ends: twice the weight of the ties
    double outside = 0;

    [[nodiscard]] double all() const { return inside + outside; }
};

/// Brings only weights down that could overflow in a sum of 2^63 of them; the smallest stay apart from 0.
template <class Weight, Direction direction>
WeightScale room_for_sums(const TieGraph<Weight, direction>& graph)
{
    return WeightScale(std::min(0, 960 - WeightScale::exponent_of_largest(graph.weights())));
}

/// Calls visit(alter, scaled weight) for each of ego's ties, in either direction.
template <class Weight, Direction direction, class Visit>
void visit_ties(const TieGraph<Weight, direction>& graph, const WeightScale& scale, PersonId ego, const Visit& visit)
{
    const auto visit_all = [&](auto alters, auto weights) {
        for (std::size_t place = 0; place < alters.size(); ++place)
            visit(alters[place], weights.empty() ? 1 : scale(weights[place]));
    };
    visit_all(graph.alters(ego), graph.weights(ego));
    if constexpr (direction == Direction::directed) visit_all(graph.in_alters(ego), graph.in_weights(ego));
}

/// Of each person, in units of `scale`.
template <class Weight, Direction direction>
std::vector<TieWeights> weights_of_people(const Execution& execution, const TieGraph<Weight, direction>& graph,
                                          const Partition& partition, const WeightScale& scale)
{
    std::vector<TieWeights> result(graph.size());
    parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego)
            visit_ties(graph, scale, ego, [&](PersonId alter, double weight) {
                (partition[alter] == partition[ego] ? result[ego].inside : result[ego].outside) += weight;
            });
    });
    return result;
}

/// Of each cluster.
inline std::vector<TieWeights> weights_of_clusters(const std::vector<TieWeights>& people, const Partition& partition)
{
    std::vector<TieWeights> result(partition.count());
    for (PersonId person = 0; person < partition.size(); ++person) {
        result[partition[person]].inside += people[person].inside;
        result[partition[person]].outside += people[person].outside;
    }
    return result;
}

/// The conductance of each cluster.
std::vector<double> conductances_of(const std::vector<TieWeights>& clusters);

}  // namespace tertius::detail
