#include <tertius/strength/respect.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

constexpr Time hour = 3600;
constexpr RespectOptions never_forgets{.half_life_days = std::numeric_limits<double>::infinity()};

struct Sides {
    Regard ada, ben;
    TwoSided block;
};

Sides read(const test::Records& records, Time at = 1000 * day)
{
    const Network network = records.network();
    const auto log = contacts(network.interactions());
    const RespectReader reader(network, log, at, never_forgets);
    const PersonId ada = network.person("Ada");
    const PersonId ben = network.person("Ben");
    return {reader.shown(ada, ben), reader.shown(ben, ada), reader.between(ada, ben)};
}

}  // namespace

TEST_CASE("one who let the other wait once in four is at four in six, and coming late is half of it", "[strength]")
{
    test::Records records;
    for (int meeting = 0; meeting < 3; ++meeting) records.interaction("Ada", "Ben", meeting * day, "attended");
    records.interaction("Ada", "Ben", 3 * day, "no_show");
    CHECK(read(records).ada.attendance.value == Approx(4.0 / 6));
    records.interaction("Ada", "Ben", 4 * day, "late");
    CHECK(read(records).ada.attendance.value == Approx(4.5 / 7));
    CHECK_FALSE(read(records).ben.attendance.scored());
    CHECK_FALSE(read(records).block.pair.scored());  // mutual: one side alone is not enough
}

TEST_CASE("respect is the harmonic mean of both sides, and the same from either", "[strength]")
{
    test::Records records;
    for (int meeting = 0; meeting < 6; ++meeting) records.interaction("Ada", "Ben", meeting * day, "attended");
    for (int meeting = 0; meeting < 6; ++meeting) records.interaction("Ben", "Ada", meeting * day + 1, "missed");
    const Sides sides = read(records);
    // 7/8 and 1/8
    CHECK(sides.block.pair.value == Approx(2 * (7.0 / 8) * (1.0 / 8)));
    const Network network = records.network();
    const auto log = contacts(network.interactions());
    const RespectReader reader(network, log, 1000 * day, never_forgets);
    CHECK(reader.between(1, 0).pair.value == Approx(sides.block.pair.value));
    CHECK(reader.between(1, 0).forward.value == Approx(sides.block.backward.value));
}

TEST_CASE("messages at night, by the other's own clock, weigh on respect", "[strength]")
{
    test::Records records;
    for (int message = 0; message < 60; ++message)  // Ben works from 9 to 11
        records.interaction("Ben", "Ada", message * day + (9 + message % 3) * hour);
    for (int message = 0; message < 6; ++message) records.interaction("Ada", "Ben", message * day + 10 * hour);
    for (int message = 0; message < 2; ++message) records.interaction("Ada", "Ben", message * day + 2 * hour);
    const Sides sides = read(records);
    CHECK(sides.ada.quiet_hours.value == Approx((6 + 1) / 10.0));
    CHECK_FALSE(sides.ben.quiet_hours.scored());  // Ada's 8 messages do not show her hours
}

TEST_CASE("the hours are whole days apart the same, also before 1970 was counted", "[strength]")
{
    test::Records early, late;
    for (int message = 0; message < 60; ++message) {
        early.interaction("Ben", "Ada", message * day + 9 * hour);
        late.interaction("Ben", "Ada", (700 + message) * day + 9 * hour);
    }
    early.interaction("Ada", "Ben", 61 * day + 9 * hour);
    late.interaction("Ada", "Ben", 761 * day + 9 * hour);
    CHECK(read(early).ada.quiet_hours.value == Approx(read(late).ada.quiet_hours.value));
}

TEST_CASE("thanks count where thanks are recorded, within their time", "[strength]")
{
    test::Records records;
    records.gift("Ben", "Ada", 10 * day).gift("Ben", "Ada", 50 * day).gift("Ben", "Ada", 90 * day);
    CHECK_FALSE(read(records).ada.acknowledgement.scored());  // nobody's thanks are on record
    records.interaction("Ada", "Ben", 12 * day, "thanks").interaction("Ada", "Ben", 80 * day, "thanks");
    CHECK(read(records).ada.acknowledgement.value == Approx((1 + 1) / 5.0));
    // At day 100 the third gift may still be answered.
    CHECK(read(records, 100 * day).ada.acknowledgement.value == Approx((1 + 1) / 4.0));
}

TEST_CASE("respect refuses options that are not positive", "[strength]")
{
    const Network network = test::Records().interaction("Ada", "Ben", 0).network();
    const auto log = contacts(network.interactions());
    CHECK_THROWS_AS(RespectReader(network, log, 0, {.half_life_days = -1}), InvalidOption);
    CHECK_THROWS_AS(RespectReader(network, log, 0, {.thanks_days = 0}), InvalidOption);
}
