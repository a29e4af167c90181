#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace tertius::detail {

/// Makes graphs of rows that already are as a TieGraph keeps them: sorted, merged, checked, both ends of each tie.
struct FinishedRows {
    template <std::floating_point Weight>
    [[nodiscard]] static TieGraph<Weight> undirected(std::vector<std::uint64_t> offsets,
                                                     UnwrittenColumn<PersonId> alters, UnwrittenColumn<Weight> weights)
    {
        TieGraph<Weight> graph;
        graph.out_ = {std::move(offsets), std::move(alters), std::move(weights)};
        return graph;
    }
};

}  // namespace tertius::detail
