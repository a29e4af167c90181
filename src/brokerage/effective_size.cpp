#include <tertius/brokerage/effective_size.hpp>

#include "common_alters.hpp"
#include "surroundings.hpp"

#include <tertius/graph/symmetrised.hpp>

#include <limits>

namespace tertius {

namespace {

constexpr auto undefined = std::numeric_limits<double>::quiet_NaN();

/// What effective size needs to know of one person.
struct TieSizes {
    double degree = 0;    // the weight of all their ties
    double heaviest = 0;  // of their heaviest tie
};

template <class Weight>
TieSizes tie_sizes(const TieGraph<Weight>& graph, PersonId person)
{
    if (!graph.is_weighted()) return {static_cast<double>(graph.degree(person)), graph.degree(person) > 0 ? 1.0 : 0};
    const auto weights = graph.weights(person);
    return {graph.weighted_degree(person), weights.empty() ? 0 : *std::ranges::max_element(weights)};
}

/// e(i). `common(place)` is the sum over common alters q of (w_aq / w_a) * w_bq, a the one of ego and alter who leads:
/// divided by b's heaviest tie it is the redundancy of b for a, and from b's side it is put in b's terms.
template <class Weight, class Sizes, class Common>
double effective_size_of(const TieGraph<Weight>& graph, PersonId ego, const Sizes& sizes, const Common& common)
{
    const auto alters = graph.alters(ego);
    const double degree = sizes(ego).degree;
    if (degree == 0) return undefined;
    double total = 0;
    for (std::size_t place = 0; place < alters.size(); ++place) {
        if (detail::weight_at(graph, ego, place) == 0) continue;
        const TieSizes alter = sizes(alters[place]);
        const double shared = common(place);
        total += 1 - (detail::leads(graph, ego, alters[place]) ? shared / alter.heaviest
                                                               : shared / degree * (alter.degree / alter.heaviest));
    }
    return total;
}

template <class Weight>
double effective_size_of(const TieGraph<Weight>& graph, PersonId ego)
{
    require_person(graph, ego);
    const auto sizes = [&](PersonId person) { return tie_sizes(graph, person); };
    return effective_size_of(graph, ego, sizes, [&](std::size_t place) {
        const PersonId alter = graph.alters(ego)[place];
        const double degree = sizes(detail::leads(graph, ego, alter) ? ego : alter).degree;
        return detail::common_alter_sum(
            graph, ego, alter, [&](PersonId, PersonId, double weight) { return weight > 0 ? weight / degree : 0; });
    });
}

template <class Weight>
std::vector<double> effective_sizes_of(const TieGraph<Weight>& graph, const Execution& execution)
{
    std::vector<TieSizes> sizes(graph.size());
    parallel_for(execution, graph.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (; begin < end; ++begin) sizes[begin] = tie_sizes(graph, static_cast<PersonId>(begin));
    });
    const auto common = detail::common_alter_sums(execution, graph, [&](PersonId a, PersonId, double weight) {
        return weight > 0 ? weight / sizes[a].degree : 0;
    });
    std::vector<double> result(graph.size());
    parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego)
            result[ego] = effective_size_of(
                graph, ego, [&](PersonId person) { return sizes[person]; },
                [&](std::size_t place) { return common[graph.offsets()[ego] + place]; });
    });
    return result;
}

}  // namespace

template <std::floating_point Weight, Direction direction>
double effective_size(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    if constexpr (direction == Direction::directed) {
        const auto around = detail::surroundings(graph, ego);
        return effective_size_of(around.graph, around.ego);
    } else {
        return effective_size_of(graph, ego);
    }
}

template <std::floating_point Weight, Direction direction>
std::vector<double> effective_sizes(const TieGraph<Weight, direction>& graph, const Execution& execution)
{
    if constexpr (direction == Direction::directed)
        return effective_sizes(symmetrised(graph, execution), execution);
    else
        return with_threads(execution, [&] {
            Execution inner = execution;
            inner.threads = 0;
            return effective_sizes_of(graph, inner);
        });
}

template double effective_size(const TieGraph<float>&, PersonId);
template double effective_size(const TieGraph<double>&, PersonId);
template double effective_size(const DirectedTieGraph<float>&, PersonId);
template double effective_size(const DirectedTieGraph<double>&, PersonId);
template std::vector<double> effective_sizes(const TieGraph<float>&, const Execution&);
template std::vector<double> effective_sizes(const TieGraph<double>&, const Execution&);
template std::vector<double> effective_sizes(const DirectedTieGraph<float>&, const Execution&);
template std::vector<double> effective_sizes(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
