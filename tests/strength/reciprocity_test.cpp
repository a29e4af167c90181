#include <tertius/strength/reciprocity.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

/// E[f(x)] for x ~ Beta(a, b), summed over a fine grid.
double expected(double a, double b, const auto& f)
{
    constexpr int steps = 200'000;
    double mass = 0;
    double sum = 0;
    for (int step = 0; step < steps; ++step) {
        const double x = (step + .5) / steps;
        const double density = std::exp((a - 1) * std::log(x) + (b - 1) * std::log1p(-x));
        mass += density;
        sum += density * f(x);
    }
    return sum / mass;
}

}  // namespace

TEST_CASE("the closed form is the integral it stands for", "[strength]")
{
    for (const double s : {.5, .8, .15})
        for (const auto& [given, returned] : {std::pair(0., 3.), std::pair(4., 4.), std::pair(32., 8.)}) {
            const TwoSided block = reciprocity(given, returned, s);
            const double a = given + 1;
            const double b = returned + 1;
            CHECK(block.pair.value ==
                  Approx(1 - expected(a, b, [&](double x) { return std::abs(x - s); }) / std::max(s, 1 - s))
                      .epsilon(1e-4));
            CHECK(block.forward.value ==
                  Approx(expected(a, b, [&](double x) { return std::min(1., x / s); })).epsilon(1e-4));
            CHECK(block.backward.value ==
                  Approx(expected(a, b, [&](double x) { return std::min(1., (1 - x) / (1 - s)); })).epsilon(1e-4));
        }
}

TEST_CASE("a mentor who gives 32 of 40 is even, a peer who does is not", "[strength]")
{
    CHECK(reciprocity(32, 8, .8).pair.value >= .9);
    CHECK(reciprocity(32, 8, .5).pair.value <= .5);
}

TEST_CASE("an even swap is worth 1 in the long run", "[strength]")
{
    double last = 0;
    for (const double gifts : {1., 10., 100., 10'000.}) {
        const double now = reciprocity(gifts, gifts).pair.value;
        CHECK(now > last);
        last = now;
    }
    CHECK(last == Approx(1).margin(.01));
}

TEST_CASE("telling it from the other side swaps the sides and leaves the pair", "[strength]")
{
    const TwoSided told = reciprocity(7, 2, .7);
    const TwoSided other = reciprocity(2, 7, .3);
    CHECK(told.pair.value == Approx(other.pair.value));
    CHECK(told.forward.value == Approx(other.backward.value));
}

TEST_CASE("nothing given either way is unscored", "[strength]")
{
    CHECK_FALSE(reciprocity(0, 0).pair.scored());
}

TEST_CASE("gifts count by size and age, and introductions as gifts to both", "[strength]")
{
    test::Records records;
    records.gift("Ada", "Ben", 0, "advice", 3).gift("Ada", "Ben", 100 * day, "advice");
    records.introduction("Ada", "Ben", "Cem", 100 * day);
    const Network network = records.network();
    const ReciprocityReader reader(network, 200 * day, {.half_life_days = 100});
    const PersonId ada = network.person("Ada");
    CHECK(reader.given(ada, network.person("Ben")) == Approx(3.0 / 4 + 1.0 / 2 + 1.0 / 2));
    CHECK(reader.given(ada, network.person("Cem")) == Approx(1.0 / 2));
    CHECK(reader.given(network.person("Ben"), ada) == 0);
    CHECK(ReciprocityReader(network, 50 * day, {.half_life_days = 50}).given(ada, network.person("Ben")) ==
          Approx(3.0 / 2));
    CHECK_THROWS_AS(ReciprocityReader(network, 0, {.half_life_days = 0}), InvalidOption);
}
