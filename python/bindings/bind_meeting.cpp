#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/people_to_meet.hpp>

#include <pybind11/stl.h>

#include <optional>
#include <string>

namespace tertius::python {

namespace {

MeetingMeasure measure_named(const std::string& measure)
{
    return choice<MeetingMeasure>("measure", measure,
                                  {{"common_contacts", MeetingMeasure::common_contacts},
                                   {"jaccard", MeetingMeasure::jaccard},
                                   {"adamic_adar", MeetingMeasure::adamic_adar},
                                   {"resource_allocation", MeetingMeasure::resource_allocation},
                                   {"l3", MeetingMeasure::l3},
                                   {"degree_product", MeetingMeasure::degree_product}});
}

py::object meeting_scores_of(const SharedGraph& graph, const Input<PersonId>& first, const Input<PersonId>& second,
                             const std::string& measure, bool weighted, int threads, const py::object& progress)
{
    std::vector<PersonPair> pairs;
    for (std::size_t row = 0; row < items(first).size(); ++row)
        pairs.emplace_back(items(first)[row], items(second)[row]);
    MeetingScoreOptions options{measure_named(measure), weighted};
    return owned(visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            options.execution = execution;
            return meeting_scores(ties, std::span<const PersonPair>(pairs), options);
        });
    }));
}

/// A dict of columns; with `name_of`, a function of an index, the reasons too.
py::dict people_to_meet_of(const SharedGraph& graph, const std::optional<PersonId>& person, int limit,
                           const std::string& measure, bool weighted, const py::object& name_of, int threads,
                           const py::object& progress)
{
    PeopleToMeetOptions options{measure_named(measure), limit, weighted};
    const auto rows = visit_undirected(graph, [&](const auto& ties) {
        return run({progress, threads}, [&](const Execution& execution) {
            options.execution = execution;
            return person ? people_to_meet(ties, *person, options) : people_to_meet(ties, options);
        });
    });
    py::dict columns;
    columns["person"] = column_of(rows, &PersonToMeet::person);
    columns["other"] = column_of(rows, &PersonToMeet::other);
    columns["score"] = column_of(rows, &PersonToMeet::score);
    columns["introducer"] = column_of(rows, &PersonToMeet::introducer);
    if (name_of.is_none()) return columns;
    py::list reasons;
    for (const PersonToMeet& row : rows)
        reasons.append(reason(row, [&](PersonId named) { return name_of(named).cast<std::string>(); }));
    columns["reason"] = reasons;
    return columns;
}

}  // namespace

void bind_meeting(py::module_& module)
{
    module.def("meeting_scores", &meeting_scores_of, py::arg("graph"), py::arg("first").noconvert(),
               py::arg("second").noconvert(), py::arg("measure"), py::arg("weighted"), py::arg("threads"),
               py::arg("progress"));
    module.def("people_to_meet", &people_to_meet_of, py::arg("graph"), py::arg("person"), py::arg("limit"),
               py::arg("measure"), py::arg("weighted"), py::arg("name_of"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
