#include "arrays.hpp"
#include "binders.hpp"
#include "shared_strengths.hpp"

#include <pybind11/stl.h>

namespace tertius::python {

namespace {

/// The ties' columns: person and alter as indices, then the numbers.
py::dict columns_of(const TieStrengths& strengths)
{
    const auto ties = strengths.ties();
    const auto block = [&](double BuildingBlocks::*of) {
        return column_of(ties, [=](const TieStrength& tie) { return tie.blocks.*of; });
    };
    py::dict columns;
    columns["person"] = column_of(ties, &TieStrength::person);
    columns["alter"] = column_of(ties, &TieStrength::alter);
    columns["strength"] = column_of(ties, &TieStrength::strength);
    columns["low"] = column_of(ties, &TieStrength::low);
    columns["high"] = column_of(ties, &TieStrength::high);
    columns["evidence"] = column_of(ties, &TieStrength::evidence);
    columns["forward"] = column_of(ties, &TieStrength::forward);
    columns["backward"] = column_of(ties, &TieStrength::backward);
    columns["trust"] = block(&BuildingBlocks::trust);
    columns["communication"] = block(&BuildingBlocks::communication);
    columns["respect"] = block(&BuildingBlocks::respect);
    columns["reciprocity"] = block(&BuildingBlocks::reciprocity);
    columns["alignment"] = block(&BuildingBlocks::alignment);
    columns["empathy"] = block(&BuildingBlocks::empathy);
    return columns;
}

}  // namespace

void bind_strength(py::module_& module)
{
    py::class_<TieStrengths, SharedStrengths>(module, "TieStrengths")
        .def_property_readonly("size", &TieStrengths::size)
        .def_property_readonly("tie_count", &TieStrengths::tie_count)
        .def_property_readonly("graph", &graph_of)
        .def("find", &TieStrengths::find, py::arg("a"), py::arg("b"))
        .def("columns", &columns_of);
}

}  // namespace tertius::python
