#include <tertius/brokerage/diversity.hpp>

#include <tertius/graph/detail/both_ways.hpp>
#include <tertius/graph/detail/tie_rows.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tertius {

namespace {

/// What each of ego's ties weighs, those of weight 0 left out.
template <class Weight>
std::vector<double> tie_weights(const TieGraph<Weight>& graph, PersonId ego)
{
    if (!graph.is_weighted()) return std::vector<double>(graph.degree(ego), 1.0);
    std::vector<double> weights;
    weights.reserve(graph.degree(ego));
    for (const Weight weight : graph.weights(ego))
        if (weight > 0) weights.push_back(weight);
    return weights;
}

template <class Weight>
std::vector<double> tie_weights(const DirectedTieGraph<Weight>& graph, PersonId ego)
{
    std::vector<double> weights;
    detail::for_each_alter_both_ways(graph, ego, [&](PersonId alter, double given, double taken) {
        const auto weight = static_cast<Weight>(given + taken);  // as symmetrised() keeps it
        if (!std::isfinite(weight))
            detail::refuse_tie({.ego = std::min(ego, alter), .alter = std::max(ego, alter)}, ParallelTies::sum);
        if (weight > 0) weights.push_back(weight);
    });
    return weights;
}

}  // namespace

double diversity(std::span<const double> weights)
{
    if (weights.size() < 2) return std::numeric_limits<double>::quiet_NaN();
    // In units of the heaviest, so that equal weights come out at 1 to the last bit.
    const double heaviest = *std::ranges::max_element(weights);
    double total = 0;
    double sum = 0;
    for (const double weight : weights) {
        const double part = weight / heaviest;
        total += part;
        sum += part > 0 ? part * std::log(part) : 0;
    }
    const double entropy = std::log(total) - sum / total;
    return std::clamp(entropy / std::log(static_cast<double>(weights.size())), 0.0, 1.0);
}

template <std::floating_point Weight, Direction direction>
double diversity(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    require_person(graph, ego);
    return diversity(tie_weights(graph, ego));
}

template <std::floating_point Weight, Direction direction>
std::vector<double> diversities(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    std::vector<double> values(graph.size());
    parallel_for(execution, graph.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) values[ego] = diversity(graph, ego);
    });
    return values;
}

template double diversity(const TieGraph<float>&, PersonId);
template double diversity(const TieGraph<double>&, PersonId);
template double diversity(const DirectedTieGraph<float>&, PersonId);
template double diversity(const DirectedTieGraph<double>&, PersonId);
template std::vector<double> diversities(const TieGraph<float>&, const Execution&);
template std::vector<double> diversities(const TieGraph<double>&, const Execution&);
template std::vector<double> diversities(const DirectedTieGraph<float>&, const Execution&);
template std::vector<double> diversities(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
