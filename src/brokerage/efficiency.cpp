#include <tertius/brokerage/efficiency.hpp>

#include <tertius/brokerage/effective_size.hpp>

#include "surroundings.hpp"

#include <tertius/graph/symmetrised.hpp>

#include <algorithm>

namespace tertius {

namespace {

/// How many people ego invests in.
template <class Weight>
double alters_of(const TieGraph<Weight>& graph, PersonId ego)
{
    if (!graph.is_weighted()) return static_cast<double>(graph.degree(ego));
    return static_cast<double>(std::ranges::count_if(graph.weights(ego), [](Weight weight) { return weight > 0; }));
}

}  // namespace

template <std::floating_point Weight, Direction direction>
double efficiency(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    if constexpr (direction == Direction::directed) {
        const auto around = detail::surroundings(graph, ego);
        return efficiency(around.graph, around.ego);
    } else {
        return effective_size(graph, ego) / alters_of(graph, ego);
    }
}

template <std::floating_point Weight, Direction direction>
std::vector<double> efficiencies(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    if constexpr (direction == Direction::directed) {
        return efficiencies(symmetrised(graph, execution), execution);
    } else {
        auto values = effective_sizes(graph, execution);
        parallel_for(execution, graph.size(), 4096, [&](std::size_t begin, std::size_t end) {
            for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) values[ego] /= alters_of(graph, ego);
        });
        return values;
    }
}

template double efficiency(const TieGraph<float>&, PersonId);
template double efficiency(const TieGraph<double>&, PersonId);
template double efficiency(const DirectedTieGraph<float>&, PersonId);
template double efficiency(const DirectedTieGraph<double>&, PersonId);
template std::vector<double> efficiencies(const TieGraph<float>&, const Execution&);
template std::vector<double> efficiencies(const TieGraph<double>&, const Execution&);
template std::vector<double> efficiencies(const DirectedTieGraph<float>&, const Execution&);
template std::vector<double> efficiencies(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
