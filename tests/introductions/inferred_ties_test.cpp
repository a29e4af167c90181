#include "support/professional_networks.hpp"

#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/inferred_ties.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <limits>
#include <stop_token>

using namespace tertius;
using Catch::Matchers::WithinRel;
using test::Words;

namespace {

/// Ola's export: four contacts, of whom Ada and Ben are the only two at Acme, Cem and Dee the only two at Initech.
NetworkRecords a_star()
{
    auto records = test::people_named({"Ola", "Ada", "Ben", "Cem", "Dee"});
    records.people.organisation = WordColumn(Words{"", "Acme", "Acme", "Initech", "Initech"});
    return records;
}

const std::initializer_list<std::tuple<PersonId, PersonId, double>> olas_ties{
    {0, 1, 0.8}, {0, 2, 0.5}, {0, 3, 0.4}, {0, 4, 0.4}};

}  // namespace

TEST_CASE("colleagues among one's contacts most likely know each other", "[introductions][inferred_ties]")
{
    // Apart by 1 - 1/sqrt 2 as colleagues of two, and by 1 - .8 * .5 / 2 through Ola.
    const Network network(a_star());
    const auto strengths = test::strengths(5, olas_ties);
    const auto ties = inferred_ties(network, strengths.graph(), 0);
    REQUIRE(ties.size() == 2);
    CHECK(ties[0].a == 1);
    CHECK(ties[0].b == 2);
    CHECK(ties[0].same_unit);
    CHECK_THAT(ties[0].chance, WithinRel(1 - (1 - std::sqrt(0.5)) * 0.8));
    CHECK(ties[1].a == 3);
    CHECK(ties[1].b == 4);
    CHECK_THAT(ties[1].chance, WithinRel(1 - (1 - std::sqrt(0.5)) * 0.92));
    CHECK(strengths.tie_count() == 4);  // the recorded ties are left as they were
}

TEST_CASE("what is recorded need not be inferred", "[introductions][inferred_ties]")
{
    auto records = a_star();
    records.interactions.from = KeyColumn(Keys(Words{"Ben"}));
    records.interactions.to = KeyColumn(Keys(Words{"Ada"}));
    records.interactions.time = {5};
    const Network network(records);
    const auto strengths = test::strengths(5, {{0, 1, 0.8}, {0, 2, 0.5}, {0, 3, 0.4}, {0, 4, 0.4}, {3, 4, 0.1}});
    CHECK(inferred_ties(network, strengths.graph(), 0).empty());
}

TEST_CASE("a lower bar infers ties by shared contacts alone", "[introductions][inferred_ties]")
{
    const Network network(a_star());
    const auto strengths = test::strengths(5, olas_ties);
    const auto ties = inferred_ties(network, strengths.graph(), 0, {.least = 0.01});
    REQUIRE(ties.size() == 6);
    CHECK(ties[2].same_unit == false);
    CHECK(ties[2].a == 1);  // 1-3 and 1-4 are equal: the lower comes first
    CHECK(ties[2].b == 3);
    CHECK_THAT(ties[2].chance, WithinRel(0.16));
    CHECK(inferred_ties(network, strengths.graph(), 0, {.least = 0.01, .consider = 3}).size() == 3);
    CHECK(inferred_ties(network, strengths.graph(), 1, {.least = 0.01}).empty());
}

TEST_CASE("inferring refuses what it cannot answer", "[introductions][inferred_ties]")
{
    const Network network(a_star());
    const auto strengths = test::strengths(5, olas_ties);
    const auto& graph = strengths.graph();
    CHECK_THROWS_AS(inferred_ties(network, graph, 5), UnknownPerson);
    CHECK_THROWS_AS(inferred_ties(network, test::strengths(4, {}).graph(), 0), InvalidInput);
    for (const double least : {0.0, 1.5, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(inferred_ties(network, graph, 0, {.least = least}), InvalidOption);
    CHECK_THROWS_AS(inferred_ties(network, graph, 0, {.consider = 1}), InvalidOption);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(inferred_ties(network, graph, 0, {.execution = {.stop = stop.get_token()}}), Cancelled);
}
