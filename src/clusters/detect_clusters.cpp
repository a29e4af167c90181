#include <tertius/clusters/detect_clusters.hpp>

#include "leiden.hpp"
#include "level.hpp"

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

namespace tertius {

namespace {

template <ClusterQuality Q, std::floating_point Weight>
Clusters search(const TieGraph<Weight>& graph, ClusterOptions options)
{
    // Inside, everything runs in the one arena that with_threads opened.
    Execution execution = options.execution;
    execution.threads = 0;
    auto [ground, totals] = detail::ground_level(execution, graph);
    detail::LeidenResult found;
    if (totals.weight == 0) {
        found.labels.resize(graph.size());
        std::iota(found.labels.begin(), found.labels.end(), 0U);
        found.converged = true;
    } else {
        detail::set_masses<Q>(execution, ground);
        const Q quality(totals, options.resolution);
        found = detail::Leiden(execution, ground, quality, totals.weight, options.seed).run(options.effort);
    }
    Partition partition(found.labels);
    const double value = partition_quality<Q>(graph, partition, options.resolution);
    options.execution = {};
    return {std::move(partition), value, found.converged, std::move(options)};
}

}  // namespace

template <std::floating_point Weight>
Clusters detect_clusters(const TieGraph<Weight>& graph, ClusterOptions options)
{
    require_resolution(options.resolution);
    return with_threads(options.execution, [&] {
        return options.quality == Quality::modularity ? search<Modularity>(graph, options)
                                                      : search<ConstantPotts>(graph, options);
    });
}

template Clusters detect_clusters(const TieGraph<float>&, ClusterOptions);
template Clusters detect_clusters(const TieGraph<double>&, ClusterOptions);

}  // namespace tertius
