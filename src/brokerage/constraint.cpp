#include <tertius/brokerage/constraint.hpp>

#include "common_alters.hpp"

#include <limits>

namespace tertius {

namespace {

constexpr auto undefined = std::numeric_limits<double>::quiet_NaN();

/// c(i). What i invests in j, directly and through others, is (w_ij + sum over q of w_iq * w_qj / w_q) / w_i: the sum
/// is the same from either side.
template <class Weight, class Through>
double constraint_of(const TieGraph<Weight>& graph, PersonId ego, double degree, const Through& through)
{
    if (degree == 0) return undefined;
    double total = 0;
    for (std::size_t place = 0; place < graph.degree(ego); ++place) {
        const double weight = detail::weight_at(graph, ego, place);
        if (weight == 0) continue;
        const double invested = (weight + through(place)) / degree;
        total += invested * invested;
    }
    return total;
}

}  // namespace

template <std::floating_point Weight>
double constraint(const TieGraph<Weight>& graph, PersonId ego)
{
    require_person(graph, ego);
    const auto alters = graph.alters(ego);
    std::vector<double> degrees(alters.size());
    std::ranges::transform(alters, degrees.begin(), [&](PersonId alter) { return graph.weighted_degree(alter); });
    const auto share = [&](PersonId, PersonId common, double weight) {
        const auto place = std::ranges::lower_bound(alters, common) - alters.begin();
        return weight > 0 ? weight / degrees[static_cast<std::size_t>(place)] : 0;
    };
    return constraint_of(graph, ego, graph.weighted_degree(ego),
                         [&](std::size_t place) { return detail::common_alter_sum(graph, ego, alters[place], share); });
}

template <std::floating_point Weight>
std::vector<double> constraints(const TieGraph<Weight>& graph, const Execution& execution)
{
    return with_threads(execution, [&] {
        Execution inner = execution;
        inner.threads = 0;
        const auto degrees = detail::weighted_degrees(inner, graph);
        const auto through = detail::common_alter_sums(inner, graph, [&](PersonId, PersonId common, double weight) {
            return weight > 0 ? weight / degrees[common] : 0;
        });
        std::vector<double> result(graph.size());
        parallel_for(inner, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
            for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego)
                result[ego] = constraint_of(graph, ego, degrees[ego],
                                            [&](std::size_t place) { return through[graph.offsets()[ego] + place]; });
        });
        return result;
    });
}

template double constraint(const TieGraph<float>&, PersonId);
template double constraint(const TieGraph<double>&, PersonId);
template std::vector<double> constraints(const TieGraph<float>&, const Execution&);
template std::vector<double> constraints(const TieGraph<double>&, const Execution&);

}  // namespace tertius
