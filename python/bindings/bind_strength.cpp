#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/network/network.hpp>

#include <pybind11/stl.h>

#include <optional>

namespace tertius::python {

namespace {

SharedStrengths strengths_of(const Network& network, std::optional<Time> at, double horizon_days, bool refine,
                             int threads, const py::object& progress)
{
    StrengthOptions options;
    options.at = at.value_or(no_time);
    options.horizon_days = horizon_days;
    options.refine = refine;
    return run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return std::make_shared<TieStrengths>(tie_strengths(network, options));
    });
}

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

/// Under which circumstances strengths were judged.
py::dict setting_of(const TieStrengths& strengths)
{
    const StrengthSetting& setting = strengths.setting();
    py::dict shown;
    shown["at"] = setting.at;
    shown["horizon_days"] = setting.horizon_days;
    shown["base"] = setting.base;
    shown["directed"] = setting.directed;
    shown["model"] = setting.model;
    shown["refined_on"] = setting.refined_on;
    return shown;
}

}  // namespace

void bind_strength(py::module_& module)
{
    py::class_<TieStrengths, SharedStrengths>(module, "TieStrengths")
        .def_property_readonly("size", &TieStrengths::size)
        .def_property_readonly("tie_count", &TieStrengths::tie_count)
        .def_property_readonly("graph", &graph_of)
        .def_property_readonly("setting", &setting_of)
        .def("find", &TieStrengths::find, py::arg("a"), py::arg("b"))
        .def("columns", &columns_of);
    module.def("tie_strengths", &strengths_of, py::arg("network"), py::arg("at"), py::arg("horizon_days"),
               py::arg("refine"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
