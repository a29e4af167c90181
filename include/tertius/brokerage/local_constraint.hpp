#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <vector>

namespace tertius {

/// How much one alter constrains one ego.
struct LocalConstraint {
    PersonId ego = nobody;
    PersonId alter = nobody;
    double constraint = 0;  ///< in (0, 1]
};

/// Local (dyadic) constraint: which part of ego's constraint each alter is responsible for.
///
///     c(i, j) = ( p_ij + sum over q of p_iq * p_qj )^2,   q != i, j
///
/// p_ij is the tie's share of the weight of all of i's ties. Ego's add up to constraint(graph, ego). A tie of weight 0
/// makes no alter; in a directed graph ties of either direction count, as in constraint.
///
/// Value   one row an alter, in ascending order of alters; none for an isolate.
/// Throws  UnknownPerson, if ego is not in the graph; InvalidInput as symmetrised() does.
/// Cost    that of constraint.
/// Source  Burt, Structural Holes (1992), ch. 2.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<LocalConstraint> local_constraints(const TieGraph<Weight, direction>& graph, PersonId ego);

/// The local constraints of everybody, ego by ego: the same numbers, to the last bit.
///
/// Throws  Cancelled; InvalidInput as symmetrised() does.
/// Cost    that of constraints, and 16 bytes a row.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<LocalConstraint> local_constraints(const TieGraph<Weight, direction>& graph,
                                                             const Execution& execution = {});

extern template std::vector<LocalConstraint> local_constraints(const TieGraph<float>&, PersonId);
extern template std::vector<LocalConstraint> local_constraints(const TieGraph<double>&, PersonId);
extern template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<float>&, PersonId);
extern template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<double>&, PersonId);
extern template std::vector<LocalConstraint> local_constraints(const TieGraph<float>&, const Execution&);
extern template std::vector<LocalConstraint> local_constraints(const TieGraph<double>&, const Execution&);
extern template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<float>&, const Execution&);
extern template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
