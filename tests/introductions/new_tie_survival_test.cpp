#include "support/professional_networks.hpp"

#include <tertius/introductions/new_tie_survival.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <vector>

using namespace tertius;
using Catch::Matchers::WithinRel;

namespace {

constexpr Time day = 86'400;

TieStrength tie(PersonId a, PersonId b, Time first_day, Time last_day)
{
    return {.person = a,
            .alter = b,
            .strength = 0.5,
            .facts = {.forward_contacts = 1, .first = first_day * day, .last = last_day * day}};
}

}  // namespace

TEST_CASE("where nothing is known of new ties, they last by the prior", "[introductions][new_tie_survival]")
{
    CHECK_THAT(NewTieSurvival(TieStrengths{}).chance(0), WithinRel(0.4));
    const NewTieSurvival survival(test::strengths(3, {{0, 1, 0.5}, {1, 2, 0.5}}));
    CHECK_THAT(survival.chance(7), WithinRel(0.4));
    CHECK(survival.evidence() == 0);
}

TEST_CASE("new ties are expected to last as new ties have lasted", "[introductions][new_tie_survival]")
{
    // Horizon 10 days, log of days 0 to 100. Ties of days 0 to 10 may be old ones; those after day 80 cannot be judged.
    // Left are 2-3 (alive ten days later), 3-4 (not) and 0-2, which began on day 30 when 1 knew both 0 and 2, and lasts.
    const TieStrengths strengths(5,
                                 {tie(0, 1, 0, 90), tie(0, 2, 30, 99), tie(1, 2, 10, 12), tie(2, 3, 20, 30),
                                  tie(3, 4, 50, 59), tie(0, 4, 81, 100)},
                                 {.at = 100 * day, .horizon_days = 10});
    const NewTieSurvival survival(strengths);
    CHECK(survival.evidence() == 3);
    const double overall = (2 + 4.0) / 13;
    CHECK_THAT(survival.chance(0), WithinRel((1 + 10 * overall) / 12));
    CHECK_THAT(survival.chance(1), WithinRel((1 + 10 * overall) / 11));
    CHECK_THAT(survival.chance(2), WithinRel(overall));
    CHECK(survival.chance(3) == survival.chance(2));
    CHECK(survival.chance(1000) == survival.chance(4));
}

TEST_CASE("contacts that two came to share later are no reason why their tie lasted",
          "[introductions][new_tie_survival]")
{
    // 0-1 began on day 30; their shared contact 2 came on day 50.
    const TieStrengths strengths(4, {tie(0, 1, 30, 99), tie(0, 2, 50, 51), tie(1, 2, 50, 51), tie(2, 3, 0, 99)},
                                 {.at = 100 * day, .horizon_days = 10});
    const NewTieSurvival survival(strengths);
    const double overall = (1 + 4.0) / 13;
    CHECK(survival.evidence() == 3);
    // On day 50 ties 0-2 and 1-2 began at once: neither's shared contact is older than the other.
    CHECK_THAT(survival.chance(0), WithinRel((1 + 10 * overall) / 13));
    CHECK_THAT(survival.chance(1), WithinRel(overall));
}
