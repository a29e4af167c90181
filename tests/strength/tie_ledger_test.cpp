#include <tertius/strength/tie_ledger.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using test::Event;
using test::log_of;

namespace {

/// Office mail in which every third message goes to several people at once, some of it at equal moments.
std::vector<Event> office_mail(PersonId people, std::uint64_t seed)
{
    auto events = test::office_log(people, seed);
    Random random(seed);
    const std::size_t single = events.size();
    for (std::size_t event = 0; event < single; event += 3)
        for (int copy = 0; copy < 4; ++copy) {
            const auto to = static_cast<PersonId>(random.below(people));
            if (to != events[event].from && to != events[event].to)
                events.push_back({events[event].from, to, events[event].time});
        }
    for (Event& event : events)
        if (random.unit() < 0.3) event.time = event.time / day * day;
    return events;
}

/// In an order in which no event comes more than `window` seconds after a later one.
std::vector<Event> as_they_arrive(std::vector<Event> events, Time window, std::uint64_t seed)
{
    Random random(seed);
    struct Arrival {
        Time at;
        Event event;
    };
    std::vector<Arrival> arrivals;
    for (const Event& event : events)
        arrivals.push_back(
            {event.time + static_cast<Time>(random.below(static_cast<std::uint64_t>(window) + 1)), event});
    random.shuffle(std::span(arrivals));
    std::ranges::stable_sort(arrivals, {}, &Arrival::at);
    std::ranges::transform(arrivals, events.begin(), &Arrival::event);
    return events;
}

/// Gives the events to the ledger in calls of random sizes, some of one event.
void append_all(TieLedger& ledger, std::span<const Event> events, std::size_t most_in_call, std::uint64_t seed)
{
    Random random(seed);
    while (!events.empty()) {
        const std::size_t count = std::min<std::size_t>(events.size(), 1 + random.below(most_in_call));
        if (count == 1)
            ledger.append(events[0].from, events[0].to, events[0].time);
        else
            ledger.append(log_of(events.first(count)));
        events = events.subspan(count);
    }
}

std::vector<HistoryOfPair> batch(const std::vector<Event>& events, Time at)
{
    return tie_histories(log_of(events), at);
}

std::string saved(TieLedger& ledger)
{
    std::ostringstream out(std::ios::binary);
    ledger.save(out);
    return out.str();
}

TieLedger loaded(const std::string& bytes)
{
    std::istringstream in(bytes, std::ios::binary);
    return TieLedger::load(in);
}

}  // namespace

TEST_CASE("event by event gives what one batch gives, to the last bit", "[strength]")
{
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
        const auto events = office_mail(25, seed);
        for (const double window_days : {0.0, 0.5, 20.0, 1000.0})
            for (const std::size_t most_in_call : {std::size_t{1}, std::size_t{40}, events.size()}) {
                TieLedger ledger({.window_days = window_days});
                const auto window = static_cast<Time>(window_days * static_cast<double>(day));
                append_all(ledger, as_they_arrive(events, window, seed), most_in_call, seed);
                REQUIRE(ledger.histories(370 * day) == batch(events, 370 * day));
                REQUIRE(ledger.dropped() == 0);
            }
    }
}

TEST_CASE("a ledger may be asked at any moment inside its window, and goes on", "[strength]")
{
    const auto events = office_mail(20, 7);
    const auto arriving = as_they_arrive(events, 30 * day, 8);
    TieLedger ledger({.window_days = 30});
    std::vector<Event> taken;
    for (const Event& event : arriving) {
        ledger.append(event.from, event.to, event.time);
        taken.push_back(event);
        if (taken.size() % 150 != 0) continue;
        for (const Time back : {0, 3, 29}) {
            const Time at = ledger.last_time() - back * day;
            REQUIRE(ledger.histories(at) == batch(taken, at));
        }
        REQUIRE(ledger.tie_count() == batch(taken, ledger.last_time()).size());
        REQUIRE(ledger.earliest() < ledger.last_time() - 30 * day);
    }
    CHECK_THROWS_AS(ledger.histories(ledger.earliest() - 1), InvalidOption);
    CHECK(ledger.histories(ledger.earliest()) == batch(taken, ledger.earliest()));
}

TEST_CASE("many more events than wait at a time are settled on the way", "[strength]")
{
    Random random(3);
    std::vector<Event> events(60'000);
    Time time = 0;
    for (Event& event : events) {
        time += static_cast<Time>(random.below(400));
        const auto from = static_cast<PersonId>(random.below(200));
        event = {from, static_cast<PersonId>((from + 1 + random.below(199)) % 200), time};
    }
    TieLedger ledger({.window_days = 0.1});
    append_all(ledger, as_they_arrive(events, day / 10, 5), 3, 6);
    CHECK(ledger.earliest() > time / 2);
    CHECK(ledger.histories(time) == batch(events, time));
}

TEST_CASE("strengths are those of the batch pass", "[strength]")
{
    const auto events = test::office_log(30, 2);
    const StrengthOptions options{.at = 370 * day, .horizon_days = 30, .refine = false};
    const auto whole = tie_strengths(test::network_of(30, events), options);
    TieLedger ledger;
    append_all(ledger, as_they_arrive(events, 0, 1), 17, 1);
    const auto strengths = ledger.tie_strengths(30, options);
    REQUIRE(strengths.tie_count() == whole.tie_count());
    for (std::size_t tie = 0; tie < whole.tie_count(); ++tie) {
        CHECK(strengths[tie].strength == whole[tie].strength);
        CHECK(strengths[tie].low == whole[tie].low);
        CHECK(strengths[tie].forward == whole[tie].forward);
        CHECK(strengths[tie].evidence == whole[tie].evidence);
    }
}

TEST_CASE("a message counts as one, in however many calls its rows come", "[strength]")
{
    TieLedger ledger;
    for (const PersonId recipient : {1U, 2U, 3U, 4U}) ledger.append(0, recipient, 100);
    for (const auto& pair : ledger.histories(100)) CHECK(pair.history.evidence() == 0.25);
    ledger.append(0, 1, 200);
    CHECK(ledger.histories(200)[0].history.evidence() == 1.25);
}

TEST_CASE("a message to 100000 people counts a hundred-thousandth to each", "[strength]")
{
    TieLedger ledger;
    for (PersonId recipient = 1; recipient <= 100'000; ++recipient) ledger.append(0, recipient, 5);
    ledger.append(1, 2, 6);
    const auto histories = ledger.histories(6);
    REQUIRE(histories.size() == 100'001);
    CHECK(histories[7].history.evidence() == Approx(1e-5));
}

TEST_CASE("an event from before the window is refused, and nothing of that call is taken", "[strength]")
{
    TieLedger ledger({.window_days = 1});
    ledger.append(log_of(std::vector<Event>{{0, 1, 10 * day}, {2, 1, 3 * day}}));  // in one call in any order
    CHECK_NOTHROW(ledger.append(0, 1, 9 * day));
    for (const Event& bad :
         {Event{1, 2, 9 * day - 1}, Event{4, 4, 10 * day}, Event{1, 2, no_time}, Event{nobody, 2, 10 * day}}) {
        CHECK_THROWS_AS(ledger.append(log_of(std::vector<Event>{{5, 6, 11 * day}, bad})), InvalidInput);
        CHECK_THROWS_AS(ledger.append(bad.from, bad.to, bad.time), InvalidInput);
    }
    CHECK_THROWS_WITH(ledger.append(log_of(std::vector<Event>{{5, 6, 11 * day}, {1, 2, 5}})),
                      "interactions row 1: time is 5, before the window, which is 777600 to 864000");
    CHECK_THROWS_AS(ledger.append({.from = {1}, .to = {2, 3}, .time = {11 * day, 11 * day}}), InvalidInput);
    CHECK(ledger.tie_count() == 2);
    CHECK(ledger.last_time() == 10 * day);
}

TEST_CASE("late events are dropped and counted where that is asked for", "[strength]")
{
    TieLedger ledger({.late = LateEvents::drop});
    ledger.append(0, 1, 100);
    ledger.append(2, 1, 99);
    ledger.append(log_of(std::vector<Event>{{0, 1, 50}, {0, 1, 100}, {0, 3, 120}}));
    CHECK(ledger.dropped() == 2);
    CHECK(ledger.histories(120) == batch({{0, 1, 100}, {0, 1, 100}, {0, 3, 120}}, 120));
}

TEST_CASE("an event that is delivered again counts once where that is asked for", "[strength]")
{
    const auto events = office_mail(15, 3);
    auto once = events;
    const auto key = [](const Event& event) { return std::tuple(event.time, event.from, event.to); };
    std::ranges::sort(once, {}, key);
    const auto again = std::ranges::unique(once, {}, key);
    once.erase(again.begin(), again.end());
    auto twice = once;
    twice.insert(twice.end(), once.begin(), once.end());
    TieLedger ledger({.window_days = 2, .duplicates = Duplicates::drop});
    append_all(ledger, as_they_arrive(twice, 2 * day, 4), 9, 4);
    CHECK(ledger.histories(370 * day) == batch(once, 370 * day));
    TieLedger keeping({.window_days = 2});
    append_all(keeping, as_they_arrive(twice, 2 * day, 4), 9, 4);
    CHECK(keeping.histories(370 * day) == batch(twice, 370 * day));
}

TEST_CASE("a ledger cannot look back, refine, or name fewer people than it knows", "[strength]")
{
    TieLedger ledger;
    CHECK(ledger.tie_strengths(0, {.refine = false}).tie_count() == 0);
    ledger.append({.from = {0}, .to = {5}, .time = {100}});
    ledger.append({.from = {0}, .to = {5}, .time = {200}});
    CHECK_THROWS_AS(ledger.tie_strengths(6, {.at = 99, .refine = false}), InvalidOption);
    CHECK_THROWS_AS(ledger.tie_strengths(6, {}), InvalidOption);
    CHECK_THROWS_AS(ledger.tie_strengths(5, {.refine = false}), InvalidOption);
    CHECK(ledger.tie_strengths(6, {.refine = false}).tie_count() == 1);
    for (const double days : {-1.0, std::numeric_limits<double>::infinity(), std::nan("")})
        CHECK_THROWS_AS(TieLedger({.window_days = days}), InvalidOption);
}

TEST_CASE("times may lie as far apart as times can", "[strength]")
{
    constexpr Time earliest = no_time + 1;
    constexpr Time latest = std::numeric_limits<Time>::max();
    for (const double window_days : {0.0, 1.0, 1e300}) {
        TieLedger ledger({.window_days = window_days});
        ledger.append(0, 1, earliest);
        ledger.append(1, 0, latest);
        CHECK(ledger.histories(latest) == batch({{0, 1, earliest}, {1, 0, latest}}, latest));
    }
}

TEST_CASE("a tie takes at most 128 bytes for each direction, its key and its place in the table", "[strength]")
{
    TieLedger ledger;
    constexpr PersonId people = 1000;
    for (PersonId from = 0; from < people; ++from)
        for (PersonId to = from + 1; to < people; ++to) ledger.append(from, to, from);
    ledger.append(0, 1, people);
    const double ties = people * (people - 1) / 2.0;
    const double waiting = 16.0 * (1 << 15);
    CHECK(static_cast<double>(ledger.memory_bytes()) < (256 + 8 + 22) * ties + waiting + (1 << 21));
    CHECK(static_cast<double>(ledger.memory_bytes()) > 248 * ties);
}

TEST_CASE("a ledger that was saved and loaded goes on as if nothing had been", "[strength]")
{
    const auto events = office_mail(20, 5);
    const auto arriving = as_they_arrive(events, 3 * day, 5);
    const auto half = std::span(arriving).first(arriving.size() / 2);
    TieLedger ledger({.window_days = 3, .late = LateEvents::drop});
    append_all(ledger, half, 30, 1);
    ledger.append(0, 1, 0);  // late
    TieLedger other = loaded(saved(ledger));
    CHECK(other.dropped() == 1);
    CHECK(other.options().late == LateEvents::drop);
    CHECK(other.options().window_days == 3);
    CHECK(other.last_time() == ledger.last_time());
    CHECK(other.earliest() == ledger.earliest());
    append_all(other, std::span(arriving).subspan(half.size()), 30, 2);
    CHECK(other.histories(370 * day) == batch(events, 370 * day));
    CHECK(saved(other) == saved(other));
}

TEST_CASE("the same events give the same file, however they came", "[strength]")
{
    const auto events = office_mail(20, 6);
    const LedgerOptions options{.window_days = 5, .duplicates = Duplicates::drop};
    TieLedger at_once(options);
    at_once.append(log_of(events));
    for (const std::uint64_t seed : {1, 2}) {
        TieLedger bit_by_bit(options);
        append_all(bit_by_bit, as_they_arrive(events, 5 * day, seed), 20, seed);
        CHECK(saved(bit_by_bit) == saved(at_once));
    }
    TieLedger empty;
    CHECK(loaded(saved(empty)).tie_count() == 0);
}

TEST_CASE("a file with any byte changed or missing is refused", "[strength]")
{
    TieLedger ledger({.window_days = 0.01});
    ledger.append(log_of(std::vector<Event>{{0, 1, 50}, {1, 0, 500}, {2, 1, 90'000}, {0, 2, 90'001}, {0, 1, 90'100}}));
    const std::string file = saved(ledger);
    REQUIRE(loaded(file).tie_count() == 3);
    for (std::size_t place = 0; place < file.size(); ++place) {
        CHECK_THROWS_AS(loaded(file.substr(0, place)), InvalidInput);
        for (const int change : {1, 0x80, 0xff}) {
            std::string damaged = file;
            damaged[place] = static_cast<char>(damaged[place] ^ change);
            CHECK_THROWS_AS(loaded(damaged), InvalidInput);
        }
    }
}

TEST_CASE("a file says what is wrong with it", "[strength]")
{
    TieLedger ledger;
    ledger.append(0, 1, 50);
    const std::string file = saved(ledger);
    std::string newer = file;
    newer[18] = 2;  // behind the name, lowest byte first
    CHECK_THROWS_WITH(loaded(newer), "ledger file: is of version 2; this release reads version 1");
    CHECK_THROWS_WITH(loaded("person,alter\n1,2\n1,3\n"), "ledger file: is not one");
    CHECK_THROWS_WITH(loaded(file.substr(0, 60)), "ledger file: is cut short");
    std::string damaged = file;
    damaged[file.size() - 1] ^= 1;
    CHECK_THROWS_WITH(loaded(damaged), "ledger file: is damaged: its checksum is wrong");
}
