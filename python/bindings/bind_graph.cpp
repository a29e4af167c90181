#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/graph/tie_graph_builder.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <string>

namespace tertius::python {

namespace {

/// The columns of a graph's ties; `weight` is None where all are 1.
template <class Weight>
struct TieColumnsGiven {
    Input<PersonId> source, target;
    std::optional<Input<Weight>> weight;
};

template <Direction direction, class Weight>
SharedGraph build(PersonId size, const TieColumnsGiven<Weight>& ties, TieGraphOptions options)
{
    const auto source = items(ties.source);
    const auto target = items(ties.target);
    const auto weight = ties.weight ? items(*ties.weight) : std::span<const Weight>{};
    return run({}, [&, options](const Execution& execution) mutable {
        options.execution = execution;
        TieGraphBuilder<Weight, direction> builder(size, options);
        builder.add(source, target, weight);
        const auto dropped = builder.dropped_self_ties();
        return SharedGraph{std::make_shared<const TieGraph<Weight, direction>>(builder.build()), dropped};
    });
}

template <class Weight>
SharedGraph from_columns(const Input<PersonId>& source, const Input<PersonId>& target,
                         const std::optional<Input<Weight>>& weight, PersonId size, bool directed,
                         const std::string& parallel_ties, const std::string& self_ties)
{
    TieGraphOptions options;
    options.parallel_ties = choice<ParallelTies>(
        "parallel_ties", parallel_ties,
        {{"sum", ParallelTies::sum}, {"largest", ParallelTies::largest}, {"refuse", ParallelTies::refuse}});
    options.self_ties =
        choice<SelfTies>("self_ties", self_ties, {{"refuse", SelfTies::refuse}, {"drop", SelfTies::drop}});
    const TieColumnsGiven<Weight> ties{source, target, weight};
    return directed ? build<Direction::directed>(size, ties, options)
                    : build<Direction::undirected>(size, ties, options);
}

py::object offsets_of(const py::object& self)
{
    return visit_graph(self.cast<const SharedGraph&>(),
                       [&](const auto& graph) -> py::object { return view(graph.offsets(), self); });
}

py::object alters_of(const py::object& self)
{
    return visit_graph(self.cast<const SharedGraph&>(),
                       [&](const auto& graph) -> py::object { return view(graph.alters(), self); });
}

py::object weights_of(const py::object& self)
{
    return visit_graph(self.cast<const SharedGraph&>(), [&](const auto& graph) -> py::object {
        if (!graph.is_weighted()) return py::none();
        return view(graph.weights(), self);
    });
}

}  // namespace

void bind_graph(py::module_& module)
{
    const auto from_columns_arguments = [](auto& bound, auto function) {
        bound.def_static("from_columns", function, py::arg("source").noconvert(), py::arg("target").noconvert(),
                         py::arg("weight").noconvert().none(true), py::arg("size"), py::arg("directed"),
                         py::arg("parallel_ties"), py::arg("self_ties"));
    };
    py::class_<SharedGraph> graph(module, "TieGraph");
    from_columns_arguments(graph, &from_columns<double>);
    from_columns_arguments(graph, &from_columns<float>);
    graph
        .def_property_readonly(
            "size", [](const SharedGraph& self) { return visit_graph(self, [](const auto& g) { return g.size(); }); })
        .def_property_readonly(
            "tie_count",
            [](const SharedGraph& self) { return visit_graph(self, [](const auto& g) { return g.tie_count(); }); })
        .def_property_readonly(
            "is_weighted",
            [](const SharedGraph& self) { return visit_graph(self, [](const auto& g) { return g.is_weighted(); }); })
        .def_property_readonly(
            "is_directed",
            [](const SharedGraph& self) { return visit_graph(self, [](const auto& g) { return g.is_directed; }); })
        .def_readonly("dropped_self_ties", &SharedGraph::dropped_self_ties)
        .def_property_readonly("offsets", &offsets_of)
        .def_property_readonly("alters", &alters_of)
        .def_property_readonly("weights", &weights_of);
}

}  // namespace tertius::python
