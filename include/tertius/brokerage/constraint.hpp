#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// Burt's constraint: how much of what ego invests in people comes back to the same few, who know each other.
///
///     c(i) = sum over alters j of ( p_ij + sum over q of p_iq * p_qj )^2,   q != i, j
///
/// p_ij, what i invests in j, is the tie's share of the weight of all of i's ties. Low: ego sits between people who do
/// not meet. High: ego's alters are redundant. A tie of weight 0 invests nothing and makes no alter.
///
/// Value   > 0; 1/n for a hub of n equal strangers; may exceed 1 in small dense circles. NaN for an isolate: nobody is
///         there to constrain them.
/// Throws  UnknownPerson, if ego is not in the graph; InvalidInput as symmetrised() does.
/// Cost    O(D + sum over ties of the smaller degree * log d) time, O(d) space; D the ties of ego's alters.
/// Source  Burt, Structural Holes (1992), ch. 2.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double constraint(const TieGraph<Weight, direction>& graph, PersonId ego);

/// The constraint of everybody: the same numbers, to the last bit.
///
/// Throws  Cancelled; InvalidInput as symmetrised() does.
/// Cost    O(n + sum over ties of the smaller degree) time, divided among the threads; 8 bytes a tie end and, for each
///         thread, 8 bytes a person.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> constraints(const TieGraph<Weight, direction>& graph,
                                              const Execution& execution = {});

extern template double constraint(const TieGraph<float>&, PersonId);
extern template double constraint(const TieGraph<double>&, PersonId);
extern template double constraint(const DirectedTieGraph<float>&, PersonId);
extern template double constraint(const DirectedTieGraph<double>&, PersonId);
extern template std::vector<double> constraints(const TieGraph<float>&, const Execution&);
extern template std::vector<double> constraints(const TieGraph<double>&, const Execution&);
extern template std::vector<double> constraints(const DirectedTieGraph<float>&, const Execution&);
extern template std::vector<double> constraints(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
