#include <tertius/strength/rhythms.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using test::network_of;
using test::Records;

namespace {

constexpr Time hour = 3600;

/// Ada and Ben meet each month for half a year, each time for so many records at intervals of an hour.
Rhythms monthly_talks(int records)
{
    std::vector<test::Event> events;
    for (Time month = 0; month < 6; ++month)
        for (int record = 0; record < records; ++record)
            events.push_back({record % 2 == 0 ? 0U : 1U, record % 2 == 0 ? 1U : 0U, month * 30 * day + record * hour});
    return rhythms(network_of(2, events), 180 * day);
}

}  // namespace

TEST_CASE("a talk of many records is one occasion", "[strength]")
{
    // The log lasts 180 days, an occasion a five-hundredth of that, 8.6 hours.
    CHECK(monthly_talks(8).pairs.front().cadence.median_gap_days() ==
          monthly_talks(1).pairs.front().cadence.median_gap_days());
    CHECK(monthly_talks(1).pairs.front().cadence.median_gap_days() == Approx(30).epsilon(.05));
}

TEST_CASE("any contact, of either one, ends a silence", "[strength]")
{
    const Rhythms all =
        rhythms(network_of(3, {{0, 1, 0}, {0, 1, 40 * day}, {1, 0, 40 * day + hour}, {2, 1, 50 * day}}));
    REQUIRE(all.pairs.size() == 2);
    CHECK(all.at == 50 * day);
    CHECK(all.pairs[0].last == 40 * day + hour);
    CHECK(all.pairs[1].low == 1);
    CHECK(all.pairs[1].high == 2);
}

TEST_CASE("a declared relationship is judged by its type, others by the network", "[strength]")
{
    const Rhythms all = rhythms(Records()
                                    .relationship("Mia", "Tom", "mentor")
                                    .interaction("Mia", "Tom", 0)
                                    .interaction("Mia", "Zoe", 0)
                                    .network(),
                                day);
    REQUIRE(all.pairs.size() == 2);
    // One contact each: no gap of their own to go by.
    REQUIRE(all.pairs[0].type);
    CHECK(all.pairs[0].type->type == RelationshipType::mentor);
    CHECK(all.pairs[0].cadence.median_gap_days() == Approx(all.of_types[RelationshipType::mentor].gap_days));
    CHECK(!all.pairs[1].type);
    CHECK(all.pairs[1].cadence.median_gap_days() == Approx(all.usual.gap_days));
}

TEST_CASE("later records are not looked at, and without any there are no rhythms", "[strength]")
{
    const std::vector<test::Event> log = test::office_log(20, 3);
    std::vector<test::Event> early;
    for (const test::Event& event : log)
        if (event.time <= 200 * day) early.push_back(event);
    const Rhythms seen = rhythms(network_of(20, log), 200 * day);
    const Rhythms known = rhythms(network_of(20, early), 200 * day);
    REQUIRE(seen.pairs.size() == known.pairs.size());
    for (std::size_t pair = 0; pair < seen.pairs.size(); ++pair) {
        CHECK(seen.pairs[pair].last == known.pairs[pair].last);
        CHECK(seen.pairs[pair].cadence.median_gap_days() == known.pairs[pair].cadence.median_gap_days());
    }
    CHECK(rhythms(network_of(20, log), -1).pairs.empty());
    CHECK(rhythms(Network()).pairs.empty());
}
