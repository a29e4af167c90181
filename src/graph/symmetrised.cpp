#include <tertius/graph/symmetrised.hpp>

#include <tertius/graph/detail/both_ways.hpp>
#include <tertius/graph/detail/finished_rows.hpp>
#include <tertius/graph/detail/tie_rows.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tertius {

namespace {

/// Calls visit(alter, weight) for each alter of either direction, in ascending order.
template <class Weight, class Visit>
void for_each_alter(const DirectedTieGraph<Weight>& graph, PersonId ego, const Visit& visit)
{
    detail::for_each_alter_both_ways(graph, ego, [&](PersonId alter, double given, double taken) {
        visit(alter, static_cast<Weight>(given + taken));
    });
}

/// What is to be known of some people's ties before memory is taken for them.
struct Survey {
    PersonId overflow = nobody;  // the first person with a tie too heavy for the weight type
    bool weighted = false;       // whether any weight is not 1
};

/// Also counts the alters of each person into alters_before[person + 1].
template <class Weight>
Survey survey(const DirectedTieGraph<Weight>& graph, const Execution& execution,
              std::vector<std::uint64_t>& alters_before)
{
    const auto look = [&](std::size_t begin, std::size_t end) {
        Survey seen;
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            for_each_alter(graph, ego, [&](PersonId, Weight weight) {
                ++alters_before[std::size_t{ego} + 1];
                if (std::isinf(weight)) seen.overflow = std::min(seen.overflow, ego);
                seen.weighted |= weight != 1;
            });
        }
        return seen;
    };
    const auto join = [](const Survey& a, const Survey& b) {
        return Survey{std::min(a.overflow, b.overflow), a.weighted || b.weighted};
    };
    return deterministic_reduce(execution, graph.size(), 1024, Survey{}, look, join);
}

template <class Weight>
void refuse_overflow_of(const DirectedTieGraph<Weight>& graph, PersonId ego)
{
    for_each_alter(graph, ego, [&](PersonId alter, Weight weight) {
        if (std::isinf(weight)) detail::refuse_tie({.ego = ego, .alter = alter}, ParallelTies::sum);
    });
}

}  // namespace

template <std::floating_point Weight>
TieGraph<Weight> symmetrised(const DirectedTieGraph<Weight>& graph, const Execution& execution)
{
    std::vector<std::uint64_t> offsets(std::size_t{graph.size()} + 1);
    const Survey seen = survey(graph, execution, offsets);
    if (seen.overflow != nobody) refuse_overflow_of(graph, seen.overflow);
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());

    detail::UnwrittenColumn<PersonId> alters(offsets.back());
    detail::UnwrittenColumn<Weight> weights(seen.weighted ? offsets.back() : 0);
    parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            std::uint64_t place = offsets[ego];
            for_each_alter(graph, ego, [&](PersonId alter, Weight weight) {
                if (seen.weighted) weights[place] = weight;
                alters[place++] = alter;
            });
        }
    });
    return detail::FinishedRows::undirected(std::move(offsets), std::move(alters), std::move(weights));
}

template TieGraph<float> symmetrised(const DirectedTieGraph<float>&, const Execution&);
template TieGraph<double> symmetrised(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
