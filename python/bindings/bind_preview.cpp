#include "binders.hpp"
#include "shared_graph.hpp"

#include <tertius/introductions/preview_introduction.hpp>

#include <pybind11/stl.h>

#include <optional>

namespace tertius::python {

namespace py = pybind11;

namespace {

/// (constraint, effective size, reach, diversity)
py::tuple standing(const Standing& of)
{
    return py::make_tuple(of.constraint, of.effective_size, of.reach, of.diversity);
}

/// The new tie's weight, and a list of (person, standing before, standing after).
py::tuple preview_of(const SharedGraph& graph, PersonId a, PersonId b, const std::optional<PersonId>& broker,
                     const std::optional<double>& weight)
{
    const auto preview = visit_graph(graph, [&](const auto& ties) {
        return preview_introduction(ties, a, b, {broker.value_or(nobody), weight});
    });
    py::list changes;
    const auto add = [&](const StandingChange& change) {
        changes.append(py::make_tuple(change.person, standing(change.before), standing(change.after)));
    };
    add(preview.a);
    add(preview.b);
    if (preview.broker) add(*preview.broker);
    return py::make_tuple(preview.weight, changes);
}

}  // namespace

void bind_preview(py::module_& module)
{
    module.def("preview_introduction", &preview_of, py::arg("graph"), py::arg("a"), py::arg("b"), py::arg("broker"),
               py::arg("weight"));
}

}  // namespace tertius::python
