#include <tertius/strength/strength_model.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace tertius;
using Catch::Approx;

TEST_CASE("log-odds and probability undo each other", "[strength]")
{
    for (const double log_odds_wanted : {-20.0, -1.0, 0.0, 2.5, 20.0})
        CHECK(log_odds(probability(log_odds_wanted)) == Approx(log_odds_wanted));
    CHECK(probability(0) == 0.5);
}

TEST_CASE("shipped weights never let more communication or a better balance lower a strength", "[strength]")
{
    const StrengthModel& model = shipped_strength_model();
    double positive = 0;
    for (std::size_t column = 0; column < evidence.size(); ++column) {
        INFO(evidence[column].name);
        CHECK(std::isfinite(model.weight[column]));
        CHECK(model.deviation[column] > 0);
        if (evidence[column].only_raises) CHECK(model.weight[column] >= 0);
        positive += evidence[column].only_raises ? model.weight[column] : 0;
    }
    CHECK(positive > 0);
    CHECK_FALSE(model.origin.empty());
}

TEST_CASE("values are measured in deviations from the mean, cut off at five", "[strength]")
{
    StrengthModel model = shipped_strength_model();
    Eigen::Matrix<double, 1, static_cast<int>(StrengthModel::size)> row;
    for (std::size_t column = 0; column < StrengthModel::size; ++column)
        row[static_cast<Eigen::Index>(column)] = model.mean[column] + 2 * model.deviation[column];
    row[0] = 1e9;
    row[1] = std::nan("");
    const auto values = model.standardised(row);
    CHECK(values[0] == 5);
    CHECK(std::isnan(values[1]));
    CHECK(values[2] == Approx(2));
}
