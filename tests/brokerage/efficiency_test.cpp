#include <tertius/brokerage/efficiency.hpp>

#include <tertius/brokerage/effective_size.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

TEST_CASE("among strangers nobody is redundant, in a clique all but one are", "[efficiency]")
{
    CHECK(efficiency(star(4), 0) == 1);
    CHECK(efficiency(clique(5), 2) == Approx(0.25));
    // Person 3 has an effective size of 2.5 and 4 alters.
    CHECK(efficiency(two_cliques_and_a_broker(), 3) == Approx(0.625));
}

TEST_CASE("efficiency is effective size for each alter", "[efficiency]")
{
    for (const bool weighted : {false, true}) {
        const auto club = karate_club<double>(weighted);
        const auto sizes = effective_sizes(club);
        const auto everybody = efficiencies(club);
        for (const PersonId ego : club.people()) {
            CHECK(everybody[ego] == Approx(sizes[ego] / static_cast<double>(club.degree(ego))));
            CHECK(efficiency(club, ego) == everybody[ego]);
        }
    }
    // Person 0 has 16 alters: 13.75 / 16 (NetworkX 3.6 `effective_size`).
    CHECK(efficiency(karate_club(), 0) == Approx(0.859375));
}

TEST_CASE("somebody tied by weight 0 is no alter", "[efficiency]")
{
    const auto graph = weighted_network<>(4, {{0, 1, 2.0F}, {0, 2, 0.0F}, {2, 3, 0.0F}});
    CHECK(efficiency(graph, 0) == 1);
    CHECK(std::isnan(efficiency(graph, 2)));
    CHECK(std::isnan(efficiencies(graph)[3]));
}

TEST_CASE("in a directed graph the alters of either direction count", "[efficiency]")
{
    const auto graph = random_directed_network<double>(30, 0.08, 2, true);
    const auto everybody = efficiencies(graph);
    for (const PersonId ego : graph.people())
        if (!std::isnan(everybody[ego])) CHECK(efficiency(graph, ego) == everybody[ego]);
    CHECK(efficiency(directed_network(3, {{0, 1}, {2, 0}}), 0) == 1);
}

TEST_CASE("everybody's efficiency is the same to the last bit on any number of threads", "[efficiency]")
{
    const auto graph = random_network(1500, 0.01, 7, true);
    const auto once = efficiencies(graph, {.threads = 1});
    for (const int threads : {2, 3, 4, 8}) CHECK(efficiencies(graph, {.threads = threads}) == once);
    CHECK(efficiencies(TieGraph<>()).empty());
    CHECK_THROWS_AS(efficiency(graph, 1500), UnknownPerson);
}
