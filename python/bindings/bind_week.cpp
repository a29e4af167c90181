#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/upkeep/celebrations.hpp>
#include <tertius/upkeep/gifts.hpp>
#include <tertius/upkeep/open_commitments.hpp>

#include <pybind11/stl.h>

#include <functional>
#include <optional>
#include <string>

namespace tertius::python {

namespace {

/// One field of each row as a list; None where it is empty.
template <class Rows, class Field>
py::list texts_of(const Rows& rows, const Field& field)
{
    py::list texts;
    for (const auto& row : rows) {
        const std::string text(std::invoke(field, row));
        texts.append(text.empty() ? py::object(py::none()) : py::object(py::str(text)));
    }
    return texts;
}

py::dict celebrations_of(const Network& network, const SharedStrengths& strengths, PersonId ego, double within_days)
{
    const auto rows =
        run({}, [&](const Execution&) { return celebrations(network, *strengths, ego, {.within_days = within_days}); });
    py::dict columns;
    columns["person"] = column_of(rows, &Celebration::person);
    columns["kind"] = texts_of(rows, &Celebration::kind);
    columns["time"] = column_of(rows, &Celebration::time);
    columns["age_days"] = column_of(rows, &Celebration::age_days);
    columns["strength"] = column_of(rows, &Celebration::strength);
    columns["reason"] = texts_of(rows, &Celebration::reason);
    return columns;
}

py::dict commitments_of(const Network& network, PersonId ego, std::optional<Time> at)
{
    const auto rows = open_commitments(network, ego, {.at = at.value_or(no_time)});
    py::dict columns;
    columns["owner"] = column_of(rows, &OpenCommitment::owner);
    columns["to"] = column_of(rows, &OpenCommitment::to);
    columns["made"] = column_of(rows, &OpenCommitment::made);
    columns["due"] = column_of(rows, &OpenCommitment::due);
    columns["days_left"] = column_of(rows, &OpenCommitment::days_left);
    columns["risk"] = column_of(rows, &OpenCommitment::risk);
    columns["reason"] = texts_of(rows, &OpenCommitment::reason);
    return columns;
}

py::dict gifts_of(const Network& network, const SharedStrengths& strengths, PersonId ego, int limit)
{
    const auto rows = run({}, [&](const Execution&) { return gifts(network, *strengths, ego, {.limit = limit}); });
    py::dict columns;
    columns["alter"] = column_of(rows, &GiftIdea::alter);
    columns["need"] = texts_of(rows, &GiftIdea::need);
    columns["kind"] = texts_of(rows, [](const GiftIdea& idea) { return name(idea.kind); });
    columns["through"] = column_of(rows, &GiftIdea::through);
    columns["score"] = column_of(rows, &GiftIdea::score);
    columns["reason"] = texts_of(rows, &GiftIdea::reason);
    return columns;
}

}  // namespace

void bind_week(py::module_& module)
{
    module.def("celebrations", &celebrations_of, py::arg("network"), py::arg("strengths"), py::arg("ego"),
               py::arg("within_days"));
    module.def("open_commitments", &commitments_of, py::arg("network"), py::arg("ego"), py::arg("at"));
    module.def("gifts", &gifts_of, py::arg("network"), py::arg("strengths"), py::arg("ego"), py::arg("limit"));
}

}  // namespace tertius::python
