#include <tertius/graph/random.hpp>
#include <tertius/strength/tie_history.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace tertius;
using Catch::Approx;

namespace {

constexpr double rung_4 = 600 * 256.0;  // the half-life of the fifth rung, 600 s * 4^4

}  // namespace

TEST_CASE("a contact counts half after one half-life", "[strength]")
{
    TieHistory history;
    history.record(1000, true, 1);
    const Time later = 1000 + static_cast<Time>(rung_4);
    CHECK(history.faded(1000).forward(rung_4) == Approx(1));
    CHECK(history.faded(later).forward(rung_4) == Approx(0.5));
    CHECK(history.faded(later).backward(rung_4) == 0);
    // Two rungs up, a sixteenth of a half-life has passed: 2^(-1/16).
    CHECK(history.faded(later).forward(16 * rung_4) == Approx(std::exp2(-1.0 / 16)));
}

TEST_CASE("fading sums are what adding up every contact gives", "[strength]")
{
    const std::vector<Time> times{0, 500, 40'000, 41'000, 300'000, 2'000'000};
    TieHistory history;
    for (const Time time : times) history.record(time, time % 1000 == 0, 0.5F);
    const Time at = 2'500'000;
    for (const double half_life : {600.0, 9600.0, rung_4, 600 * 4096.0}) {
        double forward = 0;
        double shares = 0;
        for (const Time time : times) {
            const double left = std::exp2(-static_cast<double>(at - time) / half_life);
            forward += time % 1000 == 0 ? left : 0;
            shares += left / 2;
        }
        CHECK(history.faded(at).forward(half_life) == Approx(forward).epsilon(1e-5).margin(1e-12));
        CHECK(history.faded(at).shares(half_life) == Approx(shares).epsilon(1e-5).margin(1e-12));
    }
}

TEST_CASE("between two rungs the sum lies between theirs, in proportion to the log of the half-life", "[strength]")
{
    TieHistory history;
    history.record(0, true, 1);
    const auto faded = history.faded(50'000);
    const double below = faded.forward(rung_4);
    const double above = faded.forward(4 * rung_4);
    CHECK(faded.forward(2 * rung_4) == Approx((below + above) / 2));
    CHECK(faded.forward(1) == faded.forward(600));  // shorter than the first rung: the first rung
    CHECK(faded.forward(1e12) == faded.forward(600 * std::pow(4.0, 9)));
}

TEST_CASE("a burst of messages is one session", "[strength]")
{
    TieHistory burst;
    for (Time time = 0; time < 10; ++time) burst.record(time, true, 1);
    TieHistory spread;
    for (Time place = 0; place < 10; ++place) spread.record(place * static_cast<Time>(rung_4), true, 1);
    // At a half-life of four gaps each gap is a session's and the k-th last counts 2^(-k/4).
    double sessions = 0;
    for (int k = 0; k < 10; ++k) sessions += std::exp2(-k / 4.0);
    CHECK(burst.faded(10).sessions(4 * rung_4) == Approx(1).epsilon(1e-3));
    CHECK(spread.faded(spread.last_time()).sessions(4 * rung_4) == Approx(sessions).epsilon(1e-5));
    CHECK(burst.count() == spread.count());
}

TEST_CASE("counts, first, last and gaps are those of the records", "[strength]")
{
    TieHistory history;
    history.record(100, true, 0.25F);
    CHECK(history.last_gap() == 0);
    history.record(160, false, 1);
    history.record(400, false, 1);
    CHECK(history.count() == 3);
    CHECK(history.forward_count() == 1);
    CHECK(history.backward_count() == 2);
    CHECK(history.evidence() == 2.25);
    CHECK(history.first_time() == 100);
    CHECK(history.last_time() == 400);
    CHECK(history.last_gap() == 240);
    // Gaps of 60 and 240 s, each a minute longer: ln 120 and ln 300.
    CHECK(history.mean_log_gap() == Approx((std::log(120) + std::log(300)) / 2));
    CHECK(history.mean_square_log_gap() == Approx((std::pow(std::log(120), 2) + std::pow(std::log(300), 2)) / 2));
}

TEST_CASE("a state costs at most 128 bytes for each direction", "[strength]")
{
    CHECK(sizeof(TieHistory) <= 2 * 128);
}

TEST_CASE("millions of contacts at one moment stay finite", "[strength]")
{
    TieHistory history;
    for (int contact = 0; contact < 3'000'000; ++contact) history.record(7, true, 1);
    CHECK(std::isfinite(history.faded(8).forward(600)));
    CHECK(history.evidence() == 3e6);
    CHECK(std::isfinite(history.mean_log_gap()));
}

namespace {

struct Meeting {
    Time time;
    bool forward;
};

/// What replies come to by definition: every contact looks back over all before it.
struct Replies {
    std::uint32_t turns = 0;
    std::uint32_t answers = 0;
    std::uint32_t awaited = 0;
    double log_delays = 0;
};

Replies replies_of(const std::vector<Meeting>& meetings, bool forward, Time at)
{
    constexpr Time week = 7 * 86400;
    Replies result;
    for (std::size_t place = 0; place < meetings.size(); ++place) {
        const auto& [time, direction] = meetings[place];
        const bool follows = place > 0 && time - meetings[place - 1].time <= week;
        const bool changes_side = place > 0 && meetings[place - 1].forward != direction;
        if (direction == forward && (!follows || changes_side)) ++result.turns;
        if (direction == forward && follows && changes_side && time > meetings[place - 1].time) {
            ++result.answers;
            result.log_delays += std::log(static_cast<double>(time - meetings[place - 1].time) + 60);
        }
    }
    result.awaited = result.turns;
    if (!meetings.empty() && meetings.back().forward == forward && at - meetings.back().time <= week) --result.awaited;
    return result;
}

}  // namespace

TEST_CASE("an answer comes within a week and is timed from the end of the turn", "[strength]")
{
    constexpr Time hour = 3600;
    constexpr Time week = 7 * 24 * hour;
    TieHistory history;
    history.record(0, true, 1);                    // a turn of the lower person's
    history.record(2 * hour, true, 1);             // goes on
    history.record(5 * hour, false, 1);            // answered after 3 hours
    history.record(5 * hour, true, 1);             // at the same moment: crossed, no answer
    history.record(5 * hour + week, false, 1);     // just in time
    history.record(6 * hour + 2 * week, true, 1);  // too late: a new turn
    CHECK(history.turns(true) == 3);
    CHECK(history.turns(false) == 2);
    CHECK(history.answers(true) == 0);
    CHECK(history.answers(false) == 2);
    CHECK(history.mean_log_delay(false) == Approx((std::log(3 * 3600 + 60) + std::log(7 * 86400 + 60)) / 2));
    CHECK(std::isnan(history.mean_log_delay(true)));
    CHECK(history.awaited(true, 6 * hour + 3 * week) == 2);  // the last turn may still be answered
    CHECK(history.awaited(true, 6 * hour + 3 * week + 1) == 3);
    CHECK(history.awaited(false, 6 * hour + 3 * week) == 2);
}

TEST_CASE("a silence of more than a week ends a turn", "[strength]")
{
    constexpr Time week = 7 * 86400;
    TieHistory history;
    history.record(0, true, 1);
    history.record(week, true, 1);
    CHECK(history.turns(true) == 1);
    history.record(2 * week + 1, true, 1);
    CHECK(history.turns(true) == 2);
    CHECK(history.awaited(true, 2 * week + 1) == 1);
}

TEST_CASE("turns and answers are what looking back from every contact gives", "[strength]")
{
    for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6, 7, 8}) {
        Random random(seed);
        std::vector<Meeting> meetings;
        TieHistory history;
        Time time = -1'000'000;
        for (int contact = 0; contact < 400; ++contact) {
            const double draw = random.unit();
            time += draw < 0.2 ? 0 : draw < 0.8 ? random.below(86400) : random.below(14 * 86400);
            meetings.push_back({time, random.unit() < 0.4});
            history.record(time, meetings.back().forward, 1);
            const Time at = time + static_cast<Time>(random.below(14 * 86400));
            for (const bool forward : {false, true}) {
                const Replies expected = replies_of(meetings, forward, at);
                REQUIRE(history.turns(forward) == expected.turns);
                REQUIRE(history.answers(forward) == expected.answers);
                REQUIRE(history.awaited(forward, at) == expected.awaited);
                if (expected.answers > 0)
                    REQUIRE(history.mean_log_delay(forward) == Approx(expected.log_delays / expected.answers));
            }
        }
    }
}

TEST_CASE("a history with both sides exchanged is the same history seen from the other side", "[strength]")
{
    Random random(9);
    TieHistory history;
    TieHistory turned;
    Time time = 0;
    for (int contact = 0; contact < 500; ++contact) {
        time += 1 + static_cast<Time>(random.below(9 * 86400));
        const bool forward = random.unit() < 0.7;
        history.record(time, forward, 0.5F);
        turned.record(time, !forward, 0.5F);
    }
    for (const bool forward : {false, true}) {
        CHECK(history.turns(forward) == turned.turns(!forward));
        CHECK(history.answers(forward) == turned.answers(!forward));
        CHECK(history.awaited(forward, time) == turned.awaited(!forward, time));
    }
    CHECK(history.faded(time).forward(1e6) == turned.faded(time).backward(1e6));
    CHECK(history.faded(time).sessions(1e6) == turned.faded(time).sessions(1e6));
}

TEST_CASE("times as far apart as times can be leave every number finite", "[strength]")
{
    constexpr Time latest = std::numeric_limits<Time>::max();
    TieHistory history;
    history.record(no_time + 1, true, 1);
    history.record(latest, false, 1);
    CHECK(history.last_gap() == Approx(0x1p64));
    CHECK(std::isfinite(history.mean_log_gap()));
    CHECK(history.faded(latest).forward(1e9) == 0);
    CHECK(history.faded(latest).backward(1e9) == 1);
    CHECK(history.answers(false) == 0);
    CHECK(history.awaited(true, latest) == 1);
}
