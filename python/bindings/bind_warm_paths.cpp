#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_graph.hpp"

#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/warm_paths.hpp>

#include <algorithm>

namespace tertius::python {

namespace {

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

void bind_warm_paths(py::module_& module)
{
    const auto bind_warm_paths = [&](auto function, const char* on) {
        module.def("warm_paths", function, py::arg(on), py::arg("seeker"), py::arg("target"), py::arg("limit"),
                   py::arg("max_hops"), py::arg("willingness"), py::arg("hidden_low").noconvert(),
                   py::arg("hidden_high").noconvert());
    };
    bind_warm_paths(&warm_paths_on_strengths, "strengths");
    bind_warm_paths(&warm_paths_on_graph, "strengths");
}

}  // namespace tertius::python
