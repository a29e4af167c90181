#include <tertius/strength/cadence.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

TieHistory every(Time gap, int contacts)
{
    TieHistory history;
    for (int contact = 0; contact < contacts; ++contact) history.record(contact * gap, true, 1);
    return history;
}

constexpr RelationshipNorm monthly{.gap_days = 30, .gap_spread = .6};

}  // namespace

TEST_CASE("a tie that met once keeps the pace of its type", "[strength]")
{
    const Cadence cadence(monthly, every(day, 1));
    CHECK(cadence.median_gap_days() == Approx(30));
    CHECK(cadence.chance_longer(30.0 * day) == Approx(.5).epsilon(1e-3));
    // One deviation later: 1 - Phi(1).
    CHECK(cadence.chance_longer(30.0 * day * std::exp(.6)) == Approx(.158655).epsilon(1e-3));
}

TEST_CASE("a tie's own gaps draw the pace away from its type's", "[strength]")
{
    // Two gaps of 3 days against a norm worth two: the geometric mean of 3 and 30.
    CHECK(Cadence(monthly, every(3 * day, 3)).median_gap_days() == Approx(std::sqrt(90)).epsilon(1e-3));
    CHECK(Cadence(monthly, every(3 * day, 400)).median_gap_days() == Approx(3).epsilon(.02));
}

TEST_CASE("the longer the silence the less alive, and the longer the tie lasted the more it outlives", "[strength]")
{
    const Cadence young(monthly, every(30 * day, 3));
    const Cadence old(monthly, every(30 * day, 30));
    double last = 1;
    for (const double days : {0., 10., 30., 60., 120., 1000.}) {
        const double alive = young.chance_alive(days * day);
        CHECK(alive < last);
        last = alive;
    }
    CHECK(old.chance_alive(20.0 * day) > young.chance_alive(20.0 * day));
    CHECK(young.chance_alive(0) == Approx(11.0 / 12).epsilon(1e-6));
}

TEST_CASE("the next contact comes within a time as far as the tie is alive and its silence does not outlast it",
          "[strength]")
{
    // A single contact: the chance that it was the last is 1 / 10, half of the silences of a living tie are over by 30
    // days, and 1 - .158655 of them after one deviation: .9 * .5, and of those still silent at 30 days
    // .9 * (.5 - .158655) / (.9 * .5 + .1).
    const Cadence cadence(monthly, every(day, 1));
    const double later = 30.0 * day * (std::exp(.6) - 1);
    CHECK(cadence.chance_within(0, 30.0 * day) == Approx(.45).epsilon(1e-3));
    CHECK(cadence.chance_within(30.0 * day, later) == Approx(.9 * .341345 / .55).epsilon(1e-3));
    CHECK(cadence.chance_within(30.0 * day, 1e12) == Approx(cadence.chance_alive(30.0 * day)));
    CHECK(cadence.chance_within(1e12, day) == Approx(0).margin(1e-9));
}

TEST_CASE("where ties are lasting, a silence says less of an end", "[strength]")
{
    RelationshipNorm lasting = monthly;
    lasting.lasting = 1000;
    CHECK(Cadence(lasting, every(day, 1)).chance_alive(0) == Approx(.999));
    CHECK(Cadence(lasting, every(day, 1)).chance_alive(60.0 * day) >
          Cadence(monthly, every(day, 1)).chance_alive(60.0 * day));
}
