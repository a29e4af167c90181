#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <pybind11/stl.h>

#include <tertius/clusters/agreement.hpp>
#include <tertius/clusters/conductance.hpp>
#include <tertius/clusters/consensus_clusters.hpp>
#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/cover_agreement.hpp>
#include <tertius/clusters/coverage.hpp>
#include <tertius/clusters/density.hpp>
#include <tertius/clusters/describe_clusters.hpp>
#include <tertius/clusters/detect_circles.hpp>
#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/clusters/follow_clusters.hpp>
#include <tertius/clusters/modularity.hpp>
#include <tertius/clusters/people_layout.hpp>
#include <tertius/clusters/resolution_profile.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
    options.method = choice<Method>("method", method,
                                    {{"leiden", Method::leiden},
                                     {"louvain", Method::louvain},
                                     {"label_propagation", Method::label_propagation},
                                     {"spectral", Method::spectral}});
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

/// (labels, quality, converged); `start` is None, or labels; `fixed` people are indices
py::tuple clusters_of(const SharedGraph& graph, const std::string& method, const std::string& quality,
                      double resolution, const std::string& effort, std::uint64_t seed, ClusterId clusters,
                      const std::optional<Input<ClusterId>>& start, const Input<PersonId>& fixed, int threads,
                      const py::object& progress)
{
    ClusterOptions options = search_of(method, quality, resolution, effort, seed);
    options.clusters = clusters;
    if (start) options.start = Partition(items(*start));
    options.fixed = copied(fixed);
    const Clusters found = visit_graph(graph, [&](const auto& ties) {
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
    return visit_graph(graph, [&](const auto& ties) {
        return run({}, [&](const Execution&) {
            return wanted == Quality::modularity ? modularity(ties, partition, resolution)
                                                 : constant_potts(ties, partition, resolution);
        });
    });
}

/// (normalised mutual information, adjusted mutual information, adjusted Rand, variation of information)
py::tuple agreement_of(const Input<ClusterId>& a, const Input<ClusterId>& b, int threads)
{
    const Partition first(items(a));
    const Partition second(items(b));
    const Agreement found =
        run({py::none(), threads}, [&](const Execution& execution) { return agreement(first, second, execution); });
    return py::make_tuple(found.normalised_mutual_information, found.adjusted_mutual_information, found.adjusted_rand,
                          found.variation_of_information);
}

/// Calls measure(graph, partition, execution) without the GIL.
template <class Measure>
auto measured(const SharedGraph& graph, const Input<ClusterId>& labels, int threads, const Measure& measure)
{
    const Partition partition(items(labels));
    return visit_graph(graph, [&](const auto& ties) {
        return run({py::none(), threads},
                   [&](const Execution& execution) { return measure(ties, partition, execution); });
    });
}

py::object conductances_of(const SharedGraph& graph, const Input<ClusterId>& labels, int threads)
{
    return owned(measured(graph, labels, threads, [](const auto&... with) { return conductances(with...); }));
}

py::object densities_of(const SharedGraph& graph, const Input<ClusterId>& labels, int threads)
{
    return owned(measured(graph, labels, threads, [](const auto&... with) { return densities(with...); }));
}

double coverage_of(const SharedGraph& graph, const Input<ClusterId>& labels, int threads)
{
    return measured(graph, labels, threads, [](const auto&... with) { return coverage(with...); });
}

using CensusColumns = std::pair<Input<std::uint64_t>, Input<ClusterId>>;  // ids and labels

Census census_of(const CensusColumns& columns)
{
    return {copied(columns.first), Partition(items(columns.second))};
}

std::string_view name_of(ClusterChange change)
{
    switch (change) {
        case ClusterChange::continued:
            return "continued";
        case ClusterChange::split:
            return "split";
        case ClusterChange::merged:
            return "merged";
        case ClusterChange::died:
            return "died";
        default:
            return "born";
    }
}

/// (events as (change, before, after, overlaps, growth), which cluster each one after carries on; NO_CLUSTER: none)
py::tuple match_of(const CensusColumns& before, const CensusColumns& after, double overlap, int threads)
{
    const Census first = census_of(before);
    const Census second = census_of(after);
    const PartitionMatch found = run({py::none(), threads}, [&](const Execution& execution) {
        return match_partitions(first, second, {.overlap = overlap, .execution = execution});
    });
    py::list events;
    for (const ClusterEvent& event : found.events)
        events.append(py::make_tuple(name_of(event.change), py::tuple(py::cast(event.before)),
                                     py::tuple(py::cast(event.after)), py::tuple(py::cast(event.overlaps)),
                                     event.growth));
    return py::make_tuple(events, owned(found.carried_on));
}

/// For each census, the identity of each of its clusters.
py::list identities_of(const std::vector<CensusColumns>& series, double overlap, int threads,
                       const py::object& progress)
{
    std::vector<Census> censuses(series.size());
    std::ranges::transform(series, censuses.begin(), census_of);
    auto found = run({progress, threads}, [&](const Execution& execution) {
        return follow_clusters(censuses, {.overlap = overlap, .execution = execution});
    });
    py::list result;
    for (auto& identities : found) result.append(owned(std::move(identities)));
    return result;
}

using TraitArrays = std::pair<Input<std::uint64_t>, Input<std::uint32_t>>;  // offsets and values

template <class Rows>
py::list member_rows(const Rows& members)
{
    py::list rows;
    for (const ClusterMember& member : members)
        rows.append(py::make_tuple(member.person, member.weight, member.share, member.towards));
    return rows;
}

py::list trait_rows(const std::vector<TellingValue>& traits)
{
    py::list rows;
    for (const TellingValue& trait : traits)
        rows.append(py::make_tuple(trait.column, trait.value, trait.count, trait.known, trait.total, trait.lift,
                                   trait.surprise));
    return rows;
}

/// A row a cluster: (people, conductance, density, traits, core, bridges).
py::list descriptions_of(const SharedGraph& graph, const Input<ClusterId>& labels,
                         const std::vector<TraitArrays>& traits, std::size_t limit, double significance, int threads,
                         const py::object& progress)
{
    const Partition partition(items(labels));
    std::vector<TraitColumn> columns;
    columns.reserve(traits.size());
    for (const auto& [offsets, values] : traits) columns.push_back({items(offsets), items(values)});
    const auto found = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            return describe_clusters(ties, partition, columns,
                                     {.limit = limit, .significance = significance, .execution = execution});
        });
    });
    py::list rows;
    for (const ClusterDescription& cluster : found)
        rows.append(py::make_tuple(cluster.people, cluster.conductance, cluster.density, trait_rows(cluster.traits),
                                   member_rows(cluster.core), member_rows(cluster.bridges)));
    return rows;
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
double cover_agreement_of(PersonId size, const Input<PersonId>& people_a, const Input<CircleId>& circles_a,
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
    return cover_agreement_of(size, people_a, circles_a, people_b, circles_b, omega);
}

double overlapping_mutual_information_of(PersonId size, const Input<PersonId>& people_a,
                                         const Input<CircleId>& circles_a, const Input<PersonId>& people_b,
                                         const Input<CircleId>& circles_b)
{
    return cover_agreement_of(size, people_a, circles_a, people_b, circles_b, overlapping_mutual_information);
}

/// x and y of one person after the other.
py::array_t<float> layout_of(const SharedGraph& graph, const Input<ClusterId>& labels, std::uint64_t seed, int threads,
                             const py::object& progress)
{
    const Partition partition(items(labels));
    const std::vector<Position> positions = visit_graph(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            return lay_out(ties, partition, {.seed = seed, .execution = execution});
        });
    });
    std::vector<float> coordinates;
    coordinates.reserve(2 * positions.size());
    for (const Position& position : positions) coordinates.insert(coordinates.end(), {position.x, position.y});
    return owned(std::move(coordinates));
}

}  // namespace

void bind_clusters(py::module_& module)
{
    module.def("lay_out", &layout_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("seed"),
               py::arg("threads"), py::arg("progress"));
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
               py::arg("resolution"), py::arg("effort"), py::arg("seed"), py::arg("clusters"),
               py::arg("start").noconvert().none(true), py::arg("fixed").noconvert(), py::arg("threads"),
               py::arg("progress"));
    module.def("consensus_clusters", &consensus_of, py::arg("graph"), py::arg("runs"), py::arg("threshold"),
               py::arg("most_rounds"), py::arg("method"), py::arg("quality"), py::arg("resolution"), py::arg("effort"),
               py::arg("seed"), py::arg("threads"), py::arg("progress"));
    module.def("resolution_profile", &profile_of, py::arg("graph"), py::arg("lowest"), py::arg("highest"),
               py::arg("steps"), py::arg("method"), py::arg("quality"), py::arg("effort"), py::arg("seed"),
               py::arg("threads"), py::arg("progress"));
    module.def("partition_quality", &quality_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("quality"),
               py::arg("resolution"));
    module.attr("NO_CLUSTER") = no_cluster;
    module.def("agreement", &agreement_of, py::arg("a").noconvert(), py::arg("b").noconvert(), py::arg("threads"));
    module.def("conductances", &conductances_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("threads"));
    module.def("densities", &densities_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("threads"));
    module.def("coverage", &coverage_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("threads"));
    module.def("match_partitions", &match_of, py::arg("before").noconvert(), py::arg("after").noconvert(),
               py::arg("overlap"), py::arg("threads"));
    module.def("follow_clusters", &identities_of, py::arg("series").noconvert(), py::arg("overlap"), py::arg("threads"),
               py::arg("progress"));
    module.def("describe_clusters", &descriptions_of, py::arg("graph"), py::arg("labels").noconvert(),
               py::arg("traits").noconvert(), py::arg("limit"), py::arg("significance"), py::arg("threads"),
               py::arg("progress"));
}

}  // namespace tertius::python
