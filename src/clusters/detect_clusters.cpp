#include <tertius/clusters/detect_clusters.hpp>

#include "anchors.hpp"
#include "level.hpp"
#include "propagating.hpp"
#include "search.hpp"
#include "spectral.hpp"

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>
#include <tertius/graph/random.hpp>
#include <tertius/graph/symmetrised.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace tertius {

namespace {

/// Two searches, each asking in an order of its own, side by side unless another thread would cost more than it saves;
/// the first one if both found the same.
template <class Search>
detail::Found better_of_two(const Execution& execution, std::uint64_t seed, bool side_by_side, const Search& found_from)
{
    Execution silent = execution;  // of two who told how far they are, one would take it back
    silent.progress = {};
    std::array<detail::Found, 2> found;
    parallel_for(execution, found.size(), side_by_side ? 1 : 2, [&](std::size_t begin, std::size_t end) {
        for (std::size_t turn = begin; turn < end; ++turn)
            found[turn] = turn == 0 ? found_from(execution, seed) : found_from(silent, Random::mix(seed));
    });
    return std::move(found[1].value > found[0].value ? found[1] : found[0]);
}

/// Finds clusters from where the anchored people hold.
template <ClusterQuality Q>
detail::Found search(const Execution& execution, detail::GroundLevel& ground, const ClusterOptions& options,
                     detail::Anchored& anchored)
{
    const Q quality(ground.totals, options.resolution);
    auto masses = detail::masses_of<Q>(execution, ground);
    if (anchored.is_needed()) masses = detail::aggregate_masses(execution, masses, anchored.members());
    const auto found_from = [&](const Execution& how, std::uint64_t seed) {
        detail::Search search(how, anchored.level(), masses, quality, ground.totals.weight, seed);
        return search.run(options.method, options.effort, anchored.start());
    };
    const bool costs_little = anchored.level().size() < detail::few_people && options.effort != Effort::fast;
    if (!costs_little) return found_from(execution, options.seed);
    const bool side_by_side = anchored.level().alters.size() > 4'000;
    return better_of_two(execution, options.seed, side_by_side, found_from);
}

template <ClusterQuality Q, std::floating_point Weight, Direction direction>
Clusters answer(const TieGraph<Weight, direction>& graph, Partition partition, bool converged, ClusterOptions options)
{
    const double value = partition_quality<Q>(graph, partition, options.resolution);
    options.execution = {};
    options.start = {};
    options.fixed = {};
    return {std::move(partition), value, converged, std::move(options)};
}

template <ClusterQuality Q, std::floating_point Weight, Direction direction>
Clusters by_asking_people(const Execution& execution, const TieGraph<Weight, direction>& graph,
                          const ClusterOptions& options)
{
    auto ground = detail::ground_level(execution, graph);
    detail::Anchored anchored(execution, ground.level, options.start, options.fixed);
    detail::Found found{anchored.start(), true};
    if (ground.totals.weight > 0)
        found = options.method == Method::label_propagation
                    ? detail::propagate(execution, anchored.level(), ground.totals.weight, options.effort, options.seed,
                                        anchored.start())
                    : search<Q>(execution, ground, options, anchored);
    return answer<Q>(graph, Partition(anchored.labels_of_people(std::move(found.labels))), found.converged, options);
}

template <ClusterQuality Q, std::floating_point Weight>
Clusters by_eigenvectors(const Execution& execution, const TieGraph<Weight>& graph, const ClusterOptions& options)
{
    auto found = detail::spectral_labels(execution, graph, options.clusters, options.seed);
    return answer<Q>(graph, std::move(found.partition), found.converged, options);
}

template <ClusterQuality Q, std::floating_point Weight>
Clusters by_eigenvectors(const Execution& execution, const DirectedTieGraph<Weight>& graph,
                         const ClusterOptions& options)
{
    auto found = detail::spectral_labels(execution, symmetrised(graph, execution), options.clusters, options.seed);
    return answer<Q>(graph, std::move(found.partition), found.converged, options);
}

template <ClusterQuality Q, std::floating_point Weight, Direction direction>
Clusters clusters_by(const TieGraph<Weight, direction>& graph, const ClusterOptions& options)
{
    // Inside, everything runs in the one arena that with_threads opened.
    Execution execution = options.execution;
    execution.threads = 0;
    return options.method == Method::spectral ? by_eigenvectors<Q>(execution, graph, options)
                                              : by_asking_people<Q>(execution, graph, options);
}

/// Guard line: options that have no part in the method that is asked for.
void require_options(PersonId size, const ClusterOptions& options)
{
    require_resolution(options.resolution);
    detail::require_start(size, options.start, options.fixed);
    const bool spectral = options.method == Method::spectral;
    if (spectral && options.start) throw InvalidOption("option.start", "spectral clusters have no start; leave it out");
    if (!spectral && options.clusters != 0)
        throw InvalidOption("option.clusters", "how many clusters there are can be said for spectral ones alone");
    if (options.clusters > size)
        throw InvalidOption("option.clusters", "clusters is " + std::to_string(options.clusters) + "; there are " +
                                                   std::to_string(size) + " people");
}

}  // namespace

template <std::floating_point Weight, Direction direction>
Clusters detect_clusters(const TieGraph<Weight, direction>& graph, ClusterOptions options)
{
    using ByModularity = std::conditional_t<direction == Direction::directed, DirectedModularity, Modularity>;
    require_options(graph.size(), options);
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
