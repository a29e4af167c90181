#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/clusters/modularity.hpp>

#include <cstdint>
#include <string>

namespace tertius::python {

namespace {

Quality quality_named(const std::string& quality)
{
    return choice<Quality>("quality", quality, {{"modularity", Quality::modularity}, {"cpm", Quality::cpm}});
}

/// (labels, quality, converged)
py::tuple clusters_of(const SharedGraph& graph, const std::string& method, const std::string& quality,
                      double resolution, const std::string& effort, std::uint64_t seed, int threads,
                      const py::object& progress)
{
    ClusterOptions options;
    (void)choice<int>("method", method, {{"leiden", 0}});
    options.quality = quality_named(quality);
    options.effort = choice<Effort>("effort", effort,
                                    {{"fast", Effort::fast}, {"balanced", Effort::balanced}, {"best", Effort::best}});
    options.resolution = resolution;
    options.seed = seed;
    const Clusters found = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            options.execution = execution;
            return detect_clusters(ties, options);
        });
    });
    const auto labels = found.labels();
    return py::make_tuple(owned(std::vector<ClusterId>(labels.begin(), labels.end())), found.quality(),
                          found.converged());
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
    module.def("partition_quality", &quality_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("quality"),
               py::arg("resolution"));
}

}  // namespace tertius::python
