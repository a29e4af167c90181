#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>

namespace tertius {

/// What passes between two people whichever way it goes: the undirected graph of a directed one.
///
///     w(a, b) = w_ab + w_ba
///
/// Two people are tied if either is tied to the other; where ties go one way only, the other way adds 0.
///
/// Throws  InvalidInput if a sum is more than Weight holds, naming the first such pair; Cancelled.
/// Cost    O(n + m) time, divided among the threads; no space beside the graph that is made.
template <std::floating_point Weight>
[[nodiscard]] TieGraph<Weight> symmetrised(const DirectedTieGraph<Weight>& graph, const Execution& execution = {});

extern template TieGraph<float> symmetrised(const DirectedTieGraph<float>&, const Execution&);
extern template TieGraph<double> symmetrised(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
