#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"

#include <tertius/introductions/gini.hpp>
#include <tertius/introductions/plan_introductions.hpp>

#include <pybind11/stl.h>

#include <optional>

namespace tertius::python {

namespace {

py::dict plan_of(PersonId people, const Input<PersonId>& a, const Input<PersonId>& b, const Input<PersonId>& broker,
                 const Input<double>& score, int capacity, const std::optional<Input<double>>& capacities,
                 double spread, int effort, int threads, const py::object& progress)
{
    std::vector<IntroductionCandidate> candidates;
    candidates.reserve(static_cast<std::size_t>(a.size()));
    for (py::ssize_t row = 0; row < a.size(); ++row)
        candidates.push_back({a.data()[row], b.data()[row], score.data()[row], broker.data()[row]});
    PlanIntroductionsOptions options;
    options.capacity = capacity;
    if (capacities) options.capacities = copied(*capacities);
    options.spread = spread;
    options.effort = effort;
    auto plan = run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return plan_introductions(people, candidates, options);
    });
    py::dict answer;
    answer["gini"] = gini(plan.asked);
    answer["chosen"] = column_of(plan.chosen, [](std::size_t row) { return static_cast<std::uint64_t>(row); });
    answer["asked"] = column_of(plan.asked, [](std::size_t count) { return static_cast<std::uint64_t>(count); });
    answer["score"] = plan.score;
    answer["upper_bound"] = plan.upper_bound;
    answer["exact"] = plan.exact;
    return answer;
}

}  // namespace

void bind_plan(py::module_& module)
{
    module.def("plan_introductions", &plan_of, py::arg("people"), py::arg("a").noconvert(), py::arg("b").noconvert(),
               py::arg("broker").noconvert(), py::arg("score").noconvert(), py::arg("capacity"), py::arg("capacities"),
               py::arg("spread"), py::arg("effort"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
