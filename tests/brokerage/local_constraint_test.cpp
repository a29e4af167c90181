#include <tertius/brokerage/local_constraint.hpp>

#include <tertius/brokerage/constraint.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <ranges>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// The formula read aloud.
template <class Weight>
double by_definition(const TieGraph<Weight>& graph, PersonId ego, PersonId alter)
{
    const auto share = [&](PersonId a, PersonId b) { return graph.weight(a, b) / graph.weighted_degree(a); };
    double invested = share(ego, alter);
    for (const PersonId through : graph.people())
        if (through != ego && through != alter && graph.weight(ego, through) > 0)
            invested += share(ego, through) * share(through, alter);
    return invested * invested;
}

bool same(const LocalConstraint& a, const LocalConstraint& b)
{
    return a.ego == b.ego && a.alter == b.alter && a.constraint == b.constraint;
}

}  // namespace

TEST_CASE("an alter constrains directly, and through those whom both know", "[local_constraint]")
{
    // Person 0 of a path 1 - 0 - 2 with weights 3 and 1: (3/4)^2 and (1/4)^2.
    const auto path = local_constraints(weighted_network<>(3, {{0, 1, 3.0F}, {0, 2, 1.0F}}), 0);
    REQUIRE(path.size() == 2);
    CHECK(path[0].alter == 1);
    CHECK(path[0].constraint == Approx(0.5625));
    CHECK(path[1].constraint == Approx(0.0625));
    // In a triangle 1/2 directly and 1/4 through the third.
    CHECK(local_constraints(clique(3), 0)[1].constraint == Approx(0.5625));
}

TEST_CASE("local constraints are what their definition says and add up to constraint", "[local_constraint]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto graph = random_network<double>(25, 0.05 * static_cast<double>(seed), seed, seed % 2 == 1);
        const auto everybody = local_constraints(graph);
        CHECK(everybody.size() == graph.end_count());
        for (const PersonId ego : graph.people()) {
            const auto own = local_constraints(graph, ego);
            double total = 0;
            for (const auto& row : own) {
                CHECK(row.constraint == Approx(by_definition(graph, ego, row.alter)).epsilon(1e-12));
                total += row.constraint;
            }
            CHECK(std::ranges::equal(
                own, everybody | std::views::filter([&](const auto& row) { return row.ego == ego; }), same));
            if (!own.empty()) CHECK(total == constraint(graph, ego));
        }
    }
}

TEST_CASE("somebody tied by weight 0 constrains nobody and has no row", "[local_constraint]")
{
    const auto graph = weighted_network<>(3, {{0, 1, 1.0F}, {0, 2, 0.0F}});
    CHECK(local_constraints(graph).size() == 2);
    CHECK(local_constraints(graph, 2).empty());
}

TEST_CASE("in a directed graph the rows name the people of that graph", "[local_constraint]")
{
    const auto graph = random_directed_network<double>(30, 0.06, 2, true);
    const auto everybody = local_constraints(graph);
    std::vector<LocalConstraint> one_by_one;
    for (const PersonId ego : graph.people())
        for (const auto& row : local_constraints(graph, ego)) one_by_one.push_back(row);
    CHECK(std::ranges::equal(everybody, one_by_one, same));
}

TEST_CASE("all local constraints are the same to the last bit on any number of threads", "[local_constraint]")
{
    const auto graph = random_network(1500, 0.01, 7, true);
    const auto once = local_constraints(graph, {.threads = 1});
    for (const int threads : {2, 3, 4, 8})
        CHECK(std::ranges::equal(local_constraints(graph, {.threads = threads}), once, same));
    CHECK(local_constraints(TieGraph<>()).empty());
    CHECK_THROWS_AS(local_constraints(graph, 1500), UnknownPerson);
}
