#include "pulls.hpp"

#include "tie_weights.hpp"

#include <algorithm>
#include <span>

namespace tertius::detail {

namespace {

template <class Weight>
double median_weight(std::span<const Weight> weights)
{
    std::vector<Weight> positive;
    std::ranges::copy_if(weights, std::back_inserter(positive), [](Weight weight) { return weight > 0; });
    if (positive.empty()) return 1;
    const auto middle = positive.begin() + static_cast<std::ptrdiff_t>(positive.size() / 2);
    std::ranges::nth_element(positive, middle);
    return *middle;
}

}  // namespace

template <std::floating_point Weight, Direction direction>
Pulls pulls_of(const Execution& execution, const TieGraph<Weight, direction>& graph)
{
    const double median = median_weight(graph.weights());
    Pulls pulls;
    pulls.offsets.assign(graph.size() + std::size_t{1}, 0);
    for (const PersonId ego : graph.people())
        pulls.offsets[ego + 1] = pulls.offsets[ego] + graph.degree(ego) +
                                 (direction == Direction::directed ? graph.in_alters(ego).size() : 0);
    pulls.alters.resize(pulls.offsets.back());
    pulls.shares.resize(pulls.offsets.back());
    parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            auto at = pulls.offsets[ego];
            double total = 0;
            visit_ties(graph, WeightScale(), ego, [&](PersonId alter, double weight) {
                const double pull = weight > 0 ? 1 / (1 + median / weight) : 0;
                pulls.alters[at] = alter;
                pulls.shares[at++] = static_cast<float>(pull);
                total += pull;
            });
            for (auto tie = pulls.offsets[ego]; total > 0 && tie < at; ++tie)
                pulls.shares[tie] = static_cast<float>(pulls.shares[tie] / total);
        }
    });
    return pulls;
}

template Pulls pulls_of(const Execution&, const TieGraph<float>&);
template Pulls pulls_of(const Execution&, const TieGraph<double>&);
template Pulls pulls_of(const Execution&, const DirectedTieGraph<float>&);
template Pulls pulls_of(const Execution&, const DirectedTieGraph<double>&);

}  // namespace tertius::detail
