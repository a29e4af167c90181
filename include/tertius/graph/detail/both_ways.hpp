#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <span>

namespace tertius::detail {

/// One person's ties of one direction, read from the lowest alter up.
template <class Weight>
struct TieReader {
    std::span<const PersonId> alters;
    std::span<const Weight> weights;  // empty: all are 1
    std::size_t place = 0;

    [[nodiscard]] PersonId alter() const { return place < alters.size() ? alters[place] : nobody; }
    /// The weight of the tie with this alter, and on to the next; 0 if there is none.
    double take(PersonId wanted)
    {
        if (alter() != wanted) return 0;
        const double weight = weights.empty() ? 1.0 : weights[place];
        ++place;
        return weight;
    }
};

/// Calls visit(alter, given, taken) for each alter of ego of either direction, in ascending order: the weight of the
/// tie to them and of the tie from them, 0 where there is none.
template <class Weight, class Visit>
void for_each_alter_both_ways(const DirectedTieGraph<Weight>& graph, PersonId ego, const Visit& visit)
{
    TieReader<Weight> out{graph.alters(ego), graph.weights(ego)};
    TieReader<Weight> in{graph.in_alters(ego), graph.in_weights(ego)};
    for (;;) {
        const PersonId alter = std::min(out.alter(), in.alter());
        if (alter == nobody) return;
        const double given = out.take(alter);
        visit(alter, given, in.take(alter));
    }
}

}  // namespace tertius::detail
