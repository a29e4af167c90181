#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/brokerage/betweenness.hpp>
#include <tertius/brokerage/brokerage_roles.hpp>
#include <tertius/brokerage/brokers.hpp>
#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/dispersion.hpp>
#include <tertius/brokerage/diversity.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/brokerage/efficiency.hpp>
#include <tertius/brokerage/hierarchy.hpp>
#include <tertius/brokerage/local_bridges.hpp>
#include <tertius/brokerage/local_constraint.hpp>
#include <tertius/brokerage/participation.hpp>
#include <tertius/brokerage/simmelian_strength.hpp>

#include <pybind11/stl.h>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tertius::python {

namespace {

/// measure(graph, execution) of a graph of any kind, as a long call.
template <class Measure>
auto everybody(const SharedGraph& graph, int threads, const py::object& progress, const Measure& measure)
{
    return visit_graph(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) { return measure(ties, execution); });
    });
}

/// Binds a measure of everybody and of one person under its plural and its singular.
template <class Everybody, class One>
void bind_measure(py::module_& module, const char* plural, const char* singular, const Everybody& all, const One& one)
{
    module.def(
        plural,
        [all](const SharedGraph& graph, int threads, const py::object& progress) {
            return owned(everybody(graph, threads, progress, all));
        },
        py::arg("graph"), py::arg("threads"), py::arg("progress"));
    module.def(
        singular,
        [one](const SharedGraph& graph, PersonId ego) {
            return visit_graph(graph, [&](const auto& ties) -> double { return one(ties, ego); });
        },
        py::arg("graph"), py::arg("ego"));
}

void bind_measures(py::module_& module)
{
    bind_measure(
        module, "constraints", "constraint",
        [](const auto& graph, const Execution& execution) { return constraints(graph, execution); },
        [](const auto& graph, PersonId ego) { return constraint(graph, ego); });
    bind_measure(
        module, "diversities", "diversity",
        [](const auto& graph, const Execution& execution) { return diversities(graph, execution); },
        [](const auto& graph, PersonId ego) { return diversity(graph, ego); });
    bind_measure(
        module, "effective_sizes", "effective_size",
        [](const auto& graph, const Execution& execution) { return effective_sizes(graph, execution); },
        [](const auto& graph, PersonId ego) { return effective_size(graph, ego); });
    bind_measure(
        module, "efficiencies", "efficiency",
        [](const auto& graph, const Execution& execution) { return efficiencies(graph, execution); },
        [](const auto& graph, PersonId ego) { return efficiency(graph, ego); });
    bind_measure(
        module, "hierarchies", "hierarchy",
        [](const auto& graph, const Execution& execution) { return hierarchies(graph, execution); },
        [](const auto& graph, PersonId ego) { return hierarchy(graph, ego); });
}

/// A dict of columns: person, alter (indices) and constraint; of everybody if there is no ego.
py::dict local_constraints_of(const SharedGraph& graph, std::optional<PersonId> ego, int threads,
                              const py::object& progress)
{
    const auto rows = everybody(graph, threads, progress, [&](const auto& ties, const Execution& execution) {
        return ego ? local_constraints(ties, *ego) : local_constraints(ties, execution);
    });
    py::dict columns;
    columns["person"] = column_of(rows, &LocalConstraint::ego);
    columns["alter"] = column_of(rows, &LocalConstraint::alter);
    columns["constraint"] = column_of(rows, &LocalConstraint::constraint);
    return columns;
}

py::object participations_of(const SharedGraph& graph, const Input<ClusterId>& labels, const std::string& side,
                             int threads, const py::object& progress)
{
    const Partition partition(items(labels));
    const auto which =
        choice<TieSide>("side", side, {{"both", TieSide::both}, {"out", TieSide::out}, {"in", TieSide::in}});
    return owned(everybody(graph, threads, progress, [&](const auto& ties, const Execution& execution) {
        return participations(ties, partition, {which, execution});
    }));
}

/// A dict of columns: person (an index) and the numbers.
py::dict brokers_of(const SharedGraph& graph, const Input<ClusterId>& labels, std::size_t limit, int threads,
                    const py::object& progress)
{
    const Partition partition(items(labels));
    const auto found = everybody(graph, threads, progress, [&](const auto& ties, const Execution& execution) {
        return brokers(ties, partition, {.limit = limit, .execution = execution});
    });
    py::dict columns;
    columns["person"] = column_of(found, &Broker::person);
    columns["constraint"] = column_of(found, &Broker::constraint);
    columns["effective_size"] = column_of(found, &Broker::effective_size);
    columns["clusters"] = column_of(found, &Broker::clusters);
    columns["participation"] = column_of(found, &Broker::participation);
    columns["score"] = column_of(found, &Broker::score);
    return columns;
}

/// A dict of columns for each role: its counts, expected values and z-scores; of everybody if there is no ego.
py::dict brokerage_roles_of(const SharedGraph& graph, const Input<ClusterId>& labels, std::optional<PersonId> ego,
                            int threads, const py::object& progress)
{
    const Partition partition(items(labels));
    const auto rows = everybody(graph, threads, progress, [&](const auto& ties, const Execution& execution) {
        return ego ? std::vector{brokerage_roles(ties, partition, *ego)} : brokerage_roles(ties, partition, execution);
    });
    constexpr std::array<const char*, brokerage_role_count> names{"coordinator", "itinerant", "gatekeeper",
                                                                  "representative", "liaison"};
    py::dict columns;
    const auto add = [&](const char* suffix, const auto& field) {
        for (std::size_t role = 0; role < brokerage_role_count; ++role)
            columns[py::str(names[role] + std::string(suffix))] =
                column_of(rows, [&](const BrokerageRoles& row) { return (row.*field)[role]; });
    };
    add("", &BrokerageRoles::counts);
    columns["total"] = column_of(rows, &BrokerageRoles::total);
    add("_expected", &BrokerageRoles::expected);
    add("_z", &BrokerageRoles::z_scores);
    return columns;
}

/// (values, error, samples)
py::tuple betweennesses_of(const SharedGraph& graph, const std::string& length, bool normalised, double error,
                           double confidence, std::uint64_t seed, int threads, const py::object& progress)
{
    BetweennessOptions options;
    options.length = choice<TieLength>(
        "length", length,
        {{"inverse_weight", TieLength::inverse_weight}, {"weight", TieLength::weight}, {"hop", TieLength::hop}});
    options.normalised = normalised;
    options.error = error;
    options.confidence = confidence;
    options.seed = seed;
    auto found = everybody(graph, threads, progress, [&](const auto& ties, const Execution& execution) {
        options.execution = execution;
        return betweennesses(ties, options);
    });
    return py::make_tuple(owned(std::move(found.values)), found.error, found.samples);
}

/// A dict of columns: a, b (indices) and span, infinite where there is none.
py::dict local_bridges_of(const SharedGraph& graph, std::uint32_t max_span, int threads, const py::object& progress)
{
    const auto rows = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            return local_bridges(ties, {.max_span = max_span, .execution = execution});
        });
    });
    py::dict columns;
    columns["a"] = column_of(rows, &LocalBridge::a);
    columns["b"] = column_of(rows, &LocalBridge::b);
    columns["span"] = column_of(
        rows, [](const LocalBridge& row) { return row.span ? *row.span : std::numeric_limits<double>::infinity(); });
    return columns;
}

/// A dict of columns: a, b (indices) and strength.
py::dict simmelian_strengths_of(const SharedGraph& graph, int threads, const py::object& progress)
{
    const auto rows = everybody(graph, threads, progress, [](const auto& ties, const Execution& execution) {
        return simmelian_strengths(ties, execution);
    });
    py::dict columns;
    columns["a"] = column_of(rows, &SimmelianTie::a);
    columns["b"] = column_of(rows, &SimmelianTie::b);
    columns["strength"] = column_of(rows, &SimmelianTie::strength);
    return columns;
}

std::uint64_t simmelian_strength_of(const SharedGraph& graph, PersonId a, PersonId b)
{
    return visit_graph(graph, [&](const auto& ties) { return simmelian_strength(ties, a, b); });
}

/// A dict of columns: person, alter (indices) and the numbers; of everybody if there is no ego.
py::dict dispersions_of(const SharedGraph& graph, std::optional<PersonId> ego, int threads, const py::object& progress)
{
    const auto rows = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            return ego ? dispersions(ties, *ego) : dispersions(ties, execution);
        });
    });
    py::dict columns;
    columns["person"] = column_of(rows, &Dispersion::ego);
    columns["alter"] = column_of(rows, &Dispersion::alter);
    columns["embeddedness"] = column_of(rows, &Dispersion::embeddedness);
    columns["dispersion"] = column_of(rows, &Dispersion::dispersion);
    columns["normalised"] = column_of(rows, &Dispersion::normalised);
    columns["recursive"] = column_of(rows, &Dispersion::recursive);
    return columns;
}

}  // namespace

void bind_brokerage(py::module_& module)
{
    bind_measures(module);
    module.def("local_constraints", &local_constraints_of, py::arg("graph"), py::arg("ego"), py::arg("threads"),
               py::arg("progress"));
    module.def("participations", &participations_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("side"),
               py::arg("threads"), py::arg("progress"));
    module.def("brokers", &brokers_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("limit"),
               py::arg("threads"), py::arg("progress"));
    module.def("brokerage_roles", &brokerage_roles_of, py::arg("graph"), py::arg("labels").noconvert(), py::arg("ego"),
               py::arg("threads"), py::arg("progress"));
    module.def("betweennesses", &betweennesses_of, py::arg("graph"), py::arg("length"), py::arg("normalised"),
               py::arg("error"), py::arg("confidence"), py::arg("seed"), py::arg("threads"), py::arg("progress"));
    module.def("local_bridges", &local_bridges_of, py::arg("graph"), py::arg("max_span"), py::arg("threads"),
               py::arg("progress"));
    module.def("simmelian_strengths", &simmelian_strengths_of, py::arg("graph"), py::arg("threads"),
               py::arg("progress"));
    module.def("simmelian_strength", &simmelian_strength_of, py::arg("graph"), py::arg("a"), py::arg("b"));
    module.def("dispersions", &dispersions_of, py::arg("graph"), py::arg("ego"), py::arg("threads"),
               py::arg("progress"));
}

}  // namespace tertius::python
