#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <cstdint>
#include <memory>
#include <utility>
#include <variant>

namespace tertius::python {

/// A TieGraph of any kind behind one Python class. Unchanging and shared, so that views of it never dangle.
struct SharedGraph {
    template <class Graph>
    using Shared = std::shared_ptr<const Graph>;

    std::variant<Shared<TieGraph<float>>, Shared<TieGraph<double>>, Shared<DirectedTieGraph<float>>,
                 Shared<DirectedTieGraph<double>>>
        graph;
    std::uint64_t dropped_self_ties = 0;
};

/// Calls action(graph) with the TieGraph that is inside.
template <class Action>
decltype(auto) visit_graph(const SharedGraph& shared, const Action& action)
{
    return std::visit([&](const auto& graph) -> decltype(auto) { return action(*graph); }, shared.graph);
}

}  // namespace tertius::python
