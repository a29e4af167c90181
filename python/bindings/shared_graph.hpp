#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <cstdint>
#include <memory>
#include <type_traits>
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

/// Calls action(graph) with the undirected TieGraph that is inside. Throws InvalidInput if it is directed.
template <class Action>
auto visit_undirected(const SharedGraph& shared, const Action& action)
{
    using Result = decltype(action(std::declval<const TieGraph<double>&>()));
    return visit_graph(shared, [&](const auto& graph) -> Result {
        if constexpr (std::decay_t<decltype(graph)>::is_directed)
            throw InvalidInput("graph.directed", "the graph is directed; this needs an undirected one");
        else
            return action(graph);
    });
}

}  // namespace tertius::python
