#include <tertius/brokerage/local_constraint.hpp>

#include "investments.hpp"
#include "surroundings.hpp"

#include <tertius/graph/symmetrised.hpp>

#include <algorithm>

namespace tertius {

template <std::floating_point Weight, Direction direction>
std::vector<LocalConstraint> local_constraints(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    if constexpr (direction == Direction::directed) {
        const auto around = detail::surroundings(graph, ego);
        auto rows = local_constraints(around.graph, around.ego);
        for (auto& row : rows) row = {ego, around.people[row.alter], row.constraint};
        return rows;
    } else {
        std::vector<LocalConstraint> rows;
        (void)detail::measure_investments_of(graph, ego, [&](const auto& investments) {
            investments.for_each([&](std::size_t place, double local) {
                rows.push_back({ego, graph.alters(ego)[place], local});
            });
            return 0.0;
        });
        return rows;
    }
}

template <std::floating_point Weight, Direction direction>
std::vector<LocalConstraint> local_constraints(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    if constexpr (direction == Direction::directed) {
        return local_constraints(symmetrised(graph, execution), execution);
    } else {
        std::vector<LocalConstraint> rows(graph.end_count());
        (void)detail::measure_investments(graph, execution, [&](const auto& investments) {
            const PersonId ego = investments.ego();
            investments.for_each([&](std::size_t place, double local) {
                rows[graph.offsets()[ego] + place] = {ego, graph.alters(ego)[place], local};
            });
            return 0.0;
        });
        std::erase_if(rows, [](const LocalConstraint& row) { return row.ego == nobody; });
        return rows;
    }
}

template std::vector<LocalConstraint> local_constraints(const TieGraph<float>&, PersonId);
template std::vector<LocalConstraint> local_constraints(const TieGraph<double>&, PersonId);
template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<float>&, PersonId);
template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<double>&, PersonId);
template std::vector<LocalConstraint> local_constraints(const TieGraph<float>&, const Execution&);
template std::vector<LocalConstraint> local_constraints(const TieGraph<double>&, const Execution&);
template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<float>&, const Execution&);
template std::vector<LocalConstraint> local_constraints(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
