#include <tertius/brokerage/constraint.hpp>

#include "investments.hpp"
#include "surroundings.hpp"

#include <tertius/graph/symmetrised.hpp>

#include <limits>

namespace tertius {

namespace {

constexpr auto sum_of_local_constraints = [](const auto& investments) {
    double total = 0;
    investments.for_each([&](std::size_t, double local) { total += local; });
    return total > 0 ? total : std::numeric_limits<double>::quiet_NaN();
};

}  // namespace

template <std::floating_point Weight, Direction direction>
double constraint(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    if constexpr (direction == Direction::directed) {
        const auto around = detail::surroundings(graph, ego);
        return constraint(around.graph, around.ego);
    } else {
        return detail::measure_investments_of(graph, ego, sum_of_local_constraints);
    }
}

template <std::floating_point Weight, Direction direction>
std::vector<double> constraints(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    if constexpr (direction == Direction::directed)
        return constraints(symmetrised(graph, execution), execution);
    else
        return detail::measure_investments(graph, execution, sum_of_local_constraints);
}

template double constraint(const TieGraph<float>&, PersonId);
template double constraint(const TieGraph<double>&, PersonId);
template double constraint(const DirectedTieGraph<float>&, PersonId);
template double constraint(const DirectedTieGraph<double>&, PersonId);
template std::vector<double> constraints(const TieGraph<float>&, const Execution&);
template std::vector<double> constraints(const TieGraph<double>&, const Execution&);
template std::vector<double> constraints(const DirectedTieGraph<float>&, const Execution&);
template std::vector<double> constraints(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
