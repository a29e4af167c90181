#include <tertius/strength/usual_pace.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

/// A sum of twelve even draws, less six: near enough to a standard normal draw.
double normal(Random& random)
{
    double sum = -6;
    for (int draw = 0; draw < 12; ++draw) sum += random.unit();
    return sum;
}

/// Pairs that meet at gaps of a median and spread over two years, and part for good with a chance at each meeting.
std::vector<Contact> meetings(double median_days, double spread, double chance_last, Time tick = 1)
{
    Random random(7);
    std::vector<test::Event> events;
    for (PersonId pair = 0; pair < 400; ++pair)
        for (double t = random.unit() * 300; t < 730; t += median_days * std::exp(spread * normal(random))) {
            events.push_back({2 * pair, 2 * pair + 1, tick * static_cast<Time>(t * static_cast<double>(day))});
            if (random.unit() < chance_last) break;
        }
    return contacts(test::log_of(events));
}

RelationshipNorm pace(const std::vector<Contact>& met, Time tick = 1, int threads = 1)
{
    return usual_pace(met, tick * 730 * day, {.threads = threads});
}

}  // namespace

TEST_CASE("a network tells its usual pace by its own past", "[strength]")
{
    for (const double median : {7., 40.}) {
        // What foretells best is near the truth, not equal to it: most ties are judged by their own gaps.
        CHECK(pace(meetings(median, .5, .02)).gap_days == Approx(median).epsilon(.25));
    }
}

TEST_CASE("where silences differ more, their spread is larger", "[strength]")
{
    CHECK(pace(meetings(14, 1.5, .02)).gap_spread > 1.3 * pace(meetings(14, .3, .02)).gap_spread);
}

TEST_CASE("where people part sooner, ties are less lasting", "[strength]")
{
    const double loyal = pace(meetings(14, .5, .01)).lasting;
    const double fickle = pace(meetings(14, .5, .3)).lasting;
    CHECK(fickle < 6);
    CHECK(loyal > 2 * fickle);
}

TEST_CASE("a log ten times as slow has a pace ten times as slow", "[strength]")
{
    const RelationshipNorm once = pace(meetings(7, .5, .05));
    const RelationshipNorm slowly = pace(meetings(7, .5, .05, 10), 10);
    CHECK(slowly.gap_days == Approx(10 * once.gap_days).epsilon(.1));
    CHECK(slowly.gap_spread == Approx(once.gap_spread).epsilon(.1));
}

TEST_CASE("without a past to learn from, what is usual elsewhere holds", "[strength]")
{
    const RelationshipNorm elsewhere;
    for (const auto& met : {std::vector<Contact>{}, contacts(test::log_of({{0, 1, 730 * day}}))}) {
        const RelationshipNorm norm = pace(met);
        CHECK(norm.gap_days == elsewhere.gap_days);
        CHECK(norm.gap_spread == elsewhere.gap_spread);
        CHECK(norm.lasting == elsewhere.lasting);
    }
}

TEST_CASE("a usual pace has the same bytes for any number of threads", "[strength]")
{
    const auto met = meetings(7, .8, .05);
    const RelationshipNorm once = pace(met);
    for (const int threads : {2, 5}) {
        const RelationshipNorm again = pace(met, 1, threads);
        CHECK(again.gap_days == once.gap_days);
        CHECK(again.gap_spread == once.gap_spread);
        CHECK(again.lasting == once.lasting);
    }
}
