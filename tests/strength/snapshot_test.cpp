#include <tertius/strength/snapshot.hpp>

#include <catch2/catch_test_macros.hpp>

#include "support/logs.hpp"

using namespace tertius;

TEST_CASE("a snapshot knows the past and is judged by what came after", "[strength]")
{
    const auto network =
        test::network_of(4, {{0, 1, 10}, {1, 2, 20}, {2, 3, 30}, {1, 0, 120}, {2, 3, 300}, {0, 3, 110}});
    const auto moment = snapshot(contacts(network.interactions()), 4, {100, 100});
    REQUIRE(moment.histories.size() == 3);  // 0-1, 1-2, 2-3; 0-3 comes later
    CHECK(moment.outcome == Eigen::Vector3d(1, 0, 0));
    CHECK(moment.forward == Eigen::Vector3d(0, 0, 0));
    CHECK(moment.backward == Eigen::Vector3d(1, 0, 0));
    CHECK(moment.histories[0].history.count() == 1);
}

TEST_CASE("a contact at the very end of the horizon counts, one second later does not", "[strength]")
{
    const auto at_end = test::network_of(2, {{0, 1, 0}, {0, 1, 200}});
    CHECK(snapshot(contacts(at_end.interactions()), 2, {100, 100}).outcome[0] == 1);
    CHECK(snapshot(contacts(at_end.interactions()), 2, {100, 99}).outcome[0] == 0);
}

TEST_CASE("the draw of ties is the same each time, and no larger than asked", "[strength]")
{
    const auto network = test::network_of(30, test::office_log(30, 8));
    const auto log = contacts(network.interactions());
    const auto one = snapshot(log, 30, {200 * test::day, 1e6}, 25);
    const auto two = snapshot(log, 30, {200 * test::day, 1e6}, 25, {.threads = 3});
    CHECK(one.outcome.size() == 25);
    CHECK(one.outcome == two.outcome);
    CHECK(one.histories[7].low == two.histories[7].low);
}

TEST_CASE("no stretch of the past reaches beyond the moment asked about", "[strength]")
{
    const auto network = test::network_of(20, test::office_log(20, 8));
    const auto log = contacts(network.interactions());
    const Time at = 300 * test::day;
    const auto stretches = past_stretches(log, at, 30.0 * test::day);
    CHECK(stretches.size() > 8);
    for (const Stretch& stretch : stretches) {
        CHECK(stretch.horizon > 0);
        CHECK(static_cast<double>(stretch.at) + stretch.horizon <= static_cast<double>(at) + 1);
    }
    CHECK(past_stretches({}, at, 1).empty());
}
