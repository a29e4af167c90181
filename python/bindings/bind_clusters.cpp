#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/clusters/consensus_clusters.hpp>
#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/clusters/modularity.hpp>
#include <tertius/clusters/resolution_profile.hpp>

#include <cstdint>
#include <string>

namespace tertius::python {

namespace {

Quality quality_named(const std::string& quality)
{
    return choice<Quality>("quality", quality, {{"modularity", Quality::modularity}, {"cpm", Quality::cpm}});
}

ClusterOptions search_of(const std::string& method, const std::string& quality, double resolution,
                         const std::string& effort, std::uint64_t seed)
{
    ClusterOptions options;
    (void)choice<int>("method", method, {{"leiden", 0}});
    options.quality = quality_named(quality);
    options.effort = choice<Effort>("effort", effort,
                                    {{"fast", Effort::fast}, {"balanced", Effort::balanced}, {"best", Effort::best}});
    options.resolution = resolution;
    options.seed = seed;
    return options;
}

py::array_t<ClusterId> labels_of(const Partition& partition)
{
    const auto labels = partition.labels();
    return owned(std::vector<ClusterId>(labels.begin(), labels.end()));
}

/// (labels, quality, converged)
py::tuple clusters_of(const SharedGraph& graph, const std::string& method, const std::string& quality,
                      double resolution, const std::string& effort, std::uint64_t seed, int threads,
                      const py::object& progress)
{
    ClusterOptions options = search_of(method, quality, resolution, effort, seed);
    const Clusters found = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            options.execution = execution;
            return detect_clusters(ties, options);
        });
    });
    return py::make_tuple(labels_of(found.partition()), found.quality(), found.converged());
}

/// (labels, quality, converged, confidences, cluster_confidences)
py::tuple consensus_of(const SharedGraph& graph, int runs, double threshold, int most_rounds, const std::string& method,
                       const std::string& quality, double resolution, const std::string& effort, std::uint64_t seed,
                       int threads, const py::object& progress)
{
    ConsensusOptions options{search_of(method, quality, resolution, effort, seed), runs, threshold, most_rounds};
    ConsensusClusters found = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            options.search.execution = execution;
            return consensus_clusters(ties, options);
        });
    });
    return py::make_tuple(labels_of(found.clusters.partition()), found.clusters.quality(), found.clusters.converged(),
                          owned(std::move(found.confidences)), owned(std::move(found.cluster_confidences)));
}

/// (columns of steps, columns of plateaus, the labels of each plateau)
py::tuple profile_of(const SharedGraph& graph, double lowest, double highest, int steps, const std::string& method,
                     const std::string& quality, const std::string& effort, std::uint64_t seed, int threads,
                     const py::object& progress)
{
    ResolutionProfileOptions options{lowest, highest, steps, search_of(method, quality, 1.0, effort, seed)};
    const ResolutionProfile found = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            options.search.execution = execution;
            return resolution_profile(ties, options);
        });
    });
    py::dict rows;
    rows["resolution"] = column_of(found.steps, &ResolutionStep::resolution);
    rows["clusters"] = column_of(found.steps, &ResolutionStep::clusters);
    rows["quality"] = column_of(found.steps, &ResolutionStep::quality);
    rows["stability"] = column_of(found.steps, &ResolutionStep::stability);
    py::dict plateaus;
    plateaus["from"] = column_of(found.plateaus, &ResolutionPlateau::from);
    plateaus["to"] = column_of(found.plateaus, &ResolutionPlateau::to);
    plateaus["clusters"] =
        column_of(found.plateaus, [](const ResolutionPlateau& plateau) { return plateau.partition.count(); });
    py::list labels;
    for (const ResolutionPlateau& plateau : found.plateaus) labels.append(labels_of(plateau.partition));
    return py::make_tuple(rows, plateaus, labels);
}

double quality_of(const SharedGraph& graph, const Input<ClusterId>& labels, const std::string& quality,
                  double resolution)
{
    const Quality wanted = quality_named(quality);
    const Partition partition(items(labels));
    return visit_undirected(graph, [&](const auto& ties) {
        return run({}, [&](const Execution&) {
            return wanted == Quality::modularity ? modularity(ties, partition, resolution)
                                                 : constant_potts(ties, partition, resolution);
        });
    });
}

}  // namespace

void bind_clusters(py::module_& module)
{
    module.def("detect_clusters", &clusters_of, py::arg("graph"), py::arg("method"), py::arg("quality"),
               py::arg("resolution"), py::arg("effort"), py::arg("seed"), py::arg("threads"), py::arg("progress"));
    module.def("consensus_clusters", &consensus_of, py::arg("graph"), py::arg("runs"), py::arg("threshold"),
               py::arg("most_rounds"), py::arg("method"), py::arg("quality"), py::arg("resolution"), py::arg("effort"),
               py::arg("seed"), py::arg("threads"), py::arg("progress"));
    module.def("resolution_profile", &profile_of, py::arg("graph"), py::arg("lowest"), py::arg("highest"),
               py::arg("steps"), py::arg("method"), py::arg("quality"), py::arg("effort"), py::arg("seed"),
               py::arg("threads"), py::arg("progress"));
    module.def("partition_quality", &quality_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("quality"),
               py::arg("resolution"));
}

}  // namespace tertius::python
