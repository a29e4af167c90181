#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_graph.hpp"
#include "shared_strengths.hpp"

#include <tertius/introductions/standing.hpp>
#include <tertius/upkeep/contact_layers.hpp>
#include <tertius/upkeep/dormant_ties.hpp>
#include <tertius/upkeep/giving_balance.hpp>
#include <tertius/upkeep/living_types.hpp>

#include <pybind11/stl.h>

#include <memory>
#include <optional>

namespace tertius::python {

namespace {

std::shared_ptr<TieCourses> courses_of(const Network& network, PersonId ego, std::optional<Time> at,
                                       double horizon_days, int threads)
{
    return run({py::none(), threads}, [&](const Execution& execution) {
        return std::make_shared<TieCourses>(tie_courses(network, ego, {at.value_or(no_time), horizon_days, execution}));
    });
}

py::dict layers_of(const TieCourses& courses)
{
    const auto members = contact_layers(courses);
    py::dict columns;
    columns["layer"] = column_of(members, &LayerMember::layer);
    columns["alter"] = column_of(members, &LayerMember::alter);
    columns["contacts_a_month"] = column_of(members, &LayerMember::contacts_a_month);
    return columns;
}

/// (columns, variety)
py::tuple types_of(const TieCourses& courses)
{
    const auto types = living_types(courses);
    py::dict columns;
    columns["type"] = column_of(types, [](const LivingType& type) { return static_cast<std::uint8_t>(type.type); });
    columns["ties"] = column_of(types, &LivingType::ties);
    columns["alive"] = column_of(types, &LivingType::alive);
    return py::make_tuple(columns, type_variety(types));
}

/// given, received, share with its interval, normal
py::dict balance_of(const TieCourses& courses, const Network& network)
{
    const auto balance = run({}, [&](const Execution&) { return giving_balance(network, courses); });
    py::dict numbers;
    numbers["given"] = balance.given;
    numbers["received"] = balance.received;
    numbers["share"] = balance.share.value;
    numbers["low"] = balance.share.low();
    numbers["high"] = balance.share.high();
    numbers["normal"] = balance.normal;
    return numbers;
}

py::dict dormant_of(const TieCourses& courses, const SharedStrengths& strengths,
                    const std::optional<Input<std::uint32_t>>& clusters, std::size_t limit)
{
    DormantTiesOptions options{.limit = limit};
    if (clusters) options.clusters = Partition(items(*clusters));
    const auto ties = run({}, [&](const Execution&) { return dormant_ties(*strengths, courses, options); });
    py::dict columns;
    columns["alter"] = column_of(ties, &DormantTie::alter);
    columns["silence_days"] = column_of(ties, &DormantTie::silence_days);
    columns["opportunity"] = column_of(ties, &DormantTie::opportunity);
    columns["strength"] = column_of(ties, &DormantTie::strength);
    columns["contacts"] = column_of(ties, &DormantTie::contacts);
    columns["shared"] = column_of(ties, &DormantTie::shared);
    columns["unknown"] = column_of(ties, &DormantTie::unknown);
    return columns;
}

/// constraint, effective size, reach and diversity
py::dict standing_of(const SharedGraph& graph, PersonId ego)
{
    const Standing stands = visit_graph(graph, [&](const auto& ties) { return standing(ties, ego); });
    py::dict numbers;
    numbers["constraint"] = stands.constraint;
    numbers["effective_size"] = stands.effective_size;
    numbers["reach"] = stands.reach;
    numbers["diversity"] = stands.diversity;
    return numbers;
}

}  // namespace

void bind_summary(py::module_& module)
{
    py::class_<TieCourses, std::shared_ptr<TieCourses>>(module, "TieCourses")
        .def(py::init(&courses_of), py::arg("network"), py::arg("ego"), py::arg("at"), py::arg("horizon_days"),
             py::arg("threads"))
        .def("layers", &layers_of)
        .def("types", &types_of)
        .def("balance", &balance_of, py::arg("network"))
        .def("dormant", &dormant_of, py::arg("strengths"), py::arg("clusters").noconvert(), py::arg("limit"));
    module.def("standing", &standing_of, py::arg("graph"), py::arg("ego"));
}

}  // namespace tertius::python
