#pragma once

#include <tertius/graph/detail/both_ways.hpp>
#include <tertius/graph/detail/tie_rows.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace tertius::detail {

/// What a directed graph says about one ego whichever way ties go: the part of symmetrised(graph) that Burt's measures
/// read, all ties of ego and of ego's alters. People keep their order, so sums come out the same to the last bit.
template <class Weight>
struct Surroundings {
    TieGraph<Weight> graph;
    PersonId ego = 0;
    std::vector<PersonId> people;  // who they are in the graph that they are from, ascending
};

/// Ego and ego's alters, ascending.
template <class Weight>
std::vector<PersonId> circle_of(const DirectedTieGraph<Weight>& graph, PersonId ego)
{
    std::vector<PersonId> circle{ego};
    for_each_alter_both_ways(graph, ego, [&](PersonId alter, double, double) { circle.push_back(alter); });
    std::ranges::sort(circle);
    return circle;
}

/// Calls visit(a, b, weight) once for each tie that somebody of the circle has.
template <class Weight, class Visit>
void for_each_tie_of(const DirectedTieGraph<Weight>& graph, const std::vector<PersonId>& circle, const Visit& visit)
{
    for (const PersonId a : circle)
        for_each_alter_both_ways(graph, a, [&](PersonId b, double given, double taken) {
            if (b < a && std::ranges::binary_search(circle, b)) return;
            const auto weight = static_cast<Weight>(given + taken);
            if (!std::isfinite(weight)) refuse_tie({.ego = std::min(a, b), .alter = std::max(a, b)}, ParallelTies::sum);
            visit(a, b, weight);
        });
}

/// Time O(D log D), D the ties of ego's alters.
template <class Weight>
Surroundings<Weight> surroundings(const DirectedTieGraph<Weight>& graph, PersonId ego)
{
    require_person(graph, ego);
    const auto circle = circle_of(graph, ego);
    std::vector<PersonId> people = circle;
    for_each_tie_of(graph, circle, [&](PersonId, PersonId b, Weight) { people.push_back(b); });
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    const auto place = [&](PersonId person) {
        return static_cast<PersonId>(std::ranges::lower_bound(people, person) - people.begin());
    };
    TieGraphBuilder<Weight> builder(static_cast<PersonId>(people.size()), {.execution = {.threads = 1}});
    for_each_tie_of(graph, circle,
                    [&](PersonId a, PersonId b, Weight weight) { builder.add(place(a), place(b), weight); });
    return {builder.build(), place(ego), std::move(people)};
}

}  // namespace tertius::detail
