#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;

namespace {

double log_loss(const StrengthModel& model, const Snapshot& moment)
{
    double sum = 0;
    for (Eigen::Index row = 0; row < moment.outcome.size(); ++row) {
        const auto values = model.standardised(moment.values.row(row));
        double log_odds = model.base;
        for (std::size_t column = 0; column < StrengthModel::size; ++column)
            if (const double value = values[static_cast<Eigen::Index>(column)]; !std::isnan(value))
                log_odds += model.weight[column] * value;
        const double chance = probability(log_odds);
        sum -= std::log(moment.outcome[row] > 0 ? chance : 1 - chance);
    }
    return sum / static_cast<double>(moment.outcome.size());
}

}  // namespace

TEST_CASE("a model fitted on an office foretells another office better than the rate alone", "[strength]")
{
    std::vector<std::vector<Snapshot>> lessons(1);
    const auto known = test::network_of(60, test::office_log(60, 1));
    for (const Time moment : {120, 200, 280})
        lessons[0].push_back(snapshot(contacts(known.interactions()), 60, {moment * test::day, 30.0 * test::day}));
    const StrengthModel model = fit_strength_model(lessons);
    const auto other = test::network_of(60, test::office_log(60, 2));
    const auto judge = snapshot(contacts(other.interactions()), 60, {240 * test::day, 30.0 * test::day});
    const double rate = judge.outcome.mean();
    const double by_rate = -(rate * std::log(rate) + (1 - rate) * std::log(1 - rate));
    CHECK(log_loss(model, judge) < 0.8 * by_rate);
    for (std::size_t column = 0; column < StrengthModel::size; ++column)
        if (evidence[column].only_raises) CHECK(model.weight[column] >= 0);
}

TEST_CASE("evidence that no log shows keeps its assumed weight, in fitting and in refining", "[strength]")
{
    const auto network = test::network_of(40, test::office_log(40, 1));
    const auto log = contacts(network.interactions());
    const StrengthModel model = fit_strength_model({{snapshot(log, 40, {200 * test::day, 30.0 * test::day})}});
    const auto own = refined(model, log, 40, 300 * test::day, 30.0 * test::day);
    REQUIRE(own.stretches > 0);
    std::size_t unseen = 0;
    for (std::size_t column = 0; column < StrengthModel::size; ++column) {
        if (evidence[column].assumed_weight == 0) continue;
        ++unseen;
        CHECK(model.weight[column] == evidence[column].assumed_weight);
        CHECK(model.mean[column] == 0);
        CHECK(model.deviation[column] == 1);
        CHECK(own.model.weight[column] == evidence[column].assumed_weight);
    }
    CHECK(unseen > 0);
}

TEST_CASE("all logs weigh the same in the common weights, however long", "[strength]")
{
    const auto lesson = [](std::uint64_t seed, Time moment) {
        const auto network = test::network_of(40, test::office_log(40, seed));
        return snapshot(contacts(network.interactions()), 40, {moment * test::day, 30.0 * test::day});
    };
    const Snapshot one = lesson(1, 200);
    const Snapshot two = lesson(2, 250);
    const StrengthModel here = fit_strength_model({{one}, {two}});
    const StrengthModel there = fit_strength_model({{two}, {one}});
    for (std::size_t column = 0; column < StrengthModel::size; ++column)
        CHECK(here.weight[column] == Approx(there.weight[column]).margin(1e-6));
}

TEST_CASE("a model says how well it would have foretold the last stretch of the past", "[strength]")
{
    const auto network = test::network_of(60, test::office_log(60, 3));
    const auto fit = fit_strength_model(network, {.until = 300 * test::day, .horizon_days = 30});
    CHECK(fit.held_back.cases > 300);
    CHECK(fit.held_back.auc > 0.75);
    CHECK(fit.held_back.log_loss < std::log(2));
    CHECK(fit.held_back.calibration_error < 0.2);
    // The same from the outside: strengths at day 270, refined on what went before, judged by the month after.
    const auto log = contacts(network.interactions());
    const auto month = snapshot(log, 60, {270 * test::day, 30.0 * test::day});
    std::vector<double> chances;
    const auto judged = tie_strengths(network, {.at = 270 * test::day, .horizon_days = 30});
    for (const TieStrength& tie : judged.ties()) chances.push_back(tie.strength);
    const auto again = foresight(chances, {month.outcome.begin(), month.outcome.end()});
    CHECK(fit.held_back.cases == again.cases);
    CHECK(fit.held_back.auc == Approx(again.auc));
    CHECK(fit.held_back.log_loss == Approx(again.log_loss));
    const auto too_short = fit_strength_model(network, {.horizon_days = 1000});
    CHECK(too_short.held_back.cases == 0);
    CHECK(std::isnan(too_short.held_back.auc));
}

TEST_CASE("an office's own past teaches more than the shipped weights know", "[strength]")
{
    const auto network = test::network_of(60, test::office_log(60, 3));
    const auto log = contacts(network.interactions());
    const Time at = 300 * test::day;
    auto seen = log;
    std::erase_if(seen, [&](const Contact& contact) { return contact.time > at; });
    const auto own = refined(shipped_strength_model(), seen, 60, at, 30.0 * test::day);
    CHECK(own.stretches > 5);
    CHECK(own.cases > 100);
    const auto judge = snapshot(log, 60, {at, 30.0 * test::day});
    CHECK(log_loss(own.model, judge) < log_loss(shipped_strength_model(), judge));
}

TEST_CASE("a log too short to teach anything leaves the weights alone", "[strength]")
{
    const auto network = test::network_of(3, {{0, 1, 10}, {1, 2, 20}});
    const auto own = refined(shipped_strength_model(), contacts(network.interactions()), 3, 30, 1000);
    CHECK(own.stretches == 0);
    CHECK(own.model.weight == shipped_strength_model().weight);
    CHECK(own.model.origin == shipped_strength_model().origin);
}

TEST_CASE("a model to keep is fitted on what is known by then", "[strength]")
{
    const auto network = test::network_of(40, test::office_log(40, 4));
    const auto half = fit_strength_model(network, {.until = 200 * test::day, .horizon_days = 20});
    const auto whole = fit_strength_model(network, {.horizon_days = 20});
    CHECK(half.model.weight != whole.model.weight);
    CHECK_THROWS_AS(fit_strength_model(network, {.horizon_days = 0}), InvalidOption);
}
