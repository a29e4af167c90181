#include <tertius/strength/infer_types.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <map>
#include <utility>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

TEST_CASE("the chances of a pair add up to 1, over all types and both ways round", "[strength]")
{
    const auto guesses = infer_types(test::network_of(30, test::office_log(30, 1)));
    std::map<std::pair<PersonId, PersonId>, std::pair<double, int>> of_pair;
    for (const TypeGuess& guess : guesses) {
        auto& [sum, rows] = of_pair[std::minmax(guess.person, guess.alter)];
        sum += guess.probability;
        ++rows;
        CHECK_FALSE(guess.declared);
    }
    CHECK(of_pair.size() > 50);
    for (const auto& [pair, told] : of_pair) {
        CHECK(told.first == Approx(1));
        CHECK(told.second == 11);  // four directed types both ways round, three that have none
    }
}

TEST_CASE("declared beats inferred, also several and told from the other side", "[strength]")
{
    test::Records records;
    records.relationship("Ben", "Ada", "mentee").relationship("Ada", "Ben", "cross departmental");
    for (int week = 0; week < 20; ++week) records.interaction("Ada", "Ben", 7 * day * week);
    const Network network = records.network();
    const auto guesses = infer_types(network);
    REQUIRE(guesses.size() == 2);
    CHECK(guesses[0].type == RelationshipType::mentor);
    CHECK(guesses[0].person == network.person("Ada"));
    CHECK(guesses[1].type == RelationshipType::cross_departmental);
    for (const TypeGuess& guess : guesses) {
        CHECK(guess.probability == 1);
        CHECK(guess.declared);
    }
}

TEST_CASE("swapping the names swaps the direction and nothing else", "[strength]")
{
    const auto network = [](const char* senior, const char* junior) {
        test::Records records;
        records.person({.key = senior, .organisation = "Acme", .level = 5})
            .person({.key = junior, .organisation = "Acme", .level = 1});
        for (int week = 0; week < 20; ++week) records.interaction(senior, junior, 7 * day * week);
        return records.network();
    };
    const Network one = network("Ada", "Ben");
    const Network two = network("Ben", "Ada");
    const auto told = infer_types(one);
    const auto swapped = infer_types(two);
    REQUIRE(told.size() == swapped.size());
    CHECK(told.front().type == RelationshipType::supervisor);
    CHECK(one.key(told.front().person) == Key("Ada"));
    CHECK(two.key(swapped.front().person) == Key("Ben"));
    for (const TypeGuess& guess : told) {
        double other = -1;
        for (const TypeGuess& match : swapped)
            if (match.type == guess.type &&
                (two.key(match.person) == Key("Ben")) == (one.key(guess.person) == Key("Ada")))
                other = match.probability;
        if (is_directed(guess.type)) CHECK(other == Approx(guess.probability));
    }
}

TEST_CASE("types that a network declares often are expected more", "[strength]")
{
    test::Records records;
    records.interaction("Ada", "Ben", 0).interaction("Ada", "Ben", 20 * day);
    const auto chance = [](const Network& network) {
        for (const TypeGuess& guess : infer_types(network))
            if (guess.type == RelationshipType::advisor && !guess.declared) return guess.probability;
        return 0.;
    };
    const double before = chance(records.network());
    for (int pair = 0; pair < 40; ++pair)
        records.relationship("a" + std::to_string(pair), "b" + std::to_string(pair), "advisor");
    CHECK(chance(records.network()) > 3 * before);
}

TEST_CASE("later records change nothing", "[strength]")
{
    test::Records records;
    for (int week = 0; week < 10; ++week) records.interaction("Ada", "Ben", 7 * day * week);
    const auto before = infer_types(records.network(), {.at = 70 * day});
    for (int hour = 0; hour < 50; ++hour) records.interaction("Ben", "Ada", 80 * day + 3600 * hour);
    const auto after = infer_types(records.network(), {.at = 70 * day});
    REQUIRE(before.size() == after.size());
    for (std::size_t row = 0; row < before.size(); ++row) CHECK(before[row].probability == after[row].probability);
}
