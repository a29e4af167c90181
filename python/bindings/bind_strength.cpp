#include "arrays.hpp"
#include "binders.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/network/network.hpp>
#include <tertius/strength/explanation.hpp>
#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/tie_ledger.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tertius::python {

namespace {

SharedStrengths strengths_of(const Network& network, std::optional<Time> at, double horizon_days,
                             const StrengthModel* model, bool refine, int threads, const py::object& progress)
{
    StrengthOptions options;
    options.at = at.value_or(no_time);
    options.horizon_days = horizon_days;
    if (model != nullptr) options.model = *model;
    options.refine = refine;
    return run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return std::make_shared<TieStrengths>(tie_strengths(network, options));
    });
}

/// Calls visit(name, function of a tie) for everything that a tie is shown by; people as indices.
void for_each_number(const auto& visit)
{
    const auto block = [](double BuildingBlocks::*of) {
        return [of](const TieStrength& tie) { return tie.blocks.*of; };
    };
    visit("person", &TieStrength::person);
    visit("alter", &TieStrength::alter);
    visit("strength", &TieStrength::strength);
    visit("low", &TieStrength::low);
    visit("high", &TieStrength::high);
    visit("evidence", &TieStrength::evidence);
    visit("forward", &TieStrength::forward);
    visit("backward", &TieStrength::backward);
    visit("trust", block(&BuildingBlocks::trust));
    visit("communication", block(&BuildingBlocks::communication));
    visit("respect", block(&BuildingBlocks::respect));
    visit("reciprocity", block(&BuildingBlocks::reciprocity));
    visit("alignment", block(&BuildingBlocks::alignment));
    visit("empathy", block(&BuildingBlocks::empathy));
}

py::dict columns_of(const TieStrengths& strengths)
{
    py::dict columns;
    for_each_number([&](const char* name, const auto& of) { columns[name] = column_of(strengths.ties(), of); });
    return columns;
}

py::dict numbers_of(const TieStrengths& strengths, std::size_t place)
{
    py::dict numbers;
    for_each_number([&](const char* name, const auto& of) { numbers[name] = std::invoke(of, strengths[place]); });
    return numbers;
}

/// Under which circumstances strengths were judged.
py::dict setting_of(const TieStrengths& strengths)
{
    const StrengthSetting& setting = strengths.setting();
    py::dict shown;
    shown["at"] = setting.at;
    shown["horizon_days"] = setting.horizon_days;
    shown["base"] = setting.base;
    shown["directed"] = setting.directed;
    shown["model"] = setting.model;
    shown["refined_on"] = setting.refined_on;
    return shown;
}

/// (base, [(aspect, log-odds, sentence)], log-odds)
py::tuple explanation_of(const TieStrengths& strengths, std::size_t place, const std::string& person,
                         const std::string& alter)
{
    const Explanation explanation = explain(strengths, place, person, alter);
    py::list reasons;
    for (const Reason& reason : explanation.reasons)
        reasons.append(py::make_tuple(std::string(name(reason.aspect)), reason.log_odds, reason.sentence));
    return py::make_tuple(explanation.base, reasons, explanation.log_odds);
}

/// Takes a network's interactions into a ledger; `people` says who each of its people is there.
void append_to(TieLedger& ledger, const Network& network, const Input<PersonId>& people)
{
    Interactions interactions = network.interactions();
    for (PersonColumn* column : {&interactions.from, &interactions.to})
        for (PersonId& person : *column) person = items(people)[person];
    run({}, [&](const Execution& execution) {
        ledger.append(interactions, execution);
        return true;
    });
}

SharedStrengths strengths_from_ledger(const TieLedger& ledger, PersonId size, std::optional<Time> at,
                                      double horizon_days, int threads, const py::object& progress)
{
    StrengthOptions options;
    options.at = at.value_or(no_time);
    options.horizon_days = horizon_days;
    options.refine = false;
    return run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return std::make_shared<TieStrengths>(ledger.tie_strengths(size, options));
    });
}

template <std::size_t size>
std::array<double, size> as_array(const std::vector<double>& numbers)
{
    if (numbers.size() != size)
        throw InvalidInput("model.size", "a column of the model has " + std::to_string(numbers.size()) +
                                             " numbers; must be " + std::to_string(size));
    std::array<double, size> result{};
    std::ranges::copy(numbers, result.begin());
    return result;
}

/// A model from its parts; the covariance row by row, or empty.
StrengthModel model_of(double base, const std::vector<double>& weight, const std::vector<double>& mean,
                       const std::vector<double>& deviation, const std::vector<double>& direction,
                       const std::vector<double>& covariance, double level_deviation, double group_deviation,
                       std::string origin)
{
    constexpr std::size_t size = StrengthModel::size;
    StrengthModel model;
    model.base = base;
    model.weight = as_array<size>(weight);
    model.mean = as_array<size>(mean);
    model.deviation = as_array<size>(deviation);
    model.direction = as_array<5>(direction);
    if (!covariance.empty()) {
        const auto cells = as_array<size * size>(covariance);
        model.covariance = Eigen::Map<const Eigen::MatrixXd>(cells.data(), size, size);
    }
    model.level_deviation = level_deviation;
    model.group_deviation = group_deviation;
    model.origin = std::move(origin);
    return model;
}

py::tuple fitted(const Network& network, std::optional<Time> until, double horizon_days, int threads,
                 const py::object& progress)
{
    FitOptions options{.until = until.value_or(no_time), .horizon_days = horizon_days};
    Refinement fit = run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return fit_strength_model(network, options);
    });
    return py::make_tuple(std::move(fit.model), fit.stretches, fit.cases);
}

/// (name, aspect, whether more of it never lowers a strength) of each piece of evidence.
py::list evidence_names()
{
    py::list names;
    for (const Evidence& piece : evidence)
        names.append(py::make_tuple(std::string(piece.name), std::string(name(piece.aspect)), piece.only_raises));
    return names;
}

}  // namespace

void bind_strength(py::module_& module)
{
    py::class_<TieStrengths, SharedStrengths>(module, "TieStrengths")
        .def_property_readonly("size", &TieStrengths::size)
        .def_property_readonly("tie_count", &TieStrengths::tie_count)
        .def_property_readonly("graph", &graph_of)
        .def_property_readonly("setting", &setting_of)
        .def("find", &TieStrengths::find, py::arg("a"), py::arg("b"))
        .def("tie", &numbers_of, py::arg("place"))
        .def("explain", &explanation_of, py::arg("place"), py::arg("person"), py::arg("alter"))
        .def("columns", &columns_of);
    py::class_<TieLedger>(module, "TieLedger")
        .def(py::init<>())
        .def_property_readonly("tie_count", &TieLedger::tie_count)
        .def_property_readonly("last_time", &TieLedger::last_time)
        .def("append", &append_to, py::arg("network"), py::arg("people").noconvert())
        .def("tie_strengths", &strengths_from_ledger, py::arg("size"), py::arg("at"), py::arg("horizon_days"),
             py::arg("threads"), py::arg("progress"));
    py::class_<StrengthModel>(module, "StrengthModel")
        .def(py::init(&model_of), py::arg("base"), py::arg("weight"), py::arg("mean"), py::arg("deviation"),
             py::arg("direction"), py::arg("covariance"), py::arg("level_deviation"), py::arg("group_deviation"),
             py::arg("origin"))
        .def_readonly("base", &StrengthModel::base)
        .def_readonly("weight", &StrengthModel::weight)
        .def_readonly("mean", &StrengthModel::mean)
        .def_readonly("deviation", &StrengthModel::deviation)
        .def_readonly("direction", &StrengthModel::direction)
        .def_property_readonly("covariance",
                               [](const StrengthModel& model) {
                                   return std::vector<double>(model.covariance.data(),
                                                              model.covariance.data() + model.covariance.size());
                               })
        .def_readonly("level_deviation", &StrengthModel::level_deviation)
        .def_readonly("group_deviation", &StrengthModel::group_deviation)
        .def_readonly("origin", &StrengthModel::origin);
    module.def("evidence", &evidence_names);
    module.def("fit_strength_model", &fitted, py::arg("network"), py::arg("until"), py::arg("horizon_days"),
               py::arg("threads"), py::arg("progress"));
    module.def("tie_strengths", &strengths_of, py::arg("network"), py::arg("at"), py::arg("horizon_days"),
               py::arg("model"), py::arg("refine"), py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
