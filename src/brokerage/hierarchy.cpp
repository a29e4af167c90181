#include <tertius/brokerage/hierarchy.hpp>

#include "investments.hpp"
#include "surroundings.hpp"

#include <tertius/graph/symmetrised.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tertius {

namespace {

/// With s_j = c_j / C the formula is (ln N + sum of s_j ln s_j) / ln N: what the shares lack of being even.
constexpr auto concentration = [](const auto& investments) {
    double total = 0;
    double alters = 0;
    investments.for_each([&](std::size_t, double local) {
        total += local;
        ++alters;
    });
    if (alters == 0) return std::numeric_limits<double>::quiet_NaN();
    if (alters == 1) return 1.0;
    double uneven = 0;  // in the form s ln (N s), each term is 0 where shares are even
    investments.for_each([&](std::size_t, double local) {
        const double share = local / total;
        if (share > 0) uneven += share * std::log(alters * share);
    });
    return std::clamp(uneven / std::log(alters), 0.0, 1.0);
};

}  // namespace

template <std::floating_point Weight, Direction direction>
double hierarchy(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    if constexpr (direction == Direction::directed) {
        const auto around = detail::surroundings(graph, ego);
        return hierarchy(around.graph, around.ego);
    } else {
        return detail::measure_investments_of(graph, ego, concentration);
    }
}

template <std::floating_point Weight, Direction direction>
std::vector<double> hierarchies(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    if constexpr (direction == Direction::directed)
        return hierarchies(symmetrised(graph, execution), execution);
    else
        return detail::measure_investments(graph, execution, concentration);
}

template double hierarchy(const TieGraph<float>&, PersonId);
template double hierarchy(const TieGraph<double>&, PersonId);
template double hierarchy(const DirectedTieGraph<float>&, PersonId);
template double hierarchy(const DirectedTieGraph<double>&, PersonId);
template std::vector<double> hierarchies(const TieGraph<float>&, const Execution&);
template std::vector<double> hierarchies(const TieGraph<double>&, const Execution&);
template std::vector<double> hierarchies(const DirectedTieGraph<float>&, const Execution&);
template std::vector<double> hierarchies(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
