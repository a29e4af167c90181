#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/introductions/suggest_introductions.hpp>

#include <pybind11/stl.h>

#include <optional>

namespace tertius::python {

namespace {

py::dict suggestions_of(const Network& network, const SharedStrengths& strengths, PersonId broker, int limit,
                        const std::optional<Input<ClusterId>>& clusters, int threads, const py::object& progress)
{
    SuggestIntroductionsOptions options;
    options.limit = limit;
    if (clusters) options.clusters = Partition(items(*clusters));
    const auto rows = run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return suggest_introductions(network, *strengths, broker, options);
    });
    using Row = IntroductionSuggestion;
    py::dict columns;
    columns["a"] = column_of(rows, &Row::a);
    columns["b"] = column_of(rows, &Row::b);
    columns["score"] = column_of(rows, &Row::score);
    columns["benefit_a"] = column_of(rows, &Row::benefit_a);
    columns["benefit_b"] = column_of(rows, &Row::benefit_b);
    columns["accept_a"] = column_of(rows, &Row::accept_a);
    columns["accept_b"] = column_of(rows, &Row::accept_b);
    py::list reasons_a, reasons_b;
    for (const Row& row : rows) {
        reasons_a.append(row.reasons_a);
        reasons_b.append(row.reasons_b);
    }
    columns["reasons_a"] = reasons_a;
    columns["reasons_b"] = reasons_b;
    return columns;
}

}  // namespace

void bind_introductions(py::module_& module)
{
    module.def("suggest_introductions", &suggestions_of, py::arg("network"), py::arg("strengths"), py::arg("broker"),
               py::arg("limit"), py::arg("clusters"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
