#include <tertius/strength/belief.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>

using namespace tertius;
using Catch::Approx;

TEST_CASE("three cases of four make a share of four in six", "[strength]")
{
    // Beta(4, 2): mean 4/6, variance 4*2 / (36 * 7).
    const Belief belief = share_belief(3, 1);
    CHECK(belief.value == Approx(4.0 / 6));
    CHECK(belief.deviation == Approx(std::sqrt(8.0 / 252)));
    CHECK(belief.evidence == 4);
}

TEST_CASE("of what nothing is recorded, anything is as likely", "[strength]")
{
    const Belief nothing = share_belief(0, 0);
    CHECK_FALSE(nothing.scored());
    CHECK(nothing.low() == 0);
    CHECK(nothing.high() == 1);
    CHECK(nothing.deviation == Approx(1 / std::sqrt(12)));
}

TEST_CASE("more records narrow the interval", "[strength]")
{
    const Belief few = share_belief(3, 1);
    const Belief many = share_belief(300, 100);
    CHECK(many.high() - many.low() < (few.high() - few.low()) / 4);
    CHECK(few.low() < few.value);
    CHECK(share_belief(1000, 0).high() == 1);
}

TEST_CASE("unscored parts are left out of a mean, not counted as 0", "[strength]")
{
    const Belief a{.8, .1, 3};
    const Belief b{.4, .2, 1};
    CHECK(mean(std::array{a, Belief{}, b}).value == Approx(.6));
    CHECK(mean(std::array{a, b}).deviation == Approx(std::sqrt(.01 + .04) / 2));
    CHECK_FALSE(mean(std::array{Belief{}, Belief{}}).scored());
}

TEST_CASE("the geometric mean takes the one side that is known", "[strength]")
{
    CHECK(geometric_mean({.9, .1, 1}, {.4, .1, 1}).value == Approx(.6));
    CHECK(geometric_mean({.9, .1, 1}, {}).value == .9);
    CHECK_FALSE(geometric_mean({}, {}).scored());
}

TEST_CASE("respect is mutual or it is not: one side 0 makes 0", "[strength]")
{
    CHECK(harmonic_mean({0, .1, 1}, {1, .1, 1}).value == 0);
    CHECK(harmonic_mean({0, .1, 1}, {0, .1, 1}).value == 0);
    CHECK(harmonic_mean({.5, .1, 1}, {1, .1, 1}).value == Approx(2.0 / 3));
    CHECK_FALSE(harmonic_mean({.5, .1, 1}, {}).scored());
}

TEST_CASE("deviations of means follow their derivatives", "[strength]")
{
    const Belief a{.6, .03, 1};
    const Belief b{.8, 0, 1};
    constexpr double step = 1e-6;
    for (const auto& combined : {geometric_mean, harmonic_mean}) {
        const double slope = (combined({.6 + step, 0, 1}, b).value - combined({.6 - step, 0, 1}, b).value) / (2 * step);
        CHECK(combined(a, b).deviation == Approx(slope * .03).epsilon(1e-4));
    }
}

TEST_CASE("a record loses half its weight in a half-life, and none if that never ends", "[strength]")
{
    CHECK(faded(10 * 86400, 10) == Approx(.5));
    CHECK(faded(0, 10) == 1);
    CHECK(faded(1'000'000'000, INFINITY) == 1);
}
