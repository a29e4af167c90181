#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// Burt's efficiency: which part of ego's alters leads to people whom ego's other alters do not reach.
///
///     effective size / number of alters
///
/// A tie of weight 0 makes no alter; in a directed graph ties of either direction count, as in effective_size.
///
/// Value   1 for a hub of strangers, 1/n for somebody in a clique with n alters; NaN for an isolate.
/// Throws  UnknownPerson, if ego is not in the graph; InvalidInput as symmetrised() does.
/// Cost    that of effective_size.
/// Source  Burt, Structural Holes (1992), ch. 2.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double efficiency(const TieGraph<Weight, direction>& graph, PersonId ego);

/// The efficiency of everybody: the same numbers, to the last bit.
///
/// Throws  Cancelled; InvalidInput as symmetrised() does.
/// Cost    that of effective_sizes.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> efficiencies(const TieGraph<Weight, direction>& graph,
                                               const Execution& execution = {});

extern template double efficiency(const TieGraph<float>&, PersonId);
extern template double efficiency(const TieGraph<double>&, PersonId);
extern template double efficiency(const DirectedTieGraph<float>&, PersonId);
extern template double efficiency(const DirectedTieGraph<double>&, PersonId);
extern template std::vector<double> efficiencies(const TieGraph<float>&, const Execution&);
extern template std::vector<double> efficiencies(const TieGraph<double>&, const Execution&);
extern template std::vector<double> efficiencies(const DirectedTieGraph<float>&, const Execution&);
extern template std::vector<double> efficiencies(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
