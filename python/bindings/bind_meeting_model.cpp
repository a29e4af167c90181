#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/introductions/fit_meeting_model.hpp>
#include <tertius/introductions/learned_meetings.hpp>

#include <pybind11/stl.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tertius::python {

namespace {

std::shared_ptr<LearnedMeetings> learned_from(const Network& network, const TieStrengths& strengths,
                                              const MeetingModel* model, bool refine, int threads,
                                              const py::object& progress)
{
    LearnedMeetingOptions options{.refine = refine};
    if (model != nullptr) options.model = *model;
    return run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return std::make_shared<LearnedMeetings>(network, strengths, options);
    });
}

py::object scores_of(const LearnedMeetings& meetings, const Input<PersonId>& first, const Input<PersonId>& second,
                     int threads, const py::object& progress)
{
    std::vector<PersonPair> pairs;
    for (std::size_t row = 0; row < items(first).size(); ++row)
        pairs.emplace_back(items(first)[row], items(second)[row]);
    return owned(run({progress, threads},
                     [&](const Execution& execution) { return meeting_scores(meetings, pairs, execution); }));
}

/// A dict of columns; with `name_of`, a function of an index, the reasons too.
py::dict rows_of(const LearnedMeetings& meetings, const std::optional<PersonId>& person, int limit,
                 const py::object& name_of, int threads, const py::object& progress)
{
    const auto rows = run({progress, threads}, [&](const Execution& execution) {
        return person ? people_to_meet(meetings, *person, limit) : people_to_meet(meetings, limit, execution);
    });
    py::dict columns;
    columns["person"] = column_of(rows, &LearnedPersonToMeet::person);
    columns["other"] = column_of(rows, &LearnedPersonToMeet::other);
    columns["score"] = column_of(rows, &LearnedPersonToMeet::score);
    columns["introducer"] = column_of(rows, &LearnedPersonToMeet::introducer);
    py::list because;
    for (const LearnedPersonToMeet& row : rows) {
        const MeetingEvidence* most = row.because();
        because.append(most == nullptr ? py::object(py::none()) : py::str(std::string(most->name)));
    }
    columns["because"] = because;
    if (name_of.is_none()) return columns;
    py::list reasons;
    for (const LearnedPersonToMeet& row : rows)
        reasons.append(reason(row, [&](PersonId named) { return name_of(named).cast<std::string>(); }));
    columns["reason"] = reasons;
    return columns;
}

/// (model, stretches, people)
py::tuple fitted(const Network& network, std::optional<Time> until, double horizon_days, int threads,
                 const py::object& progress)
{
    const MeetingRefinement fit = run({progress, threads}, [&](const Execution& execution) {
        return fit_meeting_model(network, MeetingFitOptions{until.value_or(no_time), horizon_days, execution});
    });
    return py::make_tuple(fit.model, fit.stretches, fit.people);
}

/// [(name, sentence)], in the order of the weights
py::list evidence_of_meetings()
{
    py::list shown;
    for (const auto& [name, sentence] : meeting_evidence)
        shown.append(py::make_tuple(std::string(name), std::string(sentence)));
    return shown;
}

}  // namespace

void bind_meeting_model(py::module_& module)
{
    using Weights = std::array<double, MeetingModel::size>;
    py::class_<MeetingModel>(module, "MeetingModel")
        .def(py::init([](const Weights& weight, const std::string& origin) {
                 return MeetingModel{weight, origin};
             }),
             py::arg("weight"), py::arg("origin"))
        .def_readonly("weight", &MeetingModel::weight)
        .def_readonly("origin", &MeetingModel::origin);
    py::class_<LearnedMeetings, std::shared_ptr<LearnedMeetings>>(module, "LearnedMeetings")
        .def(py::init(&learned_from), py::arg("network"), py::arg("strengths"), py::arg("model").none(true),
             py::arg("refine"), py::arg("threads"), py::arg("progress"), py::keep_alive<1, 3>())
        .def("meeting_scores", &scores_of, py::arg("first").noconvert(), py::arg("second").noconvert(),
             py::arg("threads"), py::arg("progress"))
        .def("people_to_meet", &rows_of, py::arg("person"), py::arg("limit"), py::arg("name_of"), py::arg("threads"),
             py::arg("progress"));
    module.def("meeting_evidence", &evidence_of_meetings);
    module.def("fit_meeting_model", &fitted, py::arg("network"), py::arg("until"), py::arg("horizon_days"),
               py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
