#include <tertius/clusters/quality.hpp>

#include "weight_scale.hpp"

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>
#include <tertius/graph/parallel.hpp>

#include <functional>
#include <vector>

namespace tertius {

namespace {

/// What one person adds to a partition's value, in the unit of a WeightScale.
struct PersonSums {
    double away = 0;
    double inside = 0;       // of `away`, what stays in the own cluster
    std::uint64_t ties = 0;  // of positive weight
};

template <std::floating_point Weight, Direction direction>
PersonSums sums_of(const TieGraph<Weight, direction>& graph, const Partition& partition,
                   const detail::WeightScale& scale, PersonId ego)
{
    PersonSums sums;
    const ClusterId cluster = partition[ego];
    const auto alters = graph.alters(ego);
    const auto weights = graph.weights(ego);
    for (std::size_t place = 0; place < alters.size(); ++place) {
        const double weight = weights.empty() ? 1 : scale(weights[place]);
        sums.away += weight;
        sums.ties += weights.empty() || weights[place] > 0 ? 1 : 0;
        if (partition[alters[place]] == cluster) sums.inside += weight;
    }
    return sums;
}

template <std::floating_point Weight, Direction direction>
double towards(const TieGraph<Weight, direction>& graph, const detail::WeightScale& scale, PersonId ego)
{
    if (!graph.is_weighted()) return static_cast<double>(graph.in_alters(ego).size());
    double total = 0;
    for (const Weight weight : graph.in_weights(ego)) total += scale(weight);
    return total;
}

/// What a partition's value is made of.
template <class Mass>
struct ClusterSums {
    TieTotals totals;
    std::vector<double> inside;  // the weight of the ties inside each cluster
    std::vector<Mass> masses;
};

/// Everybody's part is worked out by all threads, and added up in the order of people.
template <ClusterQuality Q, std::floating_point Weight, Direction direction>
ClusterSums<typename Q::Mass> cluster_sums(const TieGraph<Weight, direction>& graph, const Partition& partition)
{
    using Mass = typename Q::Mass;
    const auto scale = detail::WeightScale::to_unit(graph.weights());
    struct Part {
        PersonSums sums;
        Mass mass{};
    };
    std::vector<Part> parts(graph.size());
    parallel_for({}, graph.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            const auto sums = sums_of(graph, partition, scale, ego);
            const double in = direction == Direction::directed ? towards(graph, scale, ego) : sums.away;
            parts[ego] = {sums, Q::mass(sums.away, in)};
        }
    });
    // An undirected tie is met from both of its ends.
    const double seen = direction == Direction::directed ? 1 : 2;
    ClusterSums<Mass> sums{
        {0, 0, direction}, std::vector<double>(partition.count()), std::vector<Mass>(partition.count())};
    for (const PersonId ego : graph.people()) {
        sums.totals.weight += parts[ego].sums.away;
        sums.totals.ties += parts[ego].sums.ties;
        sums.inside[partition[ego]] += parts[ego].sums.inside;
        sums.masses[partition[ego]] += parts[ego].mass;
    }
    sums.totals.weight /= seen;
    sums.totals.ties /= static_cast<std::uint64_t>(seen);
    for (double& inside : sums.inside) inside /= seen;
    return sums;
}

}  // namespace

template <ClusterQuality Q, std::floating_point Weight, Direction direction>
double partition_quality(const TieGraph<Weight, direction>& graph, const Partition& partition, double resolution)
{
    require_partition(graph.size(), partition);
    require_resolution(resolution);
    const auto sums = cluster_sums<Q>(graph, partition);
    if (sums.totals.weight == 0) return 0;
    const Q quality(sums.totals, resolution);
    double value = 0;
    for (ClusterId cluster = 0; cluster < partition.count(); ++cluster)
        value += quality.worth(sums.inside[cluster], sums.masses[cluster]);
    return value / sums.totals.weight;
}

template double partition_quality<Modularity>(const TieGraph<float>&, const Partition&, double);
template double partition_quality<Modularity>(const TieGraph<double>&, const Partition&, double);
template double partition_quality<DirectedModularity>(const DirectedTieGraph<float>&, const Partition&, double);
template double partition_quality<DirectedModularity>(const DirectedTieGraph<double>&, const Partition&, double);
template double partition_quality<ConstantPotts>(const TieGraph<float>&, const Partition&, double);
template double partition_quality<ConstantPotts>(const TieGraph<double>&, const Partition&, double);
template double partition_quality<ConstantPotts>(const DirectedTieGraph<float>&, const Partition&, double);
template double partition_quality<ConstantPotts>(const DirectedTieGraph<double>&, const Partition&, double);

}  // namespace tertius
