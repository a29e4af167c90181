#include "support/records.hpp"

#include <tertius/strength/cadence.hpp>
#include <tertius/upkeep/tie_courses.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <string>

using namespace tertius;
using Catch::Approx;
using test::Records;

namespace {

constexpr Time day = 86'400;

Records people(const std::vector<std::string>& names)
{
    Records records;
    for (const auto& name : names) records.person({.key = name});
    return records;
}

/// Contacts of two people, so many of them, so many days apart, from one day on.
Records& meet(Records& records, const std::string& a, const std::string& b, int times, int days_apart, int first = 0)
{
    for (int time = 0; time < times; ++time) records.interaction(a, b, (first + time * days_apart) * day);
    return records;
}

const TieCourse& with(const TieCourses& courses, PersonId alter)
{
    for (const TieCourse& tie : courses.ties)
        if (tie.alter == alter) return tie;
    throw std::logic_error("no such tie");
}

}  // namespace

TEST_CASE("the pace of a tie is counted by the month and fades by half in 180 days", "[tie_courses]")
{
    auto records = people({"Ada", "Ben", "Cleo"});
    meet(records, "Ada", "Ben", 1, 1, 0);
    meet(records, "Ada", "Cleo", 1, 1, 180);
    const auto courses = tie_courses(records.network(), 0);
    CHECK(courses.at == 180 * day);
    // In a log of 180 days one contact a month comes to (1 - 1/2) / (ln 2 / 180) / 30.4375 = 4.2661.
    const double month = .5 * 180 / std::log(2) / 30.4375;
    CHECK(with(courses, 2).contacts_a_month == Approx(1 / month));
    CHECK(with(courses, 1).contacts_a_month == Approx(.5 / month));
}

TEST_CASE("a steady pace is told as it is in a long log and a short one", "[tie_courses]")
{
    for (const int weeks : {20, 52, 300}) {
        auto records = people({"Ada", "Ben"});
        meet(records, "Ada", "Ben", weeks, 7);
        // One a week; the first, at the log's very beginning, comes on top, and the last has not faded yet (1.4 %).
        const double a_week = with(tie_courses(records.network(), 0), 1).contacts_a_month * 7 / 30.4375;
        CHECK(a_week > 1);
        CHECK(a_week < 1.02 + 1.2 / weeks);
    }
}

TEST_CASE("best days are sustained ones: a week of mails about one meeting makes no strong tie", "[tie_courses]")
{
    auto records = people({"Ada", "Ben", "Cleo", "Dev"});
    meet(records, "Ada", "Ben", 1, 1);
    meet(records, "Ada", "Cleo", 2, 90, 400);
    for (int mail = 0; mail < 20; ++mail) records.interaction("Ada", "Dev", 500 * day + mail * 3600);
    const auto courses = tie_courses(records.network(), 0, {.at = 2000 * day, .horizon_days = 90});
    // One contact: 1 - 2^-1. Two a horizon apart: the second stands at 1/2 + 1, so 1 - 2^-1.5.
    CHECK(with(courses, 1).best == Approx(.5));
    CHECK(with(courses, 2).best == Approx(1 - std::exp2(-1.5)));
    // Twenty within 19 hours: 1 + 19 * (1 h / 108 h) = 1.176, less a little that fades in between.
    CHECK(with(courses, 3).best == Approx(1 - std::exp2(-(1 + 19. / 108))).epsilon(.005));
    // Best days stay the best, whatever comes after.
    meet(records, "Ada", "Cleo", 1, 1, 1900);
    CHECK(with(tie_courses(records.network(), 0, {.at = 2000 * day}), 2).best == Approx(1 - std::exp2(-1.5)));
}

TEST_CASE("a message to many counts its share", "[tie_courses]")
{
    auto records = people({"Ada", "Ben", "Cleo"});
    records.interaction("Ada", "Ben", 0).interaction("Ada", "Cleo", 0);
    const auto courses = tie_courses(records.network(), 0);
    CHECK(with(courses, 1).best == Approx(1 - std::exp2(-.5)));
    CHECK(with(courses, 1).contacts_a_month == with(courses, 2).contacts_a_month);
}

TEST_CASE("a board that meets each quarter lives on where a weekly exchange would be dead", "[tie_courses]")
{
    auto records = people({"Ada", "Ben", "Cleo", "Dev"});
    records.relationship("Ben", "Ada", "advisor").relationship("Ada", "Cleo", "peer");
    meet(records, "Ben", "Ada", 8, 91, 363);  // the last on day 1000
    meet(records, "Ada", "Cleo", 60, 7, 587);
    records.relationship("Ada", "Dev", "mentor");
    const auto courses = tie_courses(records.network(), 0, {.at = 1080 * day});
    CHECK(with(courses, 1).alive > .8);
    CHECK(with(courses, 2).alive < .2);
    CHECK(std::isnan(with(courses, 3).alive));
    CHECK(with(courses, 3).last == no_time);
    CHECK(with(courses, 3).declared);
}

TEST_CASE("what ego normally gives depends on which role is theirs", "[tie_courses]")
{
    auto records = people({"Ada", "Ben", "Cleo", "Dev"});
    records.relationship("Ada", "Ben", "mentor").relationship("Cleo", "Ada", "mentor");
    records.relationship("Ada", "Dev", "mentor").relationship("Ada", "Dev", "peer");
    const auto courses = tie_courses(records.network(), 0);
    CHECK(with(courses, 1).normal_share == Approx(.8));
    CHECK(with(courses, 2).normal_share == Approx(.2));
    CHECK(with(courses, 3).normal_share == Approx((.8 + .5) / 2));  // both declared, alike
}

TEST_CASE("nothing after the moment is looked at", "[tie_courses]")
{
    auto records = people({"Ada", "Ben", "Cleo"});
    meet(records, "Ada", "Ben", 10, 7);
    const auto before = tie_courses(records.network(), 0, {.at = 100 * day});
    meet(records, "Ada", "Ben", 10, 7, 101);
    meet(records, "Ada", "Cleo", 10, 7, 101);
    const auto after = tie_courses(records.network(), 0, {.at = 100 * day});
    REQUIRE(after.ties.size() == 1);
    CHECK(after.ties[0].contacts == before.ties[0].contacts);
    CHECK(after.ties[0].contacts_a_month == before.ties[0].contacts_a_month);
    CHECK(after.ties[0].best == before.ties[0].best);
    CHECK(after.ties[0].alive == before.ties[0].alive);
}

TEST_CASE("a tie's course is the same from either side, but for what is normally given", "[tie_courses]")
{
    auto records = people({"Ada", "Ben", "Cleo"});
    meet(records, "Ada", "Ben", 9, 20);
    meet(records, "Ben", "Cleo", 9, 11);
    const auto network = records.network();
    const auto from_ada = tie_courses(network, 0);
    const auto from_ben = tie_courses(network, 1);
    const auto& one = with(from_ada, 1);
    const auto& other = with(from_ben, 0);
    CHECK(one.alive == Approx(other.alive));
    CHECK(one.best == other.best);
    CHECK(one.normal_share == Approx(1 - other.normal_share));
    REQUIRE(from_ben.ties.size() == 2);
    CHECK(from_ben.ties[0].alter < from_ben.ties[1].alter);
}

TEST_CASE("who is unknown or looks ahead by no time is refused", "[tie_courses]")
{
    const auto network = people({"Ada"}).network();
    CHECK(tie_courses(network, 0).ties.empty());
    CHECK_THROWS_AS(tie_courses(network, 1), UnknownPerson);
    for (const double days : {0., -1., std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK_THROWS_AS(tie_courses(network, 0, {.horizon_days = days}), InvalidOption);
}
