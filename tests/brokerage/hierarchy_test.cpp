#include <tertius/brokerage/hierarchy.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <tertius/brokerage/local_constraint.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// The formula read aloud, on the local constraints, which have a test of their own.
template <class Weight>
double hierarchy_by_definition(const TieGraph<Weight>& graph, PersonId ego)
{
    const auto alters = local_constraints(graph, ego);
    const auto n = static_cast<double>(alters.size());
    if (alters.empty()) return std::numeric_limits<double>::quiet_NaN();
    if (alters.size() == 1) return 1;
    double all = 0;
    for (const auto& alter : alters) all += alter.constraint;
    double sum = 0;
    for (const auto& alter : alters) {
        const double ratio = alter.constraint / (all / n);
        sum += ratio * std::log(ratio);
    }
    return sum / (n * std::log(n));
}

}  // namespace

TEST_CASE("alters who constrain alike make no hierarchy", "[hierarchy]")
{
    CHECK(hierarchy(star(4), 0) == 0);
    CHECK(hierarchy(clique(5), 0) == Approx(0).margin(1e-15));
}

TEST_CASE("a single alter is all of ego's constraint", "[hierarchy]")
{
    CHECK(hierarchy(star(4), 1) == 1);
}

TEST_CASE("the more one alter constrains alone, the more hierarchy", "[hierarchy]")
{
    // Two strangers with weights 3 and 1: c = 9/16 and 1/16, so r = 1.8 and 0.2:
    // (1.8 ln 1.8 + 0.2 ln 0.2) / (2 ln 2) = (1.058016 - 0.321888) / 1.386294 = 0.531004.
    CHECK(hierarchy(weighted_network<double>(3, {{0, 1, 3.0}, {0, 2, 1.0}}), 0) == Approx(0.531004).epsilon(1e-6));
    double before = 0;
    for (const double weight : {2.0, 5.0, 100.0, 1e100}) {
        const double now = hierarchy(weighted_network<double>(3, {{0, 1, weight}, {0, 2, 1.0}}), 0);
        CHECK(now > before);
        before = now;
    }
    CHECK(before == 1);
}

TEST_CASE("hierarchy is what its definition says, for one and for everybody", "[hierarchy]")
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto graph = random_network<double>(25, 0.05 * static_cast<double>(seed % 10), seed, seed % 2 == 1);
        const auto everybody = hierarchies(graph);
        for (const PersonId ego : graph.people()) {
            const double expected = hierarchy_by_definition(graph, ego);
            if (std::isnan(expected)) {
                CHECK(std::isnan(everybody[ego]));
                continue;
            }
            CHECK(everybody[ego] == Approx(expected).margin(1e-12));
            CHECK(hierarchy(graph, ego) == everybody[ego]);
        }
    }
}

TEST_CASE("hierarchy has no scale, and extreme weights give an answer", "[hierarchy]")
{
    const auto graph = random_network<double>(40, 0.2, 3, true);
    const auto plain = hierarchies(graph);
    TieGraphBuilder<double> builder(40);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * 1e300);
    const auto scaled = hierarchies(builder.build());
    for (PersonId ego = 0; ego < 40; ++ego) CHECK(scaled[ego] == Approx(plain[ego]).margin(1e-12));
    CHECK(hierarchy(weighted_network<double>(3, {{0, 1, 1e-300}, {0, 2, 1e300}}), 0) == 1);
}

TEST_CASE("in a directed graph hierarchy is that of what passes either way", "[hierarchy]")
{
    const auto graph = random_directed_network<double>(30, 0.06, 2, true);
    const auto everybody = hierarchies(graph);
    for (const PersonId ego : graph.people())
        if (!std::isnan(everybody[ego])) CHECK(hierarchy(graph, ego) == everybody[ego]);
}

TEST_CASE("everybody's hierarchy is the same to the last bit on any number of threads", "[hierarchy]")
{
    const auto graph = random_network(1500, 0.01, 7, true);
    const auto once = hierarchies(graph, {.threads = 1});
    for (const int threads : {2, 3, 4, 8}) CHECK(hierarchies(graph, {.threads = threads}) == once);
    CHECK(hierarchies(TieGraph<>()).empty());
    CHECK(std::isnan(hierarchy(network(1, {}), 0)));
    CHECK_THROWS_AS(hierarchy(graph, 1500), UnknownPerson);
}
