#pragma once

#include <tertius/graph/detail/both_ways.hpp>
#include <tertius/graph/detail/finished_rows.hpp>
#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tertius::detail {

/// Calls visit(alter) for everybody who is tied to ego both ways, by more than 0, in ascending order.
template <class Weight, Direction direction, class Visit>
void for_each_mutual_alter(const TieGraph<Weight, direction>& graph, PersonId ego, const Visit& visit)
{
    if constexpr (direction == Direction::directed) {
        for_each_alter_both_ways(graph, ego, [&](PersonId alter, double given, double taken) {
            if (given > 0 && taken > 0) visit(alter);
        });
    } else {
        for (const auto& tie : graph.ties_of(ego))
            if (tie.weight > 0) visit(tie.target);
    }
}

template <class Weight, Direction direction>
std::vector<PersonId> mutual_alters(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    std::vector<PersonId> alters;
    for_each_mutual_alter(graph, ego, [&](PersonId alter) { alters.push_back(alter); });
    return alters;
}

/// Who is tied to whom both ways, by more than 0, without weights. In an undirected graph every tie goes both ways.
template <class Weight, Direction direction>
TieGraph<Weight> mutual_ties(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    std::vector<std::uint64_t> offsets(std::size_t{graph.size()} + 1);
    const auto for_everybody = [&](const auto& work) {
        parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
            for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) work(ego);
        });
    };
    for_everybody(
        [&](PersonId ego) { for_each_mutual_alter(graph, ego, [&](PersonId) { ++offsets[std::size_t{ego} + 1]; }); });
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    UnwrittenColumn<PersonId> alters(offsets.back());
    for_everybody([&](PersonId ego) {
        std::uint64_t place = offsets[ego];
        for_each_mutual_alter(graph, ego, [&](PersonId alter) { alters[place++] = alter; });
    });
    return FinishedRows::undirected(std::move(offsets), std::move(alters), UnwrittenColumn<Weight>());
}

}  // namespace tertius::detail
