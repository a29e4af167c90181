#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"
#include "shared_strengths.hpp"

#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/people_to_meet.hpp>
#include <tertius/introductions/suggest_introductions.hpp>
#include <tertius/introductions/warm_paths.hpp>

#include <pybind11/stl.h>

#include <algorithm>
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

/// Ties that may not be seen, lower person first.
using Hidden = std::vector<PersonPair>;

Hidden hidden_ties(const Input<PersonId>& low, const Input<PersonId>& high)
{
    Hidden hidden;
    for (std::size_t row = 0; row < items(low).size(); ++row) hidden.emplace_back(items(low)[row], items(high)[row]);
    std::ranges::sort(hidden);
    return hidden;
}

/// A list of (people, probability, weakest person, weakest alter, weakest strength, evidence).
py::list warm_paths_of(const auto& strengths, PersonId seeker, PersonId target, int limit, int max_hops,
                       double willingness, const Hidden& hidden)
{
    WarmPathOptions options{limit, max_hops, willingness};
    if (!hidden.empty())
        options.visible = [&](PersonId a, PersonId b) {
            return !std::ranges::binary_search(hidden, PersonPair(std::min(a, b), std::max(a, b)));
        };
    const auto paths = run({}, [&](const Execution&) { return warm_paths(strengths, seeker, target, options); });
    py::list rows;
    for (const WarmPath& path : paths)
        rows.append(py::make_tuple(owned(path.people), path.probability, path.weakest.person, path.weakest.alter,
                                   path.weakest.strength, path.weakest.evidence));
    return rows;
}

py::list warm_paths_on_graph(const SharedGraph& graph, PersonId seeker, PersonId target, int limit, int max_hops,
                             double willingness, const Input<PersonId>& low, const Input<PersonId>& high)
{
    return visit_undirected(graph, [&](const auto& ties) {
        return warm_paths_of(ties, seeker, target, limit, max_hops, willingness, hidden_ties(low, high));
    });
}

py::list warm_paths_on_strengths(const TieStrengths& strengths, PersonId seeker, PersonId target, int limit,
                                 int max_hops, double willingness, const Input<PersonId>& low,
                                 const Input<PersonId>& high)
{
    return warm_paths_of(strengths, seeker, target, limit, max_hops, willingness, hidden_ties(low, high));
}

}  // namespace

void bind_introductions(py::module_& module)
{
    module.def("meeting_scores", &meeting_scores_of, py::arg("graph"), py::arg("first").noconvert(),
               py::arg("second").noconvert(), py::arg("measure"), py::arg("weighted"), py::arg("threads"),
               py::arg("progress"));
    module.def("people_to_meet", &people_to_meet_of, py::arg("graph"), py::arg("person"), py::arg("limit"),
               py::arg("measure"), py::arg("weighted"), py::arg("name_of"), py::arg("threads"), py::arg("progress"));
    module.def("suggest_introductions", &suggestions_of, py::arg("network"), py::arg("strengths"), py::arg("broker"),
               py::arg("limit"), py::arg("clusters"), py::arg("threads"), py::arg("progress"));
    const auto bind_warm_paths = [&](auto function, const char* on) {
        module.def("warm_paths", function, py::arg(on), py::arg("seeker"), py::arg("target"), py::arg("limit"),
                   py::arg("max_hops"), py::arg("willingness"), py::arg("hidden_low").noconvert(),
                   py::arg("hidden_high").noconvert());
    };
    bind_warm_paths(&warm_paths_on_strengths, "strengths");
    bind_warm_paths(&warm_paths_on_graph, "strengths");
}

}  // namespace tertius::python
