#include <tertius/strength/foresight.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace tertius;
using Catch::Approx;

TEST_CASE("foresight is what the formulas say", "[strength]")
{
    // From high to low: yes, no, yes, no. Of the four pairs of a yes and a no three stand the right way round. The two
    // yes have 1 of 1 and 2 of 3 true ones at their height.
    const auto result = foresight({.9, .6, .5, .2}, {true, false, true, false});
    CHECK(result.cases == 4);
    CHECK(result.auc == Approx(.75));
    CHECK(result.average_precision == Approx((1 + 2. / 3) / 2));
    CHECK(result.log_loss == Approx(-(std::log(.9) + std::log(.4) + std::log(.5) + std::log(.8)) / 4));
}

TEST_CASE("equal chances are worth what luck is worth", "[strength]")
{
    const auto result = foresight({.3, .3, .3, .3, .3}, {true, false, false, true, false});
    CHECK(result.auc == Approx(.5));
    CHECK(result.average_precision == Approx(.4));
}

TEST_CASE("ten bins hold equal numbers of cases, the likeliest first", "[strength]")
{
    std::vector<double> chances;
    std::vector<bool> outcomes;
    for (int tenth = 0; tenth < 10; ++tenth)
        for (int one = 0; one < 4; ++one) {
            chances.push_back(.05 + .1 * tenth);
            outcomes.push_back(one < 2);  // half of each, whatever was foretold
        }
    const auto bins = calibration_bins(chances, outcomes);
    REQUIRE(bins.size() == 10);
    CHECK(bins.front().cases == 4);
    CHECK(bins.front().foretold == Approx(.95));
    CHECK(bins.back().foretold == Approx(.05));
    CHECK(bins.back().observed == Approx(.5));
    // |.95 - .5|, |.85 - .5|, ... twice each: mean (.45 + .35 + .25 + .15 + .05) / 5.
    CHECK(foresight(chances, outcomes).calibration_error == Approx(.25));
}

TEST_CASE("nothing to judge by, nothing claimed", "[strength]")
{
    CHECK(foresight({}, {}).cases == 0);
    CHECK(std::isnan(foresight({}, {}).log_loss));
    const auto all = foresight({.5, .5}, {true, true});
    CHECK(std::isnan(all.auc));
    CHECK(all.log_loss == Approx(std::log(2)));
}
