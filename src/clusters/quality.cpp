#include <tertius/clusters/quality.hpp>

#include "weight_scale.hpp"

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

#include <vector>

namespace tertius {

namespace {

/// What a partition's value is made of, in the unit of a WeightScale.
struct ClusterSums {
    TieTotals totals;
    std::vector<double> inside;  // twice the weight of the ties inside each cluster
    std::vector<double> mass;
};

template <ClusterQuality Q, std::floating_point Weight>
ClusterSums cluster_sums(const TieGraph<Weight>& graph, const Partition& partition)
{
    const auto scale = detail::WeightScale::to_unit(graph.weights());
    ClusterSums sums{{}, std::vector<double>(partition.count()), std::vector<double>(partition.count())};
    std::uint64_t ends = 0;
    for (const PersonId ego : graph.people()) {
        const ClusterId cluster = partition[ego];
        const auto alters = graph.alters(ego);
        const auto weights = graph.weights(ego);
        double inside = 0;
        double degree = 0;
        for (std::size_t place = 0; place < alters.size(); ++place) {
            const double weight = weights.empty() ? 1 : scale(weights[place]);
            degree += weight;
            ends += weights.empty() || weights[place] > 0 ? 1 : 0;
            if (partition[alters[place]] == cluster) inside += weight;
        }
        sums.inside[cluster] += inside;
        sums.mass[cluster] += Q::mass(degree);
        sums.totals.weight += degree;
    }
    sums.totals.weight /= 2;
    sums.totals.ties = ends / 2;
    return sums;
}

}  // namespace

template <ClusterQuality Q, std::floating_point Weight>
double partition_quality(const TieGraph<Weight>& graph, const Partition& partition, double resolution)
{
    require_partition(graph.size(), partition);
    require_resolution(resolution);
    const auto sums = cluster_sums<Q>(graph, partition);
    if (sums.totals.weight == 0) return 0;
    const Q quality(sums.totals, resolution);
    double value = 0;
    for (ClusterId cluster = 0; cluster < partition.count(); ++cluster)
        value += quality.worth(sums.inside[cluster] / 2, sums.mass[cluster]);
    return value / sums.totals.weight;
}

template double partition_quality<Modularity>(const TieGraph<float>&, const Partition&, double);
template double partition_quality<Modularity>(const TieGraph<double>&, const Partition&, double);
template double partition_quality<ConstantPotts>(const TieGraph<float>&, const Partition&, double);
template double partition_quality<ConstantPotts>(const TieGraph<double>&, const Partition&, double);

}  // namespace tertius
