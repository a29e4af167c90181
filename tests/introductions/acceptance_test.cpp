#include "support/professional_networks.hpp"

#include <tertius/introductions/acceptance.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace tertius;
using Catch::Matchers::WithinRel;
using test::Words;

namespace {

constexpr PersonId ada = 0;
constexpr PersonId ben = 1;
constexpr PersonId cem = 2;
constexpr Time day = 86'400;

NetworkRecords three_people()
{
    return test::people_named({"Ada", "Ben", "Cem", "Dee"});
}

}  // namespace

TEST_CASE("each reason to say yes adds its weight to the log-odds", "[introductions][acceptance]")
{
    const Network network(three_people());
    const Acceptance acceptance(network, no_time);
    const auto& w = acceptance_weights;
    CHECK_THAT(acceptance.chance(ada, ben, 0.5, {}), WithinRel(probability(w.base)));
    CHECK_THAT(acceptance.chance(ada, ben, 0.8, {}), WithinRel(probability(w.base + w.standing * std::log(4))));
    CHECK_THAT(acceptance.chance(ada, ben, 0.5, {.needs_met = 1, .opening = 0.5}),
               WithinRel(probability(w.base + w.needs_met + w.opening / 2)));
}

TEST_CASE("even of the weakest and the strongest tie nothing is certain", "[introductions][acceptance]")
{
    const Network network(three_people());
    const Acceptance acceptance(network, no_time);
    CHECK(acceptance.chance(ada, ben, 0, {}) > 0);
    CHECK(acceptance.chance(ada, ben, 0, {}) == acceptance.chance(ada, ben, 0.02, {}));
    CHECK(acceptance.chance(ada, ben, 1, {}) < 1);
}

TEST_CASE("people would rather meet somebody senior", "[introductions][acceptance]")
{
    // Levels 1, 1, 4, 4 lie 1.5 from their mean: Cem stands two deviations above Ada.
    auto records = three_people();
    records.people.level = {1, 1, 4, 4};
    const Network network(records);
    const Acceptance acceptance(network, no_time);
    CHECK_THAT(acceptance.seniority(ada, cem), WithinRel(std::tanh(2)));
    CHECK_THAT(acceptance.seniority(cem, ada), WithinRel(-std::tanh(2)));
    CHECK(acceptance.seniority(ada, ben) == 0);
    CHECK(acceptance.chance(ada, cem, 0.5, {}) > acceptance.chance(ada, ben, 0.5, {}));
    CHECK(acceptance.chance(cem, ada, 0.5, {}) < acceptance.chance(ada, ben, 0.5, {}));

    records.people.level = {1, no_number, 1, 1};
    const Network unclear(records);
    const Acceptance without(unclear, no_time);
    CHECK(std::isnan(without.seniority(ada, ben)));
    CHECK(without.seniority(ada, cem) == 0);
    CHECK_THAT(without.chance(ada, ben, 0.5, {}), WithinRel(probability(acceptance_weights.base)));
}

TEST_CASE("who has been asked much lately says yes less often", "[introductions][acceptance]")
{
    // Up to day 40: Ada was asked twice within the last 30 days (one of them declined, which was work too), Ben once.
    auto records = three_people();
    records.people.capacity = {no_number, 2, 0, 0.5};
    records.introductions.broker = KeyColumn(Keys(Words{"Dee", "Dee", "Dee", "Cem"}));
    records.introductions.a = KeyColumn(Keys(Words{"Ada", "Ada", "Ada", "Ada"}));
    records.introductions.b = KeyColumn(Keys(Words{"Ben", "Cem", "Ben", "Ben"}));
    records.introductions.time = {20 * day, 40 * day, 10 * day, 41 * day};
    records.introductions.outcome = WordColumn(Words{"declined", "", "", ""});
    const Network network(records);
    const Acceptance acceptance(network, 40 * day);
    CHECK_THAT(acceptance.load(ada), WithinRel(2.0 / 3));
    CHECK(acceptance.load(ben) == 0.5);
    CHECK(acceptance.load(cem) == 2);  // can bear none, and was asked once
    CHECK(acceptance.load(3) == 1);
    CHECK(acceptance.chance(ada, ben, 0.5, {}) < acceptance.chance(ben, ada, 0.5, {}));
    CHECK(Acceptance(network, no_time).load(ada) == 0);
}
