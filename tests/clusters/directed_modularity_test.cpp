#include <tertius/clusters/directed_modularity.hpp>

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

static_assert(ClusterQuality<DirectedModularity>);

namespace {

DirectedTieGraph<double> random_directed(PersonId size, double chance, std::uint64_t seed)
{
    Random random(seed);
    TieGraphBuilder<double, Direction::directed> builder(size);
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = 0; b < size; ++b)
            if (a != b && random.unit() < chance) builder.add(a, b, 1 - random.unit());
    return builder.build();
}

std::vector<std::uint32_t> random_labels(PersonId size, std::uint64_t seed)
{
    Random random(seed);
    std::vector<std::uint32_t> labels(size);
    for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(4));
    return labels;
}

}  // namespace

TEST_CASE("who turns to whom counts: two who turn to each other, and one whom they turn to", "[directed_modularity]")
{
    // 0 -> 1, 1 -> 0, 0 -> 2, m = 3. Together 0 and 1 have 2 ties inside, 3 away and 2 towards: 2/3 - 3*2/9 = 0;
    // 2 alone has none away: 0.
    TieGraphBuilder<double, Direction::directed> builder(3);
    builder.add(0, 1).add(1, 0).add(0, 2);
    const auto graph = builder.build();
    CHECK(modularity(graph, Partition(std::vector<std::uint32_t>{0, 0, 1})) == Approx(0).margin(1e-15));
    // Everybody alone: 0 has 2 away and 1 towards, 1 has 1 and 1: -(2*1 + 1*1 + 0)/9.
    CHECK(modularity(graph, Partition::singletons(3)) == Approx(-3.0 / 9));
    CHECK(modularity(graph, Partition::singletons(3), 2.0) == Approx(-6.0 / 9));
    CHECK(modularity(graph, Partition(std::vector<std::uint32_t>{0, 0, 0})) == Approx(0).margin(1e-15));
}

TEST_CASE("directed modularity is what its definition says, over all pairs of people", "[directed_modularity]")
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto graph = random_directed(15, 0.2, seed);
        const auto labels = random_labels(15, seed + 100);
        double all = 0;
        for (const auto& tie : graph.ties()) all += tie.weight;
        double expected = 0;
        for (const PersonId a : graph.people())
            for (const PersonId b : graph.people()) {
                if (labels[a] != labels[b]) continue;
                double towards = 0;
                for (const double weight : graph.in_weights(b)) towards += weight;
                expected += graph.weight(a, b) - 0.7 * graph.weighted_degree(a) * towards / all;
            }
        CHECK(modularity(graph, Partition(labels), 0.7) == Approx(expected / all).margin(1e-12));
    }
}

TEST_CASE("where every tie runs both ways, direction changes nothing", "[directed_modularity]")
{
    const auto undirected = random_network<double>(30, 0.2, 3, true);
    TieGraphBuilder<double, Direction::directed> builder(30);
    for (const auto& tie : undirected.ties())
        builder.add(tie.source, tie.target, tie.weight).add(tie.target, tie.source, tie.weight);
    const auto directed = builder.build();
    const Partition clusters(random_labels(30, 9));
    CHECK(modularity(directed, clusters) == Approx(modularity(undirected, clusters)).margin(1e-12));
    CHECK(constant_potts(directed, clusters, 0.3) == Approx(constant_potts(undirected, clusters, 0.3)).margin(1e-12));
}

TEST_CASE("what two clusters gain by becoming one is the difference of their worths", "[directed_modularity]")
{
    const DirectedModularity quality({.weight = 30, .ties = 20, .direction = Direction::directed}, 0.7);
    const DirectedModularity::Mass a{4, 3};
    const DirectedModularity::Mass b{1, 6};
    const DirectedModularity::Mass both{5, 9};
    CHECK(quality.gain(1.5, a, b) ==
          Approx(quality.worth(3 + 5 + 1.5, both) - quality.worth(3, a) - quality.worth(5, b)));
}

TEST_CASE("a directed graph without ties has no quality, a bad question no answer", "[directed_modularity]")
{
    CHECK(modularity(DirectedTieGraph<>(), Partition()) == 0);
    CHECK(modularity(TieGraphBuilder<float, Direction::directed>(3).build(), Partition::singletons(3)) == 0);
    CHECK_THROWS_AS(modularity(DirectedTieGraph<>(), Partition::singletons(1)), InvalidInput);
    CHECK_THROWS_AS(modularity(DirectedTieGraph<>(), Partition(), -1), InvalidOption);
}
