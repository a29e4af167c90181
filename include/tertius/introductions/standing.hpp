#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>

namespace tertius {

/// How somebody stands among the people they know.
struct Standing {
    double constraint = 0;      ///< Burt's; NaN for an isolate
    double effective_size = 0;  ///< Burt's; NaN for an isolate
    std::uint64_t reach = 0;    ///< people within two steps, ego not counted
    double diversity = 0;       ///< Eagle's, in [0, 1]; NaN below two alters
};

/// Measures one person's standing: what an introduction would change, see preview_introduction().
///
/// Constraint, effective size and diversity are those of constraint.hpp, effective_size.hpp and diversity.hpp. A tie of
/// weight 0 makes no alter; in a directed graph ties of either direction count, added up as symmetrised() does.
///
/// Throws  UnknownPerson; InvalidInput as symmetrised() does.
/// Cost    O(D + n / 32), D the ties of ego's alters.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] Standing standing(const TieGraph<Weight, direction>& graph, PersonId ego);

extern template Standing standing(const TieGraph<float>&, PersonId);
extern template Standing standing(const TieGraph<double>&, PersonId);
extern template Standing standing(const DirectedTieGraph<float>&, PersonId);
extern template Standing standing(const DirectedTieGraph<double>&, PersonId);

}  // namespace tertius
