#include "support/professional_networks.hpp"

#include <tertius/introductions/acquaintance.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace tertius;
using Catch::Matchers::WithinRel;
using test::Words;

TEST_CASE("two strong ties to one contact make it likely that two know each other", "[introductions][acquaintance]")
{
    // 1 and 2 share Ola with ties of .8 and .6, and nothing else: .8 * .6 / 2.
    const Network network(test::people_named({"Ola", "Ada", "Ben", "Cem", "Dee"}));
    const auto strengths = test::olas_strengths();
    const Acquaintance acquaintance(network, strengths.graph());
    CHECK_THAT(acquaintance.chance(1, 2), WithinRel(0.24));
    CHECK(acquaintance.chance(2, 1) == acquaintance.chance(1, 2));
    CHECK(acquaintance.chance(1, 4) == 0);
}

TEST_CASE("each shared contact adds to the chance", "[introductions][acquaintance]")
{
    const Network network(test::people_named({"Ola", "Ada", "Ben", "Cem"}));
    const auto strengths = test::strengths(4, {{0, 1, 1}, {0, 2, 1}, {1, 3, 0.5}, {2, 3, 0.5}});
    // Apart by 1 - 1/2 and by 1 - 1/8.
    CHECK_THAT(Acquaintance(network, strengths.graph()).chance(1, 2), WithinRel(1 - 0.5 * 0.875));
}

TEST_CASE("colleagues of a small organisation know each other more often than those of a large one",
          "[introductions][acquaintance]")
{
    Words names;
    Words organisations;
    for (int person = 0; person < 20; ++person) {
        names.push_back(std::to_string(person));
        organisations.push_back(person < 4 ? "Small" : "Large");
    }
    auto records = test::people_named(names);
    records.people.organisation = WordColumn(organisations);
    const Network network(records);
    const auto strengths = test::strengths(20, {});
    const Acquaintance acquaintance(network, strengths.graph());
    CHECK_THAT(acquaintance.chance(0, 1), WithinRel(0.5));   // 1 / sqrt(4)
    CHECK_THAT(acquaintance.chance(4, 5), WithinRel(0.25));  // 1 / sqrt(16)
    CHECK(acquaintance.chance(0, 4) == 0);
}

TEST_CASE("a department counts within its organisation only", "[introductions][acquaintance]")
{
    auto records = test::people_named({"Ada", "Ben", "Cem", "Dee"});
    records.people.organisation = WordColumn(Words{"Acme", "Acme", "Acme", "Initech"});
    records.people.department = WordColumn(Words{"Law", "Law", "", "Law"});
    const Network network(records);
    const auto strengths = test::strengths(4, {});
    const Acquaintance acquaintance(network, strengths.graph());
    CHECK_THAT(acquaintance.chance(0, 1), WithinRel(1 - (1 - 1 / std::sqrt(3.0)) * (1 - 1 / std::sqrt(2.0))));
    CHECK_THAT(acquaintance.chance(0, 2), WithinRel(1 / std::sqrt(3.0)));
    CHECK(acquaintance.chance(0, 3) == 0);

    records.people.organisation = {};
    const Network departments_only(records);
    CHECK_THAT(Acquaintance(departments_only, strengths.graph()).chance(0, 3), WithinRel(1 / std::sqrt(3.0)));
}

TEST_CASE("colleagues who were there at different times have not met there", "[introductions][acquaintance]")
{
    // Four of Acme. Ada was there from 0 to 100, by her tie to Dee; Ben from 50 to 90, Cem from 100 on.
    auto records = test::people_named({"Ada", "Ben", "Cem", "Dee", "Eve"});
    records.people.organisation = WordColumn(Words{"Acme", "Acme", "Acme", "Acme", "Initech"});
    records.relationships.from = KeyColumn(Keys(Words{"Ada", "Ben", "Cem", "Ada"}));
    records.relationships.to = KeyColumn(Keys(Words{"Dee", "Dee", "Dee", "Eve"}));
    records.relationships.type = WordColumn(Words{"peer", "peer", "peer", "contact"});
    records.relationships.since = {0, 50, 100, 0};
    records.relationships.until = {100, 90, no_time, no_time};
    const auto strengths = test::strengths(5, {});
    {
        const Network network(records);
        const Acquaintance acquaintance(network, strengths.graph());
        CHECK(acquaintance.chance(0, 1) == 0.5);  // all of Ben's time, in an organisation of four
        CHECK(acquaintance.chance(0, 2) == 0);    // Ada left as Cem came; that she still knows Eve is no matter
        CHECK(acquaintance.chance(1, 2) == 0);
        CHECK(acquaintance.chance(2, 3) == 0.5);  // Dee was there from 0 and still is
        CHECK(acquaintance.shares_unit(0, 2));
        CHECK_FALSE(acquaintance.shares_unit(0, 4));
    }
    records.relationships.since = {0, 75, 100, 0};
    records.relationships.until = {100, 125, no_time, no_time};
    {
        const Network network(records);  // half of Ben's 50 days with Ada
        CHECK(Acquaintance(network, strengths.graph()).chance(0, 1) == 0.25);
    }
    records.relationships.since = {0, no_time, 100, 0};
    {
        const Network network(records);  // since when Ben is there is not recorded
        CHECK(Acquaintance(network, strengths.graph()).chance(0, 1) == 0.5);
    }
}
