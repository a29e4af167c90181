#include <tertius/introductions/introduced_pairs.hpp>

#include <catch2/catch_test_macros.hpp>

#include "support/records.hpp"

using namespace tertius;

TEST_CASE("a pair introduced twice by one person counts once, at the first time", "[introductions][introduced_pairs]")
{
    const Network network = test::Records()
                                .introduction("Ola", "Ben", "Ada", 20)
                                .introduction("Ola", "Ada", "Ben", 10)
                                .introduction("Eve", "Ada", "Ben", 30)
                                .network();
    const auto pairs = introduced_pairs(network.introductions(), 100);
    const auto [ada, ben, eve, ola] = std::tuple(0U, 1U, 2U, 3U);  // in the order of their names
    REQUIRE(pairs.size() == 2);
    CHECK(pairs[0] == IntroducedPair{eve, ada, ben, 30, 2});
    CHECK(pairs[1] == IntroducedPair{ola, ada, ben, 10, 1});
}

TEST_CASE("of several records of an introduction the first that tells what came of it counts", "[introduced_pairs]")
{
    const Network network = test::Records()
                                .introduction("Ola", "Ada", "Ben", 10, "introduced")
                                .introduction("Ola", "Ada", "Ben", 20, "project")
                                .introduction("Ola", "Ada", "Ben", 30, "company")
                                .network();
    const auto pairs = introduced_pairs(network.introductions(), 100);
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].time == 10);
    CHECK(pairs[0].row == 1);
}

TEST_CASE("what is only asked for, declined or still to come joins nobody", "[introductions][introduced_pairs]")
{
    const Network network = test::Records()
                                .introduction("Ola", "Ada", "Ben", 10, "proposed")
                                .introduction("Ola", "Ada", "Cem", 10, "declined")
                                .introduction("Ola", "Ben", "Cem", 50)
                                .introduction("Ola", "Ada", "Dee", 10, "project")
                                .network();
    const auto pairs = introduced_pairs(network.introductions(), 49);
    REQUIRE(pairs.size() == 1);
    CHECK(network.display_name(pairs[0].b) == "Dee");
    CHECK(introduced_pairs(Introductions{}, 49).empty());
}
