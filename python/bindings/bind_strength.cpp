#include "arrays.hpp"
#include "binders.hpp"
#include "options.hpp"
#include "run.hpp"
#include "shared_strengths.hpp"

#include <tertius/network/network.hpp>
#include <tertius/strength/explanation.hpp>
#include <tertius/strength/faded_contacts.hpp>
#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/infer_types.hpp>
#include <tertius/strength/tie_ledger.hpp>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
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
    const auto block = [](double BlockValues::*of) { return [of](const TieStrength& tie) { return tie.blocks.*of; }; };
    visit("person", &TieStrength::person);
    visit("alter", &TieStrength::alter);
    visit("strength", &TieStrength::strength);
    visit("low", &TieStrength::low);
    visit("high", &TieStrength::high);
    visit("evidence", &TieStrength::evidence);
    visit("forward", &TieStrength::forward);
    visit("backward", &TieStrength::backward);
    visit("trust", block(&BlockValues::trust));
    visit("communication", block(&BlockValues::communication));
    visit("respect", block(&BlockValues::respect));
    visit("reciprocity", block(&BlockValues::reciprocity));
    visit("alignment", block(&BlockValues::alignment));
    visit("empathy", block(&BlockValues::empathy));
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

/// (base, [(aspect, log-odds, sentence, {table: [rows]})], [unscored aspects], log-odds)
py::tuple explanation_of(const StrengthExplainer& explainer, std::size_t place, const std::string& person,
                         const std::string& alter)
{
    const Explanation explanation = explainer.explain(place, person, alter);
    py::list reasons;
    for (const Reason& reason : explanation.reasons) {
        py::dict records;
        for (const Record& record : reason.records) {
            const py::str table{std::string(name(record.table))};
            if (!records.contains(table)) records[table] = py::list();
            records[table].cast<py::list>().append(record.row);
        }
        reasons.append(
            py::make_tuple(std::string(name(reason.aspect)), reason.log_odds, reason.sentence, std::move(records)));
    }
    py::list unscored_aspects;
    for (const Aspect aspect : explanation.unscored) unscored_aspects.append(std::string(name(aspect)));
    return py::make_tuple(explanation.base, reasons, unscored_aspects, explanation.log_odds);
}

using SharedExplainer = std::shared_ptr<StrengthExplainer>;

/// Keeps references to both; see keep_alive where it is bound.
SharedExplainer explainer_of(const TieStrengths& strengths, const Network* network)
{
    if (network == nullptr) return std::make_shared<StrengthExplainer>(strengths);
    return run({}, [&](const Execution& execution) {
        return std::make_shared<StrengthExplainer>(strengths, *network, execution);
    });
}

/// The six building blocks of ties `first` to `last`, six rows a tie, in columns.
py::dict blocks_of(const StrengthExplainer& explainer, std::size_t first, std::size_t last)
{
    std::vector<TwoSided> rows;
    run({}, [&](const Execution& execution) {
        rows.resize(6 * (last - first));
        parallel_for(execution, last - first, 256, [&](std::size_t begin, std::size_t end) {
            for (std::size_t tie = begin; tie < end; ++tie) {
                const BuildingBlocks blocks = explainer.blocks(first + tie);
                auto row = rows.begin() + static_cast<std::ptrdiff_t>(6 * tie);
                for (const TwoSided* block : {&blocks.trust, &blocks.communication, &blocks.respect,
                                              &blocks.reciprocity, &blocks.alignment, &blocks.empathy})
                    *row++ = *block;
            }
        });
        return true;
    });
    py::dict columns;
    const auto add = [&](const std::string& side, Belief TwoSided::*of) {
        columns[py::str(side)] = column_of(rows, [of](const TwoSided& block) { return (block.*of).value; });
        columns[py::str(side + "_low")] = column_of(rows, [of](const TwoSided& block) { return (block.*of).low(); });
        columns[py::str(side + "_high")] = column_of(rows, [of](const TwoSided& block) { return (block.*of).high(); });
    };
    add("pair", &TwoSided::pair);
    add("forward", &TwoSided::forward);
    add("backward", &TwoSided::backward);
    columns["evidence"] = column_of(rows, [](const TwoSided& block) { return block.pair.evidence; });
    return columns;
}

py::dict inferred_types(const Network& network, std::optional<Time> at)
{
    const auto guesses = run({}, [&](const Execution& execution) {
        return infer_types(network, {.at = at.value_or(no_time), .execution = execution});
    });
    py::dict columns;
    columns["person"] = column_of(guesses, &TypeGuess::person);
    columns["alter"] = column_of(guesses, &TypeGuess::alter);
    columns["type"] = column_of(guesses, [](const TypeGuess& guess) { return static_cast<std::uint8_t>(guess.type); });
    columns["probability"] = column_of(guesses, &TypeGuess::probability);
    columns["declared"] = column_of(guesses, [](const TypeGuess& guess) { return std::uint8_t{guess.declared}; });
    return columns;
}

TieLedger ledger_of(double window_days, const std::string& late, const std::string& duplicates)
{
    LedgerOptions options{.window_days = window_days};
    options.late = choice<LateEvents>("late", late, {{"refuse", LateEvents::refuse}, {"drop", LateEvents::drop}});
    options.duplicates =
        choice<Duplicates>("duplicates", duplicates, {{"keep", Duplicates::keep}, {"drop", Duplicates::drop}});
    return TieLedger(options);
}

/// (window_days, late, duplicates), as a ledger is made of them.
py::tuple options_of(const TieLedger& ledger)
{
    const LedgerOptions& options = ledger.options();
    return py::make_tuple(options.window_days, options.late == LateEvents::drop ? "drop" : "refuse",
                          options.duplicates == Duplicates::drop ? "drop" : "keep");
}

/// Takes a network's interactions into a ledger; `people` says who each of its people is there.
void append_to(TieLedger& ledger, const Network& network, const Input<PersonId>& people)
{
    Interactions interactions;
    interactions.from = network.interactions().from;
    interactions.to = network.interactions().to;
    interactions.time = network.interactions().time;
    for (PersonColumn* column : {&interactions.from, &interactions.to})
        for (PersonId& person : *column) person = items(people)[person];
    run({}, [&](const Execution& execution) {
        ledger.append(interactions, execution);
        return true;
    });
}

/// Writes the header and the ledger to a file; whether that worked.
bool saved(TieLedger& ledger, const std::filesystem::path& path, const std::string& header)
{
    return run({}, [&](const Execution&) {
        std::ofstream out(path, std::ios::binary);
        out << header;
        ledger.save(out);
        return static_cast<bool>(out.flush());
    });
}

/// Reads a ledger from behind a header of so many bytes.
TieLedger loaded(const std::filesystem::path& path, std::uint64_t header_bytes)
{
    return run({}, [&](const Execution&) {
        std::ifstream in(path, std::ios::binary);
        in.seekg(static_cast<std::streamoff>(header_bytes));
        TieLedger ledger = TieLedger::load(in);
        if (in.peek() != std::ifstream::traits_type::eof())
            throw InvalidInput("ledger.damaged", "ledger file: is damaged: it goes on after its end");
        return ledger;
    });
}

/// (from, to, faded, at)
py::tuple faded_columns(const Network& network, double half_life_days, std::optional<Time> at, int threads,
                        const py::object& progress)
{
    FadedContacts faded = run({progress, threads}, [&](const Execution& execution) {
        return faded_contacts(network.interactions(), {half_life_days, at.value_or(no_time), execution});
    });
    return py::make_tuple(owned(std::move(faded.from)), owned(std::move(faded.to)), owned(std::move(faded.faded)),
                          faded.at);
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

/// (model, stretches, cases, (cases, AUC, log loss and calibration error on the stretch held back))
py::tuple fitted(const Network& network, std::optional<Time> until, double horizon_days, int threads,
                 const py::object& progress)
{
    FitOptions options{.until = until.value_or(no_time), .horizon_days = horizon_days};
    Refinement fit = run({progress, threads}, [&](const Execution& execution) {
        options.execution = execution;
        return fit_strength_model(network, options);
    });
    const Foresight& seen = fit.held_back;
    const py::tuple held_back = py::make_tuple(seen.cases, seen.auc, seen.log_loss, seen.calibration_error);
    return py::make_tuple(std::move(fit.model), fit.stretches, fit.cases, held_back);
}

/// (name, aspect, whether more of it never lowers a strength) of each piece of evidence.
py::list evidence_names()
{
    py::list names;
    for (const Evidence& piece : evidence)
        names.append(py::make_tuple(std::string(piece.name), std::string(name(piece.aspect)), piece.only_raises));
    return names;
}

void bind_strengths(py::module_& module)
{
    py::class_<TieStrengths, SharedStrengths>(module, "TieStrengths")
        .def_property_readonly("size", &TieStrengths::size)
        .def_property_readonly("tie_count", &TieStrengths::tie_count)
        .def_property_readonly("graph", &graph_of)
        .def_property_readonly("setting", &setting_of)
        .def("find", &TieStrengths::find, py::arg("a"), py::arg("b"))
        .def("tie", &numbers_of, py::arg("place"))
        .def("columns", &columns_of);
    py::class_<StrengthExplainer, SharedExplainer>(module, "StrengthExplainer")
        .def(py::init(&explainer_of), py::arg("strengths"), py::arg("network"), py::keep_alive<1, 2>(),
             py::keep_alive<1, 3>())
        .def("explain", &explanation_of, py::arg("place"), py::arg("person"), py::arg("alter"))
        .def("blocks", &blocks_of, py::arg("first"), py::arg("last"));
    module.def("tie_strengths", &strengths_of, py::arg("network"), py::arg("at"), py::arg("horizon_days"),
               py::arg("model"), py::arg("refine"), py::arg("threads"), py::arg("progress"));
}

void bind_ledger(py::module_& module)
{
    py::class_<TieLedger>(module, "TieLedger")
        .def(py::init(&ledger_of), py::arg("window_days"), py::arg("late"), py::arg("duplicates"))
        .def_static("load", &loaded, py::arg("path"), py::arg("header_bytes"))
        .def_property_readonly("options", &options_of)
        .def_property_readonly("tie_count", &TieLedger::tie_count)
        .def_property_readonly("last_time", &TieLedger::last_time)
        .def_property_readonly("people", &TieLedger::people)
        .def_property_readonly("dropped", &TieLedger::dropped)
        .def_property_readonly("memory_bytes", &TieLedger::memory_bytes)
        .def("save", &saved, py::arg("path"), py::arg("header"))
        .def("append", &append_to, py::arg("network"), py::arg("people").noconvert())
        .def("tie_strengths", &strengths_from_ledger, py::arg("size"), py::arg("at"), py::arg("horizon_days"),
             py::arg("threads"), py::arg("progress"));
}

void bind_model(py::module_& module)
{
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
}

}  // namespace

void bind_strength(py::module_& module)
{
    bind_strengths(module);
    bind_ledger(module);
    bind_model(module);
    module.def("relationship_types", [] {
        std::vector<std::string> names;
        names.reserve(relationship_types.size());
        for (const RelationshipType type : relationship_types) names.emplace_back(name(type));
        return names;
    });
    module.def("infer_types", &inferred_types, py::arg("network"), py::arg("at"));
    module.def("faded_contacts", &faded_columns, py::arg("network"), py::arg("half_life_days"), py::arg("at"),
               py::arg("threads"), py::arg("progress"));
}

}  // namespace tertius::python
