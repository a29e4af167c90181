#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_graph.hpp"
#include "visibility.hpp"

#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/visible_ties.hpp>
#include <tertius/introductions/warm_paths.hpp>

#include <memory>
#include <type_traits>

namespace tertius::python {

namespace {

/// A list of (people, probability, weakest person, weakest alter, weakest strength, evidence).
py::list warm_paths_of(const auto& strengths, PersonId seeker, const Input<PersonId>& targets,
                       const WarmPathOptions& options)
{
    const auto wanted = copied(targets);
    const auto paths = run({}, [&](const Execution& execution) {
        WarmPathOptions answering = options;
        answering.execution = execution;
        return warm_paths(strengths, seeker, std::span<const PersonId>(wanted), answering);
    });
    py::list rows;
    for (const WarmPath& path : paths)
        rows.append(py::make_tuple(owned(path.people), path.probability, path.weakest.person, path.weakest.alter,
                                   path.weakest.strength, path.weakest.evidence));
    return rows;
}

py::list warm_paths_on_graph(const SharedGraph& graph, PersonId seeker, const Input<PersonId>& targets, int limit,
                             int max_hops, double willingness, bool disjoint, const Input<PersonId>& hidden_low,
                             const Input<PersonId>& hidden_high, const py::object& visible)
{
    const WarmPathOptions options{limit, max_hops, willingness, disjoint,
                                  tie_visible(hidden_low, hidden_high, visible)};
    return visit_undirected(graph, [&](const auto& ties) { return warm_paths_of(ties, seeker, targets, options); });
}

py::list warm_paths_on_strengths(const TieStrengths& strengths, PersonId seeker, const Input<PersonId>& targets,
                                 int limit, int max_hops, double willingness, bool disjoint,
                                 const Input<PersonId>& hidden_low, const Input<PersonId>& hidden_high,
                                 const py::object& visible)
{
    return warm_paths_of(strengths, seeker, targets,
                         {limit, max_hops, willingness, disjoint, tie_visible(hidden_low, hidden_high, visible)});
}

SharedGraph visible_ties_of(const SharedGraph& graph, const Input<PersonId>& hidden_low,
                            const Input<PersonId>& hidden_high, const py::object& visible)
{
    const TieVisible may_be_seen = tie_visible(hidden_low, hidden_high, visible);
    return visit_undirected(graph, [&](const auto& ties) -> SharedGraph {
        using Graph = std::decay_t<decltype(ties)>;
        return {std::make_shared<const Graph>(
            run({}, [&](const Execution& execution) { return visible_ties(ties, may_be_seen, execution); }))};
    });
}

}  // namespace

void bind_warm_paths(py::module_& module)
{
    const auto bind_warm_paths = [&](auto function) {
        module.def("warm_paths", function, py::arg("strengths"), py::arg("seeker"), py::arg("targets").noconvert(),
                   py::arg("limit"), py::arg("max_hops"), py::arg("willingness"), py::arg("disjoint"),
                   py::arg("hidden_low").noconvert(), py::arg("hidden_high").noconvert(), py::arg("visible"));
    };
    bind_warm_paths(&warm_paths_on_strengths);
    bind_warm_paths(&warm_paths_on_graph);
    module.def("visible_ties", &visible_ties_of, py::arg("graph"), py::arg("hidden_low").noconvert(),
               py::arg("hidden_high").noconvert(), py::arg("visible"));
}

}  // namespace tertius::python
