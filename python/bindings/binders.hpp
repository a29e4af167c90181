#pragma once

#include <pybind11/pybind11.h>

namespace tertius::python {

// One binder for each floor (introductions, upkeep: for each question), in bind_<name>.cpp; module.cpp calls them in floor order.
void bind_graph(pybind11::module_& module);
void bind_network(pybind11::module_& module);
void bind_clusters(pybind11::module_& module);
void bind_brokerage(pybind11::module_& module);
void bind_strength(pybind11::module_& module);
void bind_meeting(pybind11::module_& module);
void bind_meeting_model(pybind11::module_& module);
void bind_introductions(pybind11::module_& module);
void bind_plan(pybind11::module_& module);
void bind_warm_paths(pybind11::module_& module);
void bind_preview(pybind11::module_& module);
void bind_summary(pybind11::module_& module);
void bind_tips(pybind11::module_& module);
void bind_week(pybind11::module_& module);
void bind_store(pybind11::module_& module);
void bind_upkeep(pybind11::module_& module);

}  // namespace tertius::python
