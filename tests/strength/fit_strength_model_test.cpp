#include <tertius/strength/fit_strength_model.hpp>

#include <catch2/catch_test_macros.hpp>

#include "support/logs.hpp"

using namespace tertius;

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
