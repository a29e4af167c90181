#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// Burt's effective size: how many alters ego has, less those who only lead to people ego knows anyway.
///
///     e(i) = sum over alters j of ( 1 - sum over q of p_iq * m_jq ),   q != i, j
///
/// p_iq is the tie's share of the weight of all of i's ties, m_jq the weight of j's tie to q over that of j's heaviest
/// tie. Without weights that is n - 2t/n, for n alters with t ties among them. A tie of weight 0 makes no alter.
/// In a directed graph ties of either direction count: w_ab is what symmetrised() makes of the two.
///
/// Value   1 for somebody in a clique, n for a hub of n strangers; NaN for an isolate.
/// Throws  UnknownPerson, if ego is not in the graph; InvalidInput as symmetrised() does.
/// Cost    O(D + sum over ties of the smaller degree * log d) time, O(d) space; D the ties of ego's alters.
/// Source  Burt, Structural Holes (1992), ch. 2; Borgatti, Connections 20 (1997), for the form without weights.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double effective_size(const TieGraph<Weight, direction>& graph, PersonId ego);

/// The effective size of everybody: the same numbers, to the last bit.
///
/// Throws  Cancelled; InvalidInput as symmetrised() does.
/// Cost    O(n + sum over ties of the smaller degree) time, divided among the threads; 8 bytes a tie end and, for each
///         thread, 8 bytes a person.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> effective_sizes(const TieGraph<Weight, direction>& graph,
                                                  const Execution& execution = {});

extern template double effective_size(const TieGraph<float>&, PersonId);
extern template double effective_size(const TieGraph<double>&, PersonId);
extern template double effective_size(const DirectedTieGraph<float>&, PersonId);
extern template double effective_size(const DirectedTieGraph<double>&, PersonId);
extern template std::vector<double> effective_sizes(const TieGraph<float>&, const Execution&);
extern template std::vector<double> effective_sizes(const TieGraph<double>&, const Execution&);
extern template std::vector<double> effective_sizes(const DirectedTieGraph<float>&, const Execution&);
extern template std::vector<double> effective_sizes(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
