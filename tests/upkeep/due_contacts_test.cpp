#include <tertius/upkeep/due_contacts.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using test::network_of;
using test::Records;

namespace {

constexpr PersonId mia = 0;  // names are sorted

Records mentoring()
{
    return Records()
        .relationship("Mia", "Tom", "mentor")
        .interaction("Mia", "Tom", 0, {}, "call")
        .interaction("Mia", "Tom", 30 * day, {}, "call");
}

}  // namespace

TEST_CASE("a silence as long as the usual gap is half overdue, and due at that moment", "[upkeep]")
{
    // The norm of mentors is 30 days, and so is the only gap: mean ln 30 days. The variance of its logarithm is
    // (0.6^2 + 1 * 0) / (1 + 1), the deviation 0.424264; after 30 days times e^deviation 1 - Phi(1) are still silent.
    const Network network = mentoring().network();
    const auto half = due_contacts(network, mia, {.at = 60 * day});
    REQUIRE(half.size() == 1);
    CHECK(half[0].alter == 1);
    CHECK(half[0].silence_days == 30);
    CHECK(half[0].usual_gap_days == Approx(30).epsilon(1e-4));
    CHECK(half[0].overdue == Approx(.5).epsilon(1e-3));
    CHECK(half[0].last == 30 * day);
    CHECK(std::abs(half[0].due - 60 * day) < 600);
    const Time later = 30 * day + static_cast<Time>(30.0 * day * std::exp(.424264));
    CHECK(due_contacts(network, mia, {.at = later})[0].overdue == Approx(1 - .158655).epsilon(1e-3));
}

TEST_CASE("the chance that a tie is alive weighs its silence against its end", "[upkeep]")
{
    const Network network = mentoring().network();
    const double last = 1 / (1 + rhythms(network, 60 * day).usual.lasting);  // after one gap that was outlived
    CHECK(due_contacts(network, mia, {.at = 60 * day})[0].alive ==
          Approx((1 - last) * .5 / ((1 - last) * .5 + last)).epsilon(1e-3));
    CHECK(due_contacts(network, mia, {.at = 2000 * day})[0].alive < .01);
}

TEST_CASE("any contact, of the other one and by another channel, begins the silence anew", "[upkeep]")
{
    const Network network = mentoring().interaction("Tom", "Mia", 75 * day, {}, "mail").network();
    const auto before = due_contacts(network, mia, {.at = 74 * day});
    const auto after = due_contacts(network, mia, {.at = 75 * day});
    CHECK(before[0].silence_days == 44);
    CHECK(after[0].silence_days == 0);
    CHECK(after[0].overdue < .001);
    CHECK(after[0].alive > before[0].alive);
    CHECK(after[0].due > 100 * day);
}

TEST_CASE("both sides are told what the other one is to them", "[upkeep]")
{
    const Network network = mentoring().interaction("Mia", "Zoe", day).network();
    CHECK(due_contacts(network, 1)[0].role == "mentor");
    const auto of_mia = due_contacts(network, mia);
    REQUIRE(of_mia.size() == 2);
    for (const DueContact& row : of_mia) {
        CHECK(row.role == (row.alter == 1 ? "mentee" : ""));
        CHECK(row.gap_of_role == Approx(row.alter == 1 ? 30 : 0).epsilon(.01));
    }
}

TEST_CASE("a board that meets each quarter is not due when a weekly colleague is", "[upkeep]")
{
    Records records;
    records.relationship("Board", "Ego", "advisor").relationship("Col", "Ego", "peer");
    for (Time quarter = 0; quarter < 5; ++quarter) records.interaction("Board", "Ego", quarter * 91 * day);
    for (Time week = 0; week < 52; ++week) records.interaction("Ego", "Col", week * 7 * day);
    const auto rows = due_contacts(records.network(), 2, {.at = 364 * day + 40 * day});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].alter == 1);
    CHECK(rows[0].overdue > .95);
    CHECK(rows[1].overdue < .2);
    CHECK(rows[1].alive > .9);
}

TEST_CASE("the neglected come first, then the lost, and last who was met in time", "[upkeep]")
{
    // All met monthly: person 1 until now, 2 until seven weeks ago, 3 until two years ago.
    std::vector<test::Event> events;
    for (Time month = 0; month < 36; ++month) {
        const Time time = month * 30 * day;
        events.push_back({0, 1, time + 45 * day});
        events.push_back({0, 2, time});
        if (month < 12) events.push_back({3, 0, time});
    }
    const auto rows = due_contacts(network_of(4, events), 0, {.at = 35 * 30 * day + 50 * day});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].alter == 2);
    CHECK(rows[1].alter == 3);
    CHECK(rows[1].alive < .01);
    CHECK(rows[2].alter == 1);
    CHECK(rows[2].alive > .9);
    CHECK(due_contacts(network_of(4, events), 0, {.limit = 1}).size() == 1);
}

TEST_CASE("strangers, declared ties without a contact and other people's contacts are not due", "[upkeep]")
{
    const Network network = mentoring().relationship("Mia", "Una", "peer").interaction("Una", "Tom", day).network();
    CHECK(due_contacts(network, mia).size() == 1);
    CHECK(due_contacts(network, mia, {.at = -1}).empty());
    CHECK_THROWS_AS(due_contacts(network, 3), UnknownPerson);
    CHECK_THROWS_AS(due_contacts(network, mia, {.limit = -1}), InvalidOption);
}

TEST_CASE("one more person without contacts changes nothing", "[upkeep]")
{
    const auto log = test::office_log(15, 2);
    const auto few = due_contacts(network_of(15, log), 4);
    const auto many = due_contacts(network_of(16, log), 4);
    REQUIRE(few.size() == many.size());
    for (std::size_t row = 0; row < few.size(); ++row) {
        CHECK(few[row].alter == many[row].alter);
        CHECK(few[row].alive == many[row].alive);
        CHECK(few[row].due == many[row].due);
    }
}
