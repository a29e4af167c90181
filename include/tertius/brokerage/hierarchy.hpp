#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// Burt's hierarchy: how far what constrains ego comes from a single alter.
///
///     h(i) = sum over alters j of r_j ln r_j / (N ln N),   r_j = c_j / (C / N)
///
/// c_j is j's local constraint, C their sum, N the number of alters: r_j compares j with an alter who constrains as much
/// as the others do. With a single alter the formula says 0/0; all constraint comes from that one, so it is 1. A tie of
/// weight 0 makes no alter; in a directed graph ties of either direction count, as in constraint.
///
/// Value   in [0, 1]: 0 if all alters constrain alike, towards 1 the more one does so alone; NaN for an isolate.
/// Throws  UnknownPerson, if ego is not in the graph; InvalidInput as symmetrised() does.
/// Cost    that of constraint.
/// Source  Burt, Structural Holes (1992), ch. 2.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double hierarchy(const TieGraph<Weight, direction>& graph, PersonId ego);

/// The hierarchy of everybody: the same numbers, to the last bit.
///
/// Throws  Cancelled; InvalidInput as symmetrised() does.
/// Cost    that of constraints.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> hierarchies(const TieGraph<Weight, direction>& graph,
                                              const Execution& execution = {});

extern template double hierarchy(const TieGraph<float>&, PersonId);
extern template double hierarchy(const TieGraph<double>&, PersonId);
extern template double hierarchy(const DirectedTieGraph<float>&, PersonId);
extern template double hierarchy(const DirectedTieGraph<double>&, PersonId);
extern template std::vector<double> hierarchies(const TieGraph<float>&, const Execution&);
extern template std::vector<double> hierarchies(const TieGraph<double>&, const Execution&);
extern template std::vector<double> hierarchies(const DirectedTieGraph<float>&, const Execution&);
extern template std::vector<double> hierarchies(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
