#include <tertius/clusters/detect_clusters.hpp>

#include "anchors.hpp"
#include "level.hpp"
#include "propagating.hpp"
#include "search.hpp"

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

#include <type_traits>

namespace tertius {

namespace {

/// Finds clusters from where the anchored people hold.
template <ClusterQuality Q>
detail::Found search(const Execution& execution, detail::GroundLevel& ground, const ClusterOptions& options,
                     detail::Anchored& anchored)
{
    const Q quality(ground.totals, options.resolution);
    auto masses = detail::masses_of<Q>(execution, ground);
    if (anchored.is_needed()) masses = detail::aggregate_masses(execution, masses, anchored.members());
    detail::Search search(execution, anchored.level(), masses, quality, ground.totals.weight, options.seed);
    return search.run(options.method, options.effort, anchored.start());
}

template <class Q, std::floating_point Weight, Direction direction>
Clusters clusters_by(const TieGraph<Weight, direction>& graph, ClusterOptions options)
{
    // Inside, everything runs in the one arena that with_threads opened.
    Execution execution = options.execution;
    execution.threads = 0;
    auto ground = detail::ground_level(execution, graph);
    detail::Anchored anchored(execution, ground.level, options.start, options.fixed);
    detail::Found found{anchored.start(), true};
    if (ground.totals.weight > 0)
        found = options.method == Method::label_propagation
                    ? detail::propagate(execution, anchored.level(), ground.totals.weight, options.effort,
                                        options.seed, anchored.start())
                    : search<Q>(execution, ground, options, anchored);
    Partition partition(anchored.labels_of_people(std::move(found.labels)));
    const double value = partition_quality<Q>(graph, partition, options.resolution);
    options.execution = {};
    options.start = {};
    options.fixed = {};
    return {std::move(partition), value, found.converged, std::move(options)};
}

}  // namespace

template <std::floating_point Weight, Direction direction>
Clusters detect_clusters(const TieGraph<Weight, direction>& graph, ClusterOptions options)
{
    using ByModularity = std::conditional_t<direction == Direction::directed, DirectedModularity, Modularity>;
    require_resolution(options.resolution);
    detail::require_start(graph.size(), options.start, options.fixed);
    return with_threads(options.execution, [&] {
        return options.quality == Quality::modularity ? clusters_by<ByModularity>(graph, options)
                                                      : clusters_by<ConstantPotts>(graph, options);
    });
}

template Clusters detect_clusters(const TieGraph<float>&, ClusterOptions);
template Clusters detect_clusters(const TieGraph<double>&, ClusterOptions);
template Clusters detect_clusters(const DirectedTieGraph<float>&, ClusterOptions);
template Clusters detect_clusters(const DirectedTieGraph<double>&, ClusterOptions);

}  // namespace tertius
