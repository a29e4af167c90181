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
