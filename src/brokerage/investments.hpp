#pragma once

#include "common_alters.hpp"

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

// What ego invests in each alter, directly and through others, is
//
//     (w_ij + sum over q of w_iq * w_qj / w_q) / w_i,
//
// and the sum is the same from either side of the tie. Squared it is the alter's local constraint, from which
// constraint and hierarchy are made.
namespace tertius::detail {

/// One ego's local constraints. `through(place)` is the sum for the tie at that place of ego's ties.
template <class Weight, class Through>
class Investments {
public:
    Investments(const TieGraph<Weight>& graph, PersonId ego, double degree, const Through& through)
        : graph_(graph), ego_(ego), degree_(degree), through_(through)
    {
    }

    /// Calls visit(place, local constraint) for each alter; a tie of weight 0 makes none.
    template <class Visit>
    void for_each(const Visit& visit) const
    {
        for (std::size_t place = 0; place < graph_.degree(ego_); ++place) {
            const double weight = weight_at(graph_, ego_, place);
            if (weight == 0) continue;
            const double invested = (weight + through_(place)) / degree_;
            visit(place, invested * invested);
        }
    }

    [[nodiscard]] PersonId ego() const { return ego_; }

private:
    const TieGraph<Weight>& graph_;
    PersonId ego_;
    double degree_;
    const Through& through_;
};

/// measure(investments) for one ego.
template <class Weight, class Measure>
double measure_investments_of(const TieGraph<Weight>& graph, PersonId ego, const Measure& measure)
{
    require_person(graph, ego);
    const auto alters = graph.alters(ego);
    std::vector<double> degrees(alters.size());
    std::ranges::transform(alters, degrees.begin(), [&](PersonId alter) { return graph.weighted_degree(alter); });
    const auto share = [&](PersonId, PersonId common, double weight) {
        const auto place = std::ranges::lower_bound(alters, common) - alters.begin();
        return weight > 0 ? weight / degrees[static_cast<std::size_t>(place)] : 0;
    };
    const auto through = [&](std::size_t place) { return common_alter_sum(graph, ego, alters[place], share); };
    return measure(Investments<Weight, decltype(through)>(graph, ego, graph.weighted_degree(ego), through));
}

/// measure(investments) for everybody.
template <class Weight, class Measure>
std::vector<double> measure_investments(const TieGraph<Weight>& graph, const Execution& execution,
                                        const Measure& measure)
{
    return with_threads(execution, [&] {
        Execution inner = execution;
        inner.threads = 0;
        const auto degrees = weighted_degrees(inner, graph);
        const auto sums = common_alter_sums(inner, graph, [&](PersonId, PersonId common, double weight) {
            return weight > 0 ? weight / degrees[common] : 0;
        });
        std::vector<double> result(graph.size());
        parallel_for(inner, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
            for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
                const auto through = [&](std::size_t place) { return sums[graph.offsets()[ego] + place]; };
                result[ego] = measure(Investments<Weight, decltype(through)>(graph, ego, degrees[ego], through));
            }
        });
        return result;
    });
}

}  // namespace tertius::detail
