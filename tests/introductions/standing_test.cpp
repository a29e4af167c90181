#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/diversity.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/graph/symmetrised.hpp>
#include <tertius/introductions/standing.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <set>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

void check_same(double found, double expected)
{
    if (std::isnan(expected))
        CHECK(std::isnan(found));
    else
        CHECK(found == Approx(expected).margin(1e-12));
}

template <class Weight>
std::size_t within_two_steps(const TieGraph<Weight>& graph, PersonId ego)
{
    std::set<PersonId> reached;
    for (const auto& tie : graph.ties_of(ego)) {
        if (tie.weight == 0) continue;
        reached.insert(tie.target);
        for (const auto& onward : graph.ties_of(tie.target))
            if (onward.weight > 0) reached.insert(onward.target);
    }
    reached.erase(ego);
    return reached.size();
}

}  // namespace

TEST_CASE("a broker between two cliques reaches both and is constrained by neither", "[standing]")
{
    // Person 4 knows 3 and 5 alone, who do not know each other: constraint 2 * (1/2)^2, effective size 2, all eight others
    // within two steps, and both ties alike.
    const auto broker = standing(two_cliques_and_a_broker(), 4);
    CHECK(broker.constraint == Approx(.5));
    CHECK(broker.effective_size == Approx(2));
    CHECK(broker.reach == 8);
    CHECK(broker.diversity == 1);
}

TEST_CASE("a standing is what the single measures say", "[standing]")
{
    for (const bool weighted : {false, true}) {
        const auto graph = random_network<double>(50, 0.06, 5, weighted);
        for (const PersonId ego : graph.people()) {
            const auto found = standing(graph, ego);
            check_same(found.constraint, constraint(graph, ego));
            check_same(found.effective_size, effective_size(graph, ego));
            check_same(found.diversity, diversity(graph, ego));
            CHECK(found.reach == within_two_steps(graph, ego));
        }
    }
}

TEST_CASE("a standing counts ties of either direction", "[standing]")
{
    const auto graph = random_directed_network<double>(30, 0.06, 2, true);
    const auto together = symmetrised(graph);
    for (const PersonId ego : graph.people()) {
        check_same(standing(graph, ego).constraint, standing(together, ego).constraint);
        CHECK(standing(graph, ego).reach == standing(together, ego).reach);
    }
}

TEST_CASE("somebody alone reaches nobody", "[standing]")
{
    const auto alone = standing(network(2, {}), 0);
    CHECK(alone.reach == 0);
    CHECK(std::isnan(alone.constraint));
    CHECK(std::isnan(alone.effective_size));
    CHECK(std::isnan(alone.diversity));
    CHECK_THROWS_AS(standing(network(2, {}), 2), UnknownPerson);
}
