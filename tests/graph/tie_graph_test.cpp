#include <tertius/graph/tie_graph.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <ranges>
#include <type_traits>
#include <vector>

#include "support/networks.hpp"

using namespace tertius;

TEST_CASE("Ada knows Ben and Cy, and each of them knows her", "[graph]")
{
    const auto graph = test::weighted_network<float>(3, {{0, 1, 2.0F}, {2, 0, 0.5F}});
    CHECK(graph.size() == 3);
    CHECK(graph.tie_count() == 2);
    CHECK(graph.end_count() == 4);
    CHECK(std::ranges::equal(graph.alters(0), std::vector<PersonId>{1, 2}));
    CHECK(std::ranges::equal(graph.weights(0), std::vector<float>{2.0F, 0.5F}));
    CHECK(graph.weight(1, 0) == 2.0F);
    CHECK(graph.weight(1, 2) == 0.0F);
    CHECK(graph.has_tie(2, 0));
    CHECK_FALSE(graph.has_tie(1, 2));
    CHECK(graph.weighted_degree(0) == 2.5);
    CHECK(std::ranges::equal(graph.in_alters(1), graph.alters(1)));
}

TEST_CASE("every tie is walked once, from its lower person", "[graph]")
{
    const auto graph = test::network(6, {{4, 1}, {0, 5}, {2, 1}, {5, 4}});
    std::vector<std::pair<PersonId, PersonId>> seen;
    for (const auto& tie : graph.ties()) seen.emplace_back(tie.source, tie.target);
    CHECK(seen == std::vector<std::pair<PersonId, PersonId>>{{0, 5}, {1, 2}, {1, 4}, {4, 5}});
}

TEST_CASE("ties are told apart by their people, from whichever side", "[graph]")
{
    const auto graph = test::weighted_network<float>(3, {{0, 1, 3.0F}, {1, 2, 4.0F}});
    const auto from_0 = *graph.ties_of(0).begin();
    const auto from_1 = *graph.ties_of(1).begin();
    CHECK(from_0 == from_1);
    CHECK(from_0.target == from_1.source);
    CHECK(from_1.weight == 3.0F);
    CHECK(graph.alters()[from_1.end] == 0);
}

TEST_CASE("people and ties are ranges of the standard library", "[graph]")
{
    using Graph = TieGraph<>;
    STATIC_REQUIRE(std::ranges::random_access_range<decltype(std::declval<Graph>().people())>);
    STATIC_REQUIRE(std::ranges::forward_range<decltype(std::declval<Graph>().ties())>);
    const auto graph = test::star(4);
    auto heavy = graph.people() | std::views::filter([&](PersonId person) { return graph.degree(person) > 1; });
    CHECK(std::ranges::distance(heavy) == 1);
    CHECK(std::ranges::count_if(graph.ties(), [](const auto& tie) { return tie.source == 0; }) == 4);
}

TEST_CASE("asking Ben for advice does not mean that he asks back", "[graph]")
{
    TieGraphBuilder<double, Direction::directed> builder(3);
    builder.add(0, 1, 2).add(2, 1, 3).add(1, 0, 5);
    const auto graph = builder.build();
    CHECK(graph.tie_count() == 3);
    CHECK(graph.weight(2, 1) == 3.0);
    CHECK(graph.weight(1, 2) == 0.0);
    CHECK(std::ranges::equal(graph.in_alters(1), std::vector<PersonId>{0, 2}));
    CHECK(std::ranges::equal(graph.in_weights(1), std::vector<double>{2, 3}));
    for (const auto& tie : graph.in_ties_of(1)) CHECK(tie.target == 1);
    CHECK(std::ranges::distance(graph.ties()) == 3);
}

TEST_CASE("a graph of nobody, and of people who know nobody, answers all the same", "[graph]")
{
    CHECK(TieGraph<>().size() == 0);
    CHECK(TieGraph<>().ties().empty());
    const auto strangers = test::network(3, {});
    CHECK(strangers.tie_count() == 0);
    CHECK(strangers.ties().empty());
    CHECK(strangers.alters(2).empty());
    CHECK(strangers.weighted_degree(1) == 0);
}

TEST_CASE("whoever is not in the graph is named with what would be", "[graph]")
{
    const auto graph = test::star(2);
    CHECK_NOTHROW(require_person(graph, 2));
    try {
        require_person(graph, 3);
        FAIL("person 3 is not there");
    } catch (const UnknownPerson& error) {
        CHECK(std::string(error.what()).find("person 3") != std::string::npos);
        CHECK(error.code() == "person.unknown");
    }
}
