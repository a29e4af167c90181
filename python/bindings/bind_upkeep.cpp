#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/upkeep/due_contacts.hpp>
#include <tertius/upkeep/touch_plan.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <vector>

namespace tertius::python {

namespace {

py::dict due_columns(const Network& network, PersonId ego, std::optional<Time> at, int limit, int threads,
                     const py::object& progress)
{
    const auto rows = run({progress, threads}, [&](const Execution& execution) {
        return due_contacts(network, ego, {at.value_or(no_time), limit, execution});
    });
    py::dict columns;
    columns["alter"] = column_of(rows, &DueContact::alter);
    columns["alive"] = column_of(rows, &DueContact::alive);
    columns["overdue"] = column_of(rows, &DueContact::overdue);
    columns["silence_days"] = column_of(rows, &DueContact::silence_days);
    columns["usual_gap_days"] = column_of(rows, &DueContact::usual_gap_days);
    columns["last"] = column_of(rows, &DueContact::last);
    columns["due"] = column_of(rows, &DueContact::due);
    columns["gap_of_role"] = column_of(rows, &DueContact::gap_of_role);
    py::list roles;
    for (const DueContact& row : rows) roles.append(std::string(row.role));
    columns["role"] = roles;
    return columns;
}

py::dict touch_columns(const Network& network, const SharedStrengths& strengths, PersonId ego, int touches,
                       const Input<double>& importance, int threads, const py::object& progress)
{
    TouchOptions options{touches, copied(importance), {}};
    const auto rows = run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return touch_plan(network, *strengths, ego, options);
    });
    py::dict columns;
    columns["alter"] = column_of(rows, &Touch::alter);
    columns["gain"] = column_of(rows, &Touch::gain);
    columns["before"] = column_of(rows, &Touch::before);
    columns["after"] = column_of(rows, &Touch::after);
    columns["importance"] = column_of(rows, &Touch::importance);
    columns["last"] = column_of(rows, &Touch::last);
    py::list channels;
    for (const Touch& row : rows) channels.append(row.channel);
    columns["channel"] = channels;
    return columns;
}

}  // namespace

void bind_upkeep(py::module_& module)
{
    module.def("due_contacts", &due_columns, py::arg("network"), py::arg("ego"), py::arg("at"), py::arg("limit"),
               py::arg("threads"), py::arg("progress"));
    module.def("touch_plan", &touch_columns, py::arg("network"), py::arg("strengths"), py::arg("ego"),
               py::arg("touches"), py::arg("importance").noconvert(), py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
