#include <tertius/strength/strengths_after_contact.hpp>
#include <tertius/upkeep/touch_plan.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using test::network_of;

namespace {

/// The sum of gains over every choice of so many alters, by trying them all.
double best_of_all_choices(const std::vector<double>& gains, int touches)
{
    double best = 0;
    for (std::uint32_t choice = 0; choice < (1U << gains.size()); ++choice) {
        if (std::popcount(choice) > touches) continue;
        double sum = 0;
        for (std::size_t alter = 0; alter < gains.size(); ++alter)
            if ((choice >> alter & 1U) != 0) sum += gains[alter];
        best = std::max(best, sum);
    }
    return best;
}

}  // namespace

TEST_CASE("no other choice of as many people gains more", "[upkeep]")
{
    const Network network = network_of(12, test::office_log(12, 4));
    const TieStrengths strengths = tie_strengths(network, {.refine = false});
    std::vector<double> importance(12);
    for (std::size_t person = 0; person < 12; ++person) importance[person] = static_cast<double>(person % 4);
    for (const PersonId ego : {PersonId{0}, PersonId{7}}) {
        std::vector<double> gains;
        for (const auto& [tie, after] : strengths_after_contact(network, strengths, ego)) {
            const PersonId alter = strengths[tie].person == ego ? strengths[tie].alter : strengths[tie].person;
            gains.push_back(importance[alter] * (after - strengths[tie].strength));
        }
        for (const int touches : {1, 2, 4}) {
            const auto plan = touch_plan(network, strengths, ego, {.touches = touches, .importance = importance});
            double sum = 0;
            for (const Touch& touch : plan) sum += touch.gain;
            CHECK(sum == Approx(best_of_all_choices(gains, touches)));
        }
    }
}

TEST_CASE("a plan says what the strengths are and what they become", "[upkeep]")
{
    const Network network = network_of(12, test::office_log(12, 6));
    const TieStrengths strengths = tie_strengths(network);
    const auto plan = touch_plan(network, strengths, 2);
    REQUIRE(!plan.empty());
    CHECK(std::ranges::is_sorted(plan, std::greater{}, &Touch::gain));
    for (const Touch& touch : plan) {
        CHECK(touch.before == strengths[*strengths.find(2, touch.alter)].strength);
        CHECK(touch.gain == touch.after - touch.before);
        CHECK(touch.last == strengths[*strengths.find(2, touch.alter)].facts.last);
        CHECK(touch.after <= 1);
    }
}

TEST_CASE("who matters twice gains twice, and who does not matter is not in the plan", "[upkeep]")
{
    const Network network = network_of(3, {{0, 1, 0}, {1, 0, 20 * day}, {0, 2, 0}, {2, 0, 20 * day}, {1, 2, 90 * day}});
    const TieStrengths strengths = tie_strengths(network, {.refine = false});
    const auto alike = touch_plan(network, strengths, 0);
    REQUIRE(alike.size() == 2);
    CHECK(alike[0].alter == 1);  // of equal gains the lower person's comes first
    const auto weighed = touch_plan(network, strengths, 0, {.importance = {1, 0, 2}});
    REQUIRE(weighed.size() == 1);
    CHECK(weighed[0].alter == 2);
    CHECK(weighed[0].gain == Approx(2 * alike[1].gain));
    CHECK(weighed[0].importance == 2);
}

TEST_CASE("the channel that two people use most is the one to take", "[upkeep]")
{
    const Network network = test::Records()
                                .interaction("Ada", "Ben", 0, {}, "mail")
                                .interaction("Ben", "Ada", day, {}, "call")
                                .interaction("Ada", "Ben", 2 * day, {}, "call")
                                .interaction("Ada", "Cem", 3 * day)
                                .interaction("Dee", "Cem", 200 * day, {}, "mail")
                                .network();
    const TieStrengths strengths = tie_strengths(network, {.refine = false});
    for (const Touch& touch : touch_plan(network, strengths, 0))
        CHECK(touch.channel == (touch.alter == 1 ? "call" : ""));
    CHECK(touch_plan(network, strengths, 0).size() == 2);
}

TEST_CASE("what cannot be planned is refused", "[upkeep]")
{
    const Network network = network_of(2, {{0, 1, 0}});
    const TieStrengths strengths = tie_strengths(network, {.refine = false});
    CHECK_THROWS_AS(touch_plan(network, strengths, 2), UnknownPerson);
    CHECK_THROWS_AS(touch_plan(network, strengths, 0, {.touches = 0}), InvalidOption);
    for (const double wrong : {-1., std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK_THROWS_AS(touch_plan(network, strengths, 0, {.importance = {1, wrong}}), InvalidOption);
    CHECK_THROWS_AS(touch_plan(network, strengths, 0, {.importance = {1}}), InvalidOption);
    CHECK_THROWS_AS(touch_plan(network_of(3, {{0, 1, 0}}), strengths, 0), InvalidInput);
}

TEST_CASE("strengths of other ties, or of fewer contacts than are on record, are refused", "[upkeep]")
{
    const Network network = network_of(4, {{0, 1, 0}, {0, 2, 5 * day}});
    const TieStrengths strengths = tie_strengths(network, {.refine = false});
    for (const auto& others : {network_of(4, {{0, 1, 0}}), network_of(4, {{0, 1, 0}, {0, 3, 5 * day}}),
                               network_of(4, {{0, 1, 0}, {0, 1, 4 * day}, {0, 2, 5 * day}})})
        CHECK_THROWS_AS(touch_plan(others, strengths, 0), InvalidInput);
}
