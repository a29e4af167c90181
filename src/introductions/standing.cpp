#include <tertius/introductions/standing.hpp>

#include "standing_of.hpp"

#include <tertius/brokerage/diversity.hpp>

#include <limits>
#include <numeric>
#include <vector>

namespace tertius {

namespace {

using detail::EgoNetwork;

/// What each alter adds to constraint, before it is squared, and to redundancy; both times the weight of ego's ties.
struct Shares {
    std::vector<double> invested;
    std::vector<double> redundant;
};

Shares shares_of(const EgoNetwork& net, std::vector<double> weights)
{
    Shares shares{std::move(weights), std::vector<double>(net.alters.size())};
    const auto add = [&](std::uint32_t alter, std::uint32_t over, double weight) {
        const double brought = net.alters[over].weight * weight;
        shares.invested[alter] += brought / net.alters[over].sizes.total;
        shares.redundant[alter] += brought / net.alters[alter].sizes.heaviest;
    };
    for (const auto& tie : net.ties) {
        add(tie.a, tie.b, tie.weight);
        add(tie.b, tie.a, tie.weight);
    }
    return shares;
}

}  // namespace

Standing detail::standing_of(const EgoNetwork& net)
{
    constexpr auto undefined = std::numeric_limits<double>::quiet_NaN();
    if (net.alters.empty()) return {undefined, undefined, net.reach, undefined};
    std::vector<double> weights;
    weights.reserve(net.alters.size());
    for (const auto& alter : net.alters) weights.push_back(alter.weight);
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    Standing standing{0, static_cast<double>(weights.size()), net.reach, diversity(weights)};
    const Shares shares = shares_of(net, std::move(weights));
    for (std::size_t place = 0; place < net.alters.size(); ++place) {
        const double invested = shares.invested[place] / total;
        standing.constraint += invested * invested;
        standing.effective_size -= shares.redundant[place] / total;
    }
    return standing;
}

template <std::floating_point Weight, Direction direction>
Standing standing(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    require_person(graph, ego);
    EgoNetwork net = detail::alters_of(graph, ego);
    detail::ReachMarks marks(graph.size());
    detail::read_ties_of_alters(graph, ego, net, marks);
    return detail::standing_of(net);
}

template Standing standing(const TieGraph<float>&, PersonId);
template Standing standing(const TieGraph<double>&, PersonId);
template Standing standing(const DirectedTieGraph<float>&, PersonId);
template Standing standing(const DirectedTieGraph<double>&, PersonId);

}  // namespace tertius
