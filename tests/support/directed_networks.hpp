#pragma once

#include <tertius/graph/random.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <initializer_list>
#include <utility>

namespace tertius::test {

template <class Weight = float>
DirectedTieGraph<Weight> directed_network(PersonId size, std::initializer_list<std::pair<PersonId, PersonId>> ties)
{
    TieGraphBuilder<Weight, Direction::directed> builder(size);
    for (const auto& [a, b] : ties) builder.add(a, b);
    return builder.build();
}

/// Each ordered pair tied with the given chance, weights in (0, 1] if weighted.
template <class Weight = float>
DirectedTieGraph<Weight> random_directed_network(PersonId size, double chance, std::uint64_t seed,
                                                 bool weighted = false)
{
    Random random(seed);
    TieGraphBuilder<Weight, Direction::directed> builder(size);
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = 0; b < size; ++b)
            if (a != b && random.unit() < chance)
                builder.add(a, b, weighted ? static_cast<Weight>(1 - random.unit()) : Weight{1});
    return builder.build();
}

/// Both directions of every tie.
template <class Weight>
DirectedTieGraph<Weight> both_directions(const TieGraph<Weight>& graph)
{
    TieGraphBuilder<Weight, Direction::directed> builder(graph.size());
    for (const auto& tie : graph.ties())
        builder.add(tie.source, tie.target, tie.weight).add(tie.target, tie.source, tie.weight);
    return builder.build();
}

}  // namespace tertius::test
