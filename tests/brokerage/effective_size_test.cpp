#include <tertius/brokerage/effective_size.hpp>

#include <tertius/graph/symmetrised.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// The formula read aloud, over all pairs of people.
template <class Weight>
double effective_size_by_definition(const TieGraph<Weight>& graph, PersonId ego)
{
    if (graph.weighted_degree(ego) == 0) return std::numeric_limits<double>::quiet_NaN();
    double total = 0;
    for (const PersonId alter : graph.people()) {
        if (graph.weight(ego, alter) == 0) continue;
        double heaviest = 0;
        for (const PersonId other : graph.people())
            heaviest = std::max(heaviest, static_cast<double>(graph.weight(alter, other)));
        double redundancy = 0;
        for (const PersonId other : graph.people())
            if (other != ego && other != alter)
                redundancy +=
                    graph.weight(ego, other) / graph.weighted_degree(ego) * graph.weight(alter, other) / heaviest;
        total += 1 - redundancy;
    }
    return total;
}

template <class Weight>
void agrees_with_definition(const TieGraph<Weight>& graph)
{
    const auto everybody = effective_sizes(graph);
    for (const PersonId ego : graph.people()) {
        const double expected = effective_size_by_definition(graph, ego);
        if (std::isnan(expected)) {
            CHECK(std::isnan(everybody[ego]));
            CHECK(std::isnan(effective_size(graph, ego)));
        } else {
            CHECK(everybody[ego] == Approx(expected).epsilon(1e-12));
            CHECK(effective_size(graph, ego) == everybody[ego]);
        }
    }
}

}  // namespace

TEST_CASE("strangers all count, friends of each other count as one", "[effective_size]")
{
    CHECK(effective_size(star(4), 0) == 4);
    // In a clique of 4, ego's 3 alters have 3 ties among them: 3 - 2 * 3/3 = 1.
    CHECK(effective_size(clique(4), 0) == Approx(1));
    // Person 3 has three clique friends with 3 ties among them, and the broker: 4 - 2 * 3/4 = 2.5.
    CHECK(effective_size(two_cliques_and_a_broker(), 3) == Approx(2.5));
    CHECK(effective_size(two_cliques_and_a_broker(), 4) == 2);
}

TEST_CASE("an alter is redundant as far as their own heaviest tie goes to where ego invests", "[effective_size]")
{
    // A triangle with weights 01: 2, 02: 1, 12: 4. For ego 0: alter 1's tie to 2 is their heaviest, and 1/3
    // of ego's weight goes to 2: 1 - 1/3; alter 2's tie to 1 is their heaviest, and 2/3 goes to 1: 1 - 2/3.
    // In all 1. For ego 1 (weights 2 and 4): alter 0 has 1/2 to person 2, where 4/6 goes: 1 - 1/3; alter 2
    // has 1/4 to person 0, where 2/6 goes: 1 - 1/12.
    const auto graph = weighted_network<>(3, {{0, 1, 2.0F}, {0, 2, 1.0F}, {1, 2, 4.0F}});
    CHECK(effective_size(graph, 0) == Approx(1));
    CHECK(effective_size(graph, 1) == Approx(2 - 5.0 / 12));
}

TEST_CASE("the karate club's leaders have the largest effective sizes", "[effective_size]")
{
    // Worked out with NetworkX 3.6 `effective_size`.
    const auto plain = effective_sizes(karate_club());
    CHECK(plain[0] == Approx(13.75));
    CHECK(plain[33] == Approx(15.235294).epsilon(1e-6));
    const auto weighted = effective_sizes(karate_club(true));
    CHECK(weighted[0] == Approx(13.775));
    CHECK(weighted[33] == Approx(15.228919).epsilon(1e-6));
}

TEST_CASE("effective size is what its definition says, for one and for everybody", "[effective_size]")
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        agrees_with_definition(random_network(25, 0.05 * static_cast<double>(seed % 10), seed));
        agrees_with_definition(random_network<double>(25, 0.05 * static_cast<double>(seed % 10), seed, true));
    }
}

TEST_CASE("ties of weight 0 make nobody's network larger", "[effective_size]")
{
    agrees_with_definition(weighted_network<double>(
        6, {{0, 1, 2.0}, {0, 2, 0.0}, {1, 2, 1.0}, {2, 3, 0.0}, {0, 3, 0.0}, {1, 3, 0.0}, {4, 5, 0.0}}));
}

TEST_CASE("weighing all ties alike more changes no effective size, however large or small", "[effective_size]")
{
    const auto graph = random_network<double>(40, 0.2, 3, true);
    const auto plain = effective_sizes(graph);
    for (const double factor : {2.0, 3.0, 0x1p-990, 1e300}) {
        TieGraphBuilder<double> builder(40);
        for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
        const auto scaled = effective_sizes(builder.build());
        for (PersonId ego = 0; ego < 40; ++ego) CHECK(scaled[ego] == Approx(plain[ego]).epsilon(1e-12));
    }
}

TEST_CASE("everybody's effective size is the same to the last bit on any number of threads", "[effective_size]")
{
    const auto graph = random_network(1500, 0.01, 7, true);
    const auto once = effective_sizes(graph, {.threads = 1});
    for (const int threads : {2, 3, 4, 8}) CHECK(effective_sizes(graph, {.threads = threads}) == once);
}

TEST_CASE("an isolate has no effective size, and a stranger to the graph is unknown", "[effective_size]")
{
    const auto graph = network(3, {{0, 1}});
    CHECK(std::isnan(effective_size(graph, 2)));
    CHECK(std::isnan(effective_sizes(graph)[2]));
    CHECK(effective_sizes(TieGraph<>()).empty());
    CHECK_THROWS_AS(effective_size(graph, 3), UnknownPerson);
}

TEST_CASE("in a directed graph what passes either way is added up, for one and for everybody", "[effective_size]")
{
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        const auto graph = random_directed_network<double>(30, 0.02 * static_cast<double>(seed), seed, seed % 2 == 1);
        const auto expected = effective_sizes(symmetrised(graph));
        const auto found = effective_sizes(graph);
        for (const PersonId ego : graph.people()) {
            if (std::isnan(expected[ego])) {
                CHECK(std::isnan(effective_size(graph, ego)));
                continue;
            }
            CHECK(found[ego] == expected[ego]);
            CHECK(effective_size(graph, ego) == expected[ego]);
        }
    }
    CHECK_THROWS_AS(effective_size(directed_network(2, {{0, 1}}), 2), UnknownPerson);
}

TEST_CASE("ties that are too heavy together are refused by the people's own numbers", "[effective_size]")
{
    constexpr auto most = std::numeric_limits<float>::max();
    TieGraphBuilder<float, Direction::directed> builder(9);
    const auto graph = builder.add(4, 7, most).add(7, 4, most).add(1, 2).build();
    CHECK_THROWS_WITH(effective_size(graph, 4), Catch::Matchers::ContainsSubstring("people 4 and 7"));
    CHECK_THROWS_AS(effective_sizes(graph), InvalidInput);
    CHECK(effective_size(graph, 1) == 1);
}
