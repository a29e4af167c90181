#include <tertius/strength/tie_history.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
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
