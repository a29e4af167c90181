#include <tertius/strength/faded_contacts.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using test::log_of;

namespace {

constexpr double half_life = 30 * 86400.0;

/// By definition: a map from pair to sum, an exponential for each contact.
std::map<std::pair<PersonId, PersonId>, double> by_definition(const std::vector<test::Event>& events, Time at)
{
    std::map<std::pair<PersonId, PersonId>, double> sums;
    for (const auto& [from, to, time] : events)
        if (time <= at) sums[{from, to}] += std::exp2(-static_cast<double>(at - time) / half_life);
    return sums;
}

void check_against_definition(const std::vector<test::Event>& events, Time at)
{
    const auto faded = faded_contacts(log_of(events), {.at = at});
    const auto expected = by_definition(events, at);
    REQUIRE(faded.faded.size() == expected.size());
    std::size_t row = 0;
    for (const auto& [pair, sum] : expected) {  // a map is sorted by pair, as the answer is
        REQUIRE(std::pair(faded.from[row], faded.to[row]) == pair);
        REQUIRE(faded.faded[row] == Approx(sum).epsilon(1e-7));
        ++row;
    }
}

/// Far more contacts than one bucket holds; most of them sent by person 0.
std::vector<test::Event> busy_log(std::size_t contacts, PersonId people, std::uint64_t seed)
{
    Random random(seed);
    std::vector<test::Event> events(contacts);
    for (auto& event : events) {
        event.from = random.unit() < 0.6 ? 0 : static_cast<PersonId>(random.below(people));
        event.to = static_cast<PersonId>((event.from + 1 + random.below(people - 1)) % people);
        event.time = static_cast<Time>(random.below(static_cast<std::uint64_t>(400 * day)));
    }
    return events;
}

}  // namespace

TEST_CASE("a contact a half-life ago counts half, and each way counts for itself", "[strength]")
{
    const auto faded = faded_contacts(log_of({{1, 0, 0}, {0, 1, 30 * day}, {0, 1, 0}, {0, 2, 60 * day}}));
    CHECK(faded.at == 60 * day);
    CHECK(faded.from == PersonColumn{0, 0, 1});
    CHECK(faded.to == PersonColumn{1, 2, 0});
    CHECK(faded.faded[0] == Approx(0.5 + 0.25));
    CHECK(faded.faded[1] == 1);
    CHECK(faded.faded[2] == Approx(0.25));
}

TEST_CASE("faded contacts are what adding up every contact gives", "[strength]")
{
    for (const std::uint64_t seed : {1, 2, 3}) check_against_definition(test::office_log(40, seed), 300 * day);
    for (const PersonId people : {2U, 70U, 5000U}) check_against_definition(busy_log(200'000, people, 4), 399 * day);
}

TEST_CASE("people with the highest numbers there are fit", "[strength]")
{
    check_against_definition({{nobody - 1, 0, 5}, {0, nobody - 1, 7}, {nobody - 2, nobody - 1, 7}}, 10);
}

TEST_CASE("faded contacts have the same bytes for any number of threads", "[strength]")
{
    const auto log = log_of(busy_log(300'000, 300, 9));
    const auto once = faded_contacts(log, {.execution = {.threads = 1}});
    for (const int threads : {2, 3, 8}) {
        const auto again = faded_contacts(log, {.execution = {.threads = threads}});
        CHECK(again.from == once.from);
        CHECK(again.to == once.to);
        CHECK(again.faded == once.faded);
    }
}

TEST_CASE("faded contacts may lie as far apart as times can", "[strength]")
{
    constexpr Time latest = std::numeric_limits<Time>::max();
    const auto faded = faded_contacts(log_of({{0, 1, no_time + 1}, {0, 1, latest}, {1, 0, no_time + 1}}));
    REQUIRE(faded.faded.size() == 2);
    CHECK(faded.faded[0] == 1);
    CHECK(faded.faded[1] == 0);
    const auto slowly = faded_contacts(log_of({{0, 1, no_time + 1}, {0, 1, latest}}), {.half_life_days = 1e18});
    CHECK(slowly.faded[0] == Approx(1 + std::exp2(-0x1p64 / (1e18 * 86400))));
}

TEST_CASE("before the first contact there is nothing, and so is in an empty log", "[strength]")
{
    CHECK(faded_contacts(log_of({{0, 1, 100}}), {.at = 99}).from.empty());
    CHECK(faded_contacts({}).from.empty());
}

TEST_CASE("a half-life is finite and above 0", "[strength]")
{
    for (const double days : {0.0, -1.0, std::numeric_limits<double>::infinity(), std::nan("")})
        CHECK_THROWS_AS(faded_contacts({}, {.half_life_days = days}), InvalidOption);
}
