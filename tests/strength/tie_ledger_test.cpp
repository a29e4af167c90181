#include <tertius/strength/tie_ledger.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

/// The ledger after the log came in, so many events at a time, in order of time.
TieLedger streamed(std::vector<test::Event> events, std::size_t at_a_time)
{
    std::ranges::stable_sort(events, {}, &test::Event::time);
    TieLedger ledger;
    for (std::size_t first = 0; first < events.size();) {
        std::size_t last = std::min(events.size(), first + at_a_time);
        while (last < events.size() && events[last].time == events[last - 1].time) ++last;  // whole messages
        Interactions piece;
        for (; first < last; ++first) {
            piece.from.push_back(events[first].from);
            piece.to.push_back(events[first].to);
            piece.time.push_back(events[first].time);
        }
        ledger.append(piece);
    }
    return ledger;
}

}  // namespace

TEST_CASE("event by event gives what one batch gives", "[strength]")
{
    const auto events = test::office_log(30, 2);
    const auto batch =
        tie_strengths(test::network_of(30, events), {.at = 370 * day, .horizon_days = 30, .refine = false});
    for (const std::size_t at_a_time : {std::size_t{1}, std::size_t{17}, events.size()}) {
        const auto ledger = streamed(events, at_a_time);
        const auto strengths = ledger.tie_strengths(30, {.at = 370 * day, .horizon_days = 30, .refine = false});
        REQUIRE(strengths.tie_count() == batch.tie_count());
        for (std::size_t tie = 0; tie < batch.tie_count(); ++tie) {
            CHECK(strengths[tie].strength == Approx(batch[tie].strength).epsilon(1e-6));
            CHECK(strengths[tie].low == Approx(batch[tie].low).epsilon(1e-6));
            CHECK(strengths[tie].forward == Approx(batch[tie].forward).epsilon(1e-6));
            CHECK(strengths[tie].evidence == Approx(batch[tie].evidence).epsilon(1e-6));
        }
    }
}

TEST_CASE("a ledger may be asked in between and goes on", "[strength]")
{
    const auto events = test::office_log(20, 3);
    TieLedger ledger = streamed(events, 100);
    const auto before = ledger.tie_strengths(20, {.at = 400 * day, .refine = false});
    const auto again = ledger.tie_strengths(20, {.at = 400 * day, .refine = false});
    CHECK(before[3].strength == again[3].strength);
    ledger.append({.from = {0}, .to = {19}, .time = {400 * day}});
    CHECK(ledger.last_time() == 400 * day);
}

TEST_CASE("an event from before the last call is refused, and nothing of that call is taken", "[strength]")
{
    TieLedger ledger;
    ledger.append({.from = {0}, .to = {1}, .time = {100}});
    CHECK_THROWS_AS(ledger.append({.from = {0, 1}, .to = {2, 2}, .time = {150, 50}}), InvalidInput);
    CHECK_THROWS_AS(ledger.append({.from = {4}, .to = {4}, .time = {150}}), InvalidInput);
    CHECK(ledger.tie_count() == 1);
    CHECK(ledger.last_time() == 100);
}

TEST_CASE("a ledger cannot look back, refine, or name fewer people than it knows", "[strength]")
{
    TieLedger ledger;
    CHECK(ledger.tie_strengths(0, {.refine = false}).tie_count() == 0);
    ledger.append({.from = {0}, .to = {5}, .time = {100}});
    CHECK_THROWS_AS(ledger.tie_strengths(6, {.at = 99, .refine = false}), InvalidOption);
    CHECK_THROWS_AS(ledger.tie_strengths(6, {}), InvalidOption);
    CHECK_THROWS_AS(ledger.tie_strengths(5, {.refine = false}), InvalidOption);
    CHECK(ledger.tie_strengths(6, {.refine = false}).tie_count() == 1);
}
