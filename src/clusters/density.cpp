#include <tertius/clusters/density.hpp>

#include <limits>

namespace tertius {

namespace {

/// How many of the people that ego is tied to are in ego's cluster.
template <class Weight, Direction direction>
PersonId alters_inside(const TieGraph<Weight, direction>& graph, const Partition& partition, PersonId ego)
{
    const auto alters = graph.alters(ego);
    const auto weights = graph.weights(ego);
    PersonId inside = 0;
    for (std::size_t place = 0; place < alters.size(); ++place)
        if (partition[alters[place]] == partition[ego] && (weights.empty() || weights[place] > 0)) ++inside;
    return inside;
}

}  // namespace

template <std::floating_point Weight, Direction direction>
std::vector<double> densities(const TieGraph<Weight, direction>& graph, const Partition& partition,
                              const Execution& execution)
{
    require_partition(graph.size(), partition);
    std::vector<PersonId> inside(graph.size());
    parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (; begin < end; ++begin) inside[begin] = alters_inside(graph, partition, static_cast<PersonId>(begin));
    });
    std::vector<double> result(partition.count());
    for (const PersonId person : graph.people()) result[partition[person]] += inside[person];
    for (ClusterId cluster = 0; cluster < partition.count(); ++cluster) {
        const double size = partition.sizes()[cluster];
        // A pair has two places for a tie: two directions, or the two ends of one.
        result[cluster] = size > 1 ? result[cluster] / (size * (size - 1)) : std::numeric_limits<double>::quiet_NaN();
    }
    return result;
}

template std::vector<double> densities(const TieGraph<float>&, const Partition&, const Execution&);
template std::vector<double> densities(const TieGraph<double>&, const Partition&, const Execution&);
template std::vector<double> densities(const DirectedTieGraph<float>&, const Partition&, const Execution&);
template std::vector<double> densities(const DirectedTieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
