#include <tertius/brokerage/simmelian_strength.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace tertius;
using namespace tertius::test;

namespace {

bool same(const SimmelianTie& a, const SimmelianTie& b)
{
    return a.a == b.a && a.b == b.b && a.strength == b.strength;
}

}  // namespace

TEST_CASE("a tie in a clique is held by everybody else in it", "[simmelian_strength]")
{
    CHECK(simmelian_strength(clique(5), 0, 3) == 3);
    CHECK(simmelian_strength(star(4), 0, 1) == 0);
    const auto rows = simmelian_strengths(two_cliques_and_a_broker());
    REQUIRE(rows.size() == 14);
    for (const auto& row : rows) CHECK(row.strength == (row.a == 4 || row.b == 4 ? 0 : 2));
}

TEST_CASE("only ties that go both ways hold and are held", "[simmelian_strength]")
{
    // 0, 1, 2 all tied both ways; 3 is tied both ways to 0 but 1 only turns to 3.
    const auto graph = directed_network(4, {{0, 1}, {1, 0}, {0, 2}, {2, 0}, {1, 2}, {2, 1}, {0, 3}, {3, 0}, {1, 3}});
    CHECK(simmelian_strength(graph, 0, 1) == 1);
    CHECK(simmelian_strength(graph, 3, 0) == 0);
    CHECK(simmelian_strength(graph, 1, 3) == 0);
    CHECK(simmelian_strengths(graph).size() == 4);
}

TEST_CASE("Simmelian strength is what its definition says, for one tie and for all", "[simmelian_strength]")
{
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        const auto graph = random_directed_network(30, 0.08 * static_cast<double>(seed), seed, true);
        const auto mutual = [&](PersonId a, PersonId b) { return graph.weight(a, b) > 0 && graph.weight(b, a) > 0; };
        std::size_t place = 0;
        const auto rows = simmelian_strengths(graph);
        for (PersonId a = 0; a < 30; ++a)
            for (PersonId b = a + 1; b < 30; ++b) {
                if (!mutual(a, b)) {
                    CHECK(simmelian_strength(graph, a, b) == 0);
                    continue;
                }
                const auto held_by = static_cast<std::uint64_t>(
                    std::ranges::count_if(graph.people(), [&](PersonId q) { return mutual(a, q) && mutual(q, b); }));
                REQUIRE(place < rows.size());
                CHECK(same(rows[place++], {a, b, held_by}));
                CHECK(simmelian_strength(graph, b, a) == held_by);
            }
        CHECK(place == rows.size());
    }
}

TEST_CASE("an undirected graph and both of its directions say the same", "[simmelian_strength]")
{
    const auto graph = random_network(60, 0.15, 3);
    CHECK(std::ranges::equal(simmelian_strengths(graph), simmelian_strengths(both_directions(graph)), same));
}

TEST_CASE("a tie of weight 0 is none, and nobody is tied to themselves", "[simmelian_strength]")
{
    const auto graph = weighted_network<>(3, {{0, 1, 1.0F}, {1, 2, 1.0F}, {0, 2, 0.0F}});
    CHECK(simmelian_strength(graph, 0, 1) == 0);
    CHECK(simmelian_strengths(graph).size() == 2);
    CHECK_THROWS_AS(simmelian_strength(graph, 1, 1), InvalidInput);
    CHECK_THROWS_AS(simmelian_strength(graph, 1, 3), UnknownPerson);
    CHECK(simmelian_strengths(TieGraph<>()).empty());
}

TEST_CASE("all Simmelian strengths are the same on any number of threads", "[simmelian_strength]")
{
    const auto graph = random_directed_network(800, 0.03, 7);
    const auto once = simmelian_strengths(graph, {.threads = 1});
    for (const int threads : {2, 3, 4, 8})
        CHECK(std::ranges::equal(simmelian_strengths(graph, {.threads = threads}), once, same));
}
