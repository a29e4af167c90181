#include <tertius/brokerage/constraint.hpp>

#include <tertius/graph/symmetrised.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// The formula read aloud, over all pairs of people.
template <class Weight>
double constraint_by_definition(const TieGraph<Weight>& graph, PersonId ego)
{
    const auto share = [&](PersonId a, PersonId b) { return graph.weight(a, b) / graph.weighted_degree(a); };
    if (graph.weighted_degree(ego) == 0) return std::numeric_limits<double>::quiet_NaN();
    double total = 0;
    for (const PersonId alter : graph.people()) {
        if (graph.weight(ego, alter) == 0) continue;
        double invested = share(ego, alter);
        for (const PersonId through : graph.people())
            if (through != ego && through != alter && graph.weight(ego, through) > 0)
                invested += share(ego, through) * share(through, alter);
        total += invested * invested;
    }
    return total;
}

template <class Weight>
void agrees_with_definition(const TieGraph<Weight>& graph)
{
    const auto everybody = constraints(graph);
    for (const PersonId ego : graph.people()) {
        const double expected = constraint_by_definition(graph, ego);
        if (std::isnan(expected)) {
            CHECK(std::isnan(everybody[ego]));
            CHECK(std::isnan(constraint(graph, ego)));
        } else {
            CHECK(everybody[ego] == Approx(expected).epsilon(1e-12));
            CHECK(constraint(graph, ego) == everybody[ego]);
        }
    }
}

}  // namespace

TEST_CASE("a hub of strangers is constrained by each of them a little, they by the hub alone", "[constraint]")
{
    // Hub of 4: each alter has the share 1/4 and nobody else leads there, so 4 * (1/4)^2 = 1/4.
    // A stranger invests all in the hub; the hub is their only alter: 1.
    const auto graph = star(4);
    CHECK(constraint(graph, 0) == 0.25);
    CHECK(constraint(graph, 1) == 1.0);
}

TEST_CASE("in a triangle each friend is reached directly and through the other", "[constraint]")
{
    // 1/2 directly and 1/2 * 1/2 through the third, twice: 2 * (3/4)^2 = 1.125.
    CHECK(constraint(clique(3), 0) == Approx(1.125));
    // Of four: 1/3 + 2 * 1/9 = 5/9, three times: 3 * 25/81.
    CHECK(constraint(clique(4), 0) == Approx(75.0 / 81));
}

TEST_CASE("the heavier tie constrains more", "[constraint]")
{
    // A path 1 - 0 - 2 with weights 3 and 1: (3/4)^2 + (1/4)^2 = 10/16.
    CHECK(constraint(weighted_network<>(3, {{0, 1, 3.0F}, {0, 2, 1.0F}}), 0) == Approx(0.625));
}

TEST_CASE("a person between two cliques is less constrained than their members", "[constraint]")
{
    const auto graph = two_cliques_and_a_broker();
    // The broker's two alters are strangers: 2 * (1/2)^2.
    CHECK(constraint(graph, 4) == 0.5);
    CHECK(constraint(graph, 4) < constraint(graph, 0));
    CHECK(constraint(graph, 3) < constraint(graph, 0));
}

TEST_CASE("the karate club's leaders are the least constrained", "[constraint]")
{
    // Worked out with NetworkX 3.6 `constraint`.
    const auto plain = constraints(karate_club());
    CHECK(plain[0] == Approx(0.155423).epsilon(1e-5));
    CHECK(plain[1] == Approx(0.279535).epsilon(1e-5));
    CHECK(plain[9] == Approx(0.5));
    CHECK(plain[16] == Approx(0.78125));
    CHECK(plain[33] == Approx(0.156419).epsilon(1e-5));
    const auto weighted = constraints(karate_club(true));
    CHECK(weighted[0] == Approx(0.190623).epsilon(1e-5));
    CHECK(weighted[1] == Approx(0.340902).epsilon(1e-5));
    CHECK(weighted[9] == Approx(0.555556).epsilon(1e-5));
    CHECK(weighted[16] == Approx(0.939749).epsilon(1e-5));
    CHECK(weighted[33] == Approx(0.186287).epsilon(1e-5));
}

TEST_CASE("constraint is what its definition says, for one and for everybody", "[constraint]")
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        agrees_with_definition(random_network(25, 0.05 * static_cast<double>(seed % 10), seed));
        agrees_with_definition(random_network<double>(25, 0.05 * static_cast<double>(seed % 10), seed, true));
    }
}

TEST_CASE("ties of weight 0 constrain nobody", "[constraint]")
{
    agrees_with_definition(weighted_network<double>(
        6, {{0, 1, 2.0}, {0, 2, 0.0}, {1, 2, 1.0}, {2, 3, 0.0}, {0, 3, 0.0}, {1, 3, 0.0}, {4, 5, 0.0}}));
}

TEST_CASE("weighing all ties alike more changes no constraint, however large or small", "[constraint]")
{
    const auto graph = random_network<double>(40, 0.2, 3, true);
    const auto plain = constraints(graph);
    for (const double factor : {2.0, 3.0, 0x1p-990, 1e300}) {
        TieGraphBuilder<double> builder(40);
        for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
        const auto scaled = constraints(builder.build());
        for (PersonId ego = 0; ego < 40; ++ego) CHECK(scaled[ego] == Approx(plain[ego]).epsilon(1e-12));
    }
}

TEST_CASE("everybody's constraint is the same to the last bit on any number of threads", "[constraint]")
{
    const auto graph = random_network(1500, 0.01, 7, true);
    const auto once = constraints(graph, {.threads = 1});
    for (const int threads : {2, 3, 4, 8}) CHECK(constraints(graph, {.threads = threads}) == once);
}

TEST_CASE("an isolate is constrained by nobody, and a stranger to the graph is unknown", "[constraint]")
{
    const auto graph = network(3, {{0, 1}});
    CHECK(std::isnan(constraint(graph, 2)));
    CHECK(std::isnan(constraints(graph)[2]));
    CHECK(constraints(TieGraph<>()).empty());
    CHECK_THROWS_AS(constraint(graph, 3), UnknownPerson);
}

TEST_CASE("a stopped call for everybody's constraint answers nothing", "[constraint]")
{
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(constraints(clique(5), {.stop = source.get_token()}), Cancelled);
}

TEST_CASE("in a directed graph what passes either way is added up, for one and for everybody", "[constraint]")
{
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        const auto graph = random_directed_network<double>(30, 0.02 * static_cast<double>(seed), seed, seed % 2 == 1);
        const auto expected = constraints(symmetrised(graph));
        const auto found = constraints(graph);
        for (const PersonId ego : graph.people()) {
            if (std::isnan(expected[ego])) {
                CHECK(std::isnan(constraint(graph, ego)));
                continue;
            }
            CHECK(found[ego] == expected[ego]);
            CHECK(constraint(graph, ego) == expected[ego]);
        }
    }
    CHECK_THROWS_AS(constraint(directed_network(2, {{0, 1}}), 2), UnknownPerson);
}

TEST_CASE("ties that are too heavy together are refused by the people's own numbers", "[constraint]")
{
    constexpr auto most = std::numeric_limits<float>::max();
    TieGraphBuilder<float, Direction::directed> builder(9);
    const auto graph = builder.add(4, 7, most).add(7, 4, most).add(1, 2).build();
    CHECK_THROWS_WITH(constraint(graph, 4), Catch::Matchers::ContainsSubstring("people 4 and 7"));
    CHECK_THROWS_AS(constraints(graph), InvalidInput);
    CHECK(constraint(graph, 1) == 1);
}
