#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/introductions/inferred_ties.hpp>
#include <tertius/introductions/introduction_request.hpp>
#include <tertius/introductions/joiner_index.hpp>
#include <tertius/introductions/suggest_introductions.hpp>

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string_view>

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
    columns["both_accept"] = column_of(rows, &Row::both_accept);
    columns["chance_known"] = column_of(rows, &Row::chance_known);
    columns["lasts"] = column_of(rows, &Row::lasts);
    return columns;
}

py::dict inferred_between(const Network& network, const SharedStrengths& strengths, PersonId ego, double least,
                          int consider, int threads, const py::object& progress)
{
    const auto ties = run({progress, threads}, [&](const Execution& execution) {
        return inferred_ties(network, strengths->graph(), ego, {least, consider, execution});
    });
    py::dict columns;
    columns["a"] = column_of(ties, &InferredTie::a);
    columns["b"] = column_of(ties, &InferredTie::b);
    columns["chance"] = column_of(ties, &InferredTie::chance);
    columns["same_unit"] = column_of(ties, [](const InferredTie& tie) { return std::uint8_t{tie.same_unit}; });
    return columns;
}

py::dict joiners_of(const Network& network, const SharedStrengths& strengths, int threads, const py::object& progress)
{
    const auto indices = run({progress, threads}, [&](const Execution& execution) {
        return joiner_indices(network, *strengths, execution);
    });
    py::dict columns;
    columns["index"] = column_of(indices, [](const JoinerIndex& joiner) { return joiner.index.value; });
    columns["low"] = column_of(indices, [](const JoinerIndex& joiner) { return joiner.index.low(); });
    columns["high"] = column_of(indices, [](const JoinerIndex& joiner) { return joiner.index.high(); });
    columns["made"] = column_of(indices, &JoinerIndex::made);
    columns["lasted"] = column_of(indices, &JoinerIndex::lasted);
    columns["pending"] = column_of(indices, &JoinerIndex::pending);
    columns["chances"] = column_of(indices, &JoinerIndex::chances);
    return columns;
}

std::string_view word(SeekerSees sees)
{
    switch (sees) {
        case SeekerSees::introduced:
            return "introduced";
        case SeekerSees::not_now:
            return "not_now";
        default:
            return "open";
    }
}

void bind_requests(py::module_& module)
{
    using Request = IntroductionRequest;
    py::class_<Request>(module, "IntroductionRequest")
        .def(py::init<PersonId, PersonId, PersonId, Time, double>(), py::arg("broker"), py::arg("a"), py::arg("b"),
             py::arg("proposed"), py::arg("patience_days"))
        .def_static("recorded", &Request::recorded, py::arg("network"), py::arg("row"), py::arg("patience_days"))
        .def("agree", &Request::agree, py::arg("who"), py::arg("at"))
        .def("decline", &Request::decline, py::arg("who"), py::arg("at"))
        .def("withdraw", &Request::withdraw, py::arg("who"), py::arg("at"))
        .def("introduce", &Request::introduce, py::arg("at"))
        .def("note_outcome", &Request::note_outcome, py::arg("outcome"))
        .def_property_readonly("broker", &Request::broker)
        .def_property_readonly("a", &Request::a)
        .def_property_readonly("b", &Request::b)
        .def_property_readonly(
            "stage", [](const Request& self) { return introduction_stages[static_cast<std::size_t>(self.stage())]; })
        .def_property_readonly("whose_turn", &Request::whose_turn)
        .def_property_readonly("proposed", &Request::proposed)
        .def_property_readonly("expires", &Request::expires)
        .def_property_readonly("outcome", &Request::outcome)
        .def("has_expired", &Request::has_expired, py::arg("at"))
        .def(
            "seen_by_seeker", [](const Request& self, Time at) { return word(self.seen_by_seeker(at)); }, py::arg("at"))
        .def(
            "record_in",
            [](const Request& self, const Network& network) {
                return std::make_shared<Network>(self.record_in(network));
            },
            py::arg("network"));
}

}  // namespace

void bind_introductions(py::module_& module)
{
    bind_requests(module);
    module.def("inferred_ties", &inferred_between, py::arg("network"), py::arg("strengths"), py::arg("ego"),
               py::arg("least"), py::arg("consider"), py::arg("threads"), py::arg("progress"));
    module.def("joiner_indices", &joiners_of, py::arg("network"), py::arg("strengths"), py::arg("threads"),
               py::arg("progress"));
    module.def("suggest_introductions", &suggestions_of, py::arg("network"), py::arg("strengths"), py::arg("broker"),
               py::arg("limit"), py::arg("clusters"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
