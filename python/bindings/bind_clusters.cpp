#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/cover_agreement.hpp>
#include <tertius/clusters/detect_circles.hpp>
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

/// A dict of columns: each person's circles, the personas, and each tie end's persona; quality and converged.
py::dict circles_of(const SharedGraph& graph, double local_resolution, PersonId smallest, const std::string& quality,
                    double resolution, const std::string& effort, std::uint64_t seed, int threads,
                    const py::object& progress)
{
    CircleOptions options;
    options.local_resolution = local_resolution;
    options.smallest = smallest;
    options.clusters.quality = quality_named(quality);
    options.clusters.resolution = resolution;
    options.clusters.effort = choice<Effort>(
        "effort", effort, {{"fast", Effort::fast}, {"balanced", Effort::balanced}, {"best", Effort::best}});
    options.clusters.seed = seed;
    DetectedCircles found = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            options.clusters.execution = execution;
            return detect_circles(ties, options);
        });
    });
    std::vector<PersonId> people;
    std::vector<CircleId> circles;
    for (PersonId person = 0; person < found.cover.size(); ++person)
        for (const CircleId circle : found.cover.circles(person)) {
            people.push_back(person);
            circles.push_back(circle);
        }
    py::dict columns;
    columns["person"] = owned(std::move(people));
    columns["circle"] = owned(std::move(circles));
    columns["persona_person"] = owned(std::move(found.persons));
    columns["persona_circle"] = owned(std::move(found.circles));
    columns["tie_persona"] = owned(std::move(found.tie_personas));
    columns["quality"] = found.quality;
    columns["converged"] = found.converged;
    return columns;
}

py::object ego_circles_of(const SharedGraph& graph, PersonId ego, double local_resolution)
{
    const Partition found = visit_undirected(graph, [&](const auto& ties) {
        return run({}, [&](const Execution& execution) {
            return ego_circles(ties, ego, {.local_resolution = local_resolution, .clusters = {.execution = execution}});
        });
    });
    return owned(std::vector<CircleId>(found.labels().begin(), found.labels().end()));
}

/// Two covers as rows of a person and a circle.
template <class Measure>
double agreement_of(PersonId size, const Input<PersonId>& people_a, const Input<CircleId>& circles_a,
                    const Input<PersonId>& people_b, const Input<CircleId>& circles_b, const Measure& measure)
{
    const std::span of_a = items(people_a);
    const std::span of_b = items(people_b);
    return run({}, [&, in_a = items(circles_a), in_b = items(circles_b)](const Execution& execution) {
        return measure(Cover(size, of_a, in_a), Cover(size, of_b, in_b), execution);
    });
}

double omega_of(PersonId size, const Input<PersonId>& people_a, const Input<CircleId>& circles_a,
                const Input<PersonId>& people_b, const Input<CircleId>& circles_b)
{
    return agreement_of(size, people_a, circles_a, people_b, circles_b, omega);
}

double overlapping_mutual_information_of(PersonId size, const Input<PersonId>& people_a,
                                         const Input<CircleId>& circles_a, const Input<PersonId>& people_b,
                                         const Input<CircleId>& circles_b)
{
    return agreement_of(size, people_a, circles_a, people_b, circles_b, overlapping_mutual_information);
}

}  // namespace

void bind_clusters(py::module_& module)
{
    module.def("detect_circles", &circles_of, py::arg("graph"), py::arg("local_resolution"), py::arg("smallest"),
               py::arg("quality"), py::arg("resolution"), py::arg("effort"), py::arg("seed"), py::arg("threads"),
               py::arg("progress"));
    module.def("ego_circles", &ego_circles_of, py::arg("graph"), py::arg("ego"), py::arg("local_resolution"));
    module.def("omega", &omega_of, py::arg("size"), py::arg("people_a").noconvert(), py::arg("circles_a").noconvert(),
               py::arg("people_b").noconvert(), py::arg("circles_b").noconvert());
    module.def("overlapping_mutual_information", &overlapping_mutual_information_of, py::arg("size"),
               py::arg("people_a").noconvert(), py::arg("circles_a").noconvert(), py::arg("people_b").noconvert(),
               py::arg("circles_b").noconvert());
    module.def("detect_clusters", &clusters_of, py::arg("graph"), py::arg("method"), py::arg("quality"),
               py::arg("resolution"), py::arg("effort"), py::arg("seed"), py::arg("threads"), py::arg("progress"));
    module.def("partition_quality", &quality_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("quality"),
               py::arg("resolution"));
}

}  // namespace tertius::python
