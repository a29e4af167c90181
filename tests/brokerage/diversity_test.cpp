#include <tertius/brokerage/diversity.hpp>
#include <tertius/graph/symmetrised.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// From the definition, tie by tie.
template <class Weight>
double by_definition(const TieGraph<Weight>& graph, PersonId ego)
{
    double total = 0;
    double alters = 0;
    for (const auto& tie : graph.ties_of(ego)) {
        total += tie.weight;
        alters += tie.weight > 0 ? 1 : 0;
    }
    if (alters < 2) return std::nan("");
    double sum = 0;
    for (const auto& tie : graph.ties_of(ego))
        if (tie.weight > 0) sum -= tie.weight / total * std::log(tie.weight / total) / std::log(alters);
    return sum;
}

void check_same(double found, double expected)
{
    if (std::isnan(expected))
        CHECK(std::isnan(found));
    else
        CHECK(found == Approx(expected).margin(1e-12));
}

}  // namespace

TEST_CASE("who favours nobody is as diverse as can be", "[diversity]")
{
    CHECK(diversity(star(7), 0) == 1);
    CHECK(std::isnan(diversity(star(7), 1)));
    // Shares 3/4 and 1/4: (3/4 ln 4/3 + 1/4 ln 4) / ln 2 = 2 - 3/4 log2 3 = 0.811278.
    CHECK(diversity(weighted_network(3, {{0, 1, 3.0F}, {0, 2, 1.0F}}), 0) == Approx(2 - .75 * std::log2(3)));
    // Shares 1/2, 1/4, 1/4: 1.5 bits of log2 3.
    CHECK(diversity(weighted_network(4, {{0, 1, 2.0F}, {0, 2, 1.0F}, {0, 3, 1.0F}}), 0) == Approx(1.5 / std::log2(3)));
}

TEST_CASE("diversity is what its definition says of everybody", "[diversity]")
{
    for (const bool weighted : {false, true}) {
        const auto graph = random_network<double>(60, 0.08, 11, weighted);
        const auto everybody = diversities(graph);
        for (const PersonId ego : graph.people()) {
            check_same(everybody[ego], by_definition(graph, ego));
            check_same(diversity(graph, ego), everybody[ego]);
        }
    }
}

TEST_CASE("diversity is the same in another unit and beside strangers", "[diversity]")
{
    const auto graph = weighted_network(4, {{0, 1, 2.0F}, {0, 2, 1.0F}, {0, 3, 5.0F}});
    const auto doubled = weighted_network(6, {{0, 1, 4.0F}, {0, 2, 2.0F}, {0, 3, 10.0F}, {4, 5, 1.0F}});
    CHECK(diversity(graph, 0) == Approx(diversity(doubled, 0)));
    // A tie of weight 0 makes no alter.
    CHECK(diversity(graph, 0) ==
          diversity(weighted_network(5, {{0, 1, 2.0F}, {0, 2, 1.0F}, {0, 3, 5.0F}, {0, 4, 0.0F}}), 0));
}

TEST_CASE("in a directed graph what goes either way is added up", "[diversity]")
{
    const auto graph = random_directed_network<float>(30, 0.1, 2, true);
    const auto together = symmetrised(graph);
    for (const PersonId ego : graph.people()) check_same(diversity(graph, ego), diversity(together, ego));
}

TEST_CASE("two directed ties too heavy to be added up are refused", "[diversity]")
{
    TieGraphBuilder<float, Direction::directed> builder(3);
    builder.add(0, 1, 3e38F).add(1, 0, 3e38F).add(0, 2, 1);
    const auto graph = std::move(builder).build();
    CHECK_THROWS_AS(diversity(graph, 0), InvalidInput);
    CHECK_THROWS_AS(diversities(graph), InvalidInput);
}

TEST_CASE("diversity is of somebody who is there, on any number of threads", "[diversity]")
{
    const auto graph = random_network(9000, 0.001, 3, true);
    const auto once = diversities(graph, {.threads = 1});
    for (const int threads : {2, 4}) {
        const auto again = diversities(graph, {.threads = threads});
        for (const PersonId ego : graph.people()) check_same(again[ego], once[ego]);
    }
    CHECK(diversities(TieGraph<>()).empty());
    CHECK_THROWS_AS(diversity(graph, 9000), UnknownPerson);
}
