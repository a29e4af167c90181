#include <tertius/strength/empathy.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

constexpr EmpathyOptions never_forgets{.half_life_days = std::numeric_limits<double>::infinity()};

TwoSided ada_and_ben(const test::Records& records, Time at = 1000 * day, Time acquainted = 0)
{
    const Network network = records.network();
    const auto log = contacts(network.interactions());
    return EmpathyReader(network, log, at, never_forgets)
        .between(network.person("Ada"), network.person("Ben"), acquainted);
}

test::Records four_milestones()
{
    test::Records records;
    for (int year = 0; year < 4; ++year) records.milestone("Ben", (100 + 200 * year) * day);
    return records;
}

}  // namespace

TEST_CASE("one who congratulates three times of four is at four in six", "[strength]")
{
    test::Records records = four_milestones();
    for (int year = 0; year < 3; ++year) records.interaction("Ada", "Ben", (103 + 200 * year) * day, "congratulations");
    records.interaction("Ada", "Ben", 703 * day, "invoice");  // marked, and no congratulation
    const TwoSided empathy = ada_and_ben(records);
    CHECK(empathy.forward.value == Approx(4.0 / 6));
    CHECK_FALSE(empathy.backward.scored());  // nothing happened to Ada
    CHECK(empathy.pair.value == Approx(4.0 / 6));
}

TEST_CASE("without marks any message to that person alone is a reaction", "[strength]")
{
    test::Records records = four_milestones();
    records.interaction("Ada", "Ben", 101 * day);
    records.interaction("Ada", "Ben", 301 * day).interaction("Ada", "Cem", 301 * day);  // a circular
    CHECK(ada_and_ben(records).forward.value == Approx(2.0 / 6));
}

TEST_CASE("a reaction a fortnight later is none, and one may still come", "[strength]")
{
    test::Records records;
    records.milestone("Ben", 100 * day).interaction("Ada", "Ben", 115 * day);
    CHECK(ada_and_ben(records).forward.value == Approx(1.0 / 3));
    CHECK_FALSE(ada_and_ben(records, 110 * day).forward.scored());
}

TEST_CASE("what happened before the two met does not count", "[strength]")
{
    test::Records records = four_milestones();
    records.interaction("Ada", "Ben", 702 * day);
    CHECK(ada_and_ben(records, 1000 * day, 650 * day).forward.value == Approx(2.0 / 3));
}

TEST_CASE("older milestones count less", "[strength]")
{
    const Network network = four_milestones().interaction("Ada", "Ben", 701 * day).network();
    const auto log = contacts(network.interactions());
    const EmpathyReader reader(network, log, 900 * day, {.half_life_days = 200});
    // Seen 200, 400, 600, 800 days later: reacted 1/2; passed 1/4 + 1/8 + 1/16.
    CHECK(reader.shown(network.person("Ada"), network.person("Ben"), 0).value ==
          Approx((.5 + 1) / (.5 + .25 + .125 + .0625 + 2)));
    CHECK_THROWS_AS(EmpathyReader(network, log, 0, {.reaction_days = 0}), InvalidOption);
}
