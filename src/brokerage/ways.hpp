#pragma once

#include <tertius/graph/error.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <cmath>
#include <cstddef>
#include <span>

namespace tertius::detail {

template <class Weight, class Visit>
void for_each_tie_in(std::span<const PersonId> alters, std::span<const Weight> weights, const Visit& visit)
{
    if (weights.empty()) {
        for (const PersonId alter : alters) visit(alter, Weight{1});
    } else {
        for (std::size_t place = 0; place < alters.size(); ++place)
            if (weights[place] > 0) visit(alters[place], weights[place]);
    }
}

/// Calls visit(alter, weight) for each tie that leads from ego; one of weight 0 leads nowhere.
template <class Weight, Direction direction, class Visit>
void for_each_tie_from(const TieGraph<Weight, direction>& graph, PersonId ego, const Visit& visit)
{
    for_each_tie_in(graph.alters(ego), graph.weights(ego), visit);
}

/// The same for the ties that lead to ego.
template <class Weight, Direction direction, class Visit>
void for_each_tie_towards(const TieGraph<Weight, direction>& graph, PersonId ego, const Visit& visit)
{
    for_each_tie_in(graph.in_alters(ego), graph.in_weights(ego), visit);
}

/// A number of shortest ways, which doubles each time that ways part and meet again.
inline double require_countable(double ways)
{
    if (std::isinf(ways))
        throw InvalidInput("betweenness.overflow",
                           "there are more shortest ways between two people than can be counted");
    return ways;
}

}  // namespace tertius::detail
