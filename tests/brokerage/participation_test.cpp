#include <tertius/brokerage/participation.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <map>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

Partition partition(std::vector<std::uint32_t> labels)
{
    return Partition(labels);
}

Partition random_partition(PersonId size, std::uint64_t clusters, std::uint64_t seed)
{
    Random random(seed);
    std::vector<std::uint32_t> labels(size);
    for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(clusters));
    return Partition(labels);
}

}  // namespace

TEST_CASE("ties spread evenly over k clusters participate 1 - 1/k", "[participation]")
{
    const auto graph = star(4);
    CHECK(cluster_reach(graph, partition({0, 1, 1, 1, 1}), 0).participation == 0);
    CHECK(cluster_reach(graph, partition({0, 0, 0, 1, 1}), 0).participation == Approx(1 - 1.0 / 2));
    CHECK(cluster_reach(graph, partition({0, 0, 1, 2, 3}), 0).participation == Approx(1 - 1.0 / 4));
    CHECK(cluster_reach(graph, partition({0, 0, 1, 2, 3}), 0).clusters == 4);
}

TEST_CASE("weight counts, not the number of ties", "[participation]")
{
    // 3/4 of ego's weight goes to one cluster and 1/4 to another: 1 - 9/16 - 1/16 = 3/8.
    const auto graph = weighted_network<>(4, {{0, 1, 3.0F}, {0, 2, 0.5F}, {0, 3, 0.5F}});
    const auto reach = cluster_reach(graph, partition({0, 0, 1, 1}), 0);
    CHECK(reach.participation == Approx(0.375));
    CHECK(reach.clusters == 2);
}

TEST_CASE("participation is what its definition says", "[participation]")
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto graph = random_network<double>(30, 0.15, seed, true);
        const auto clusters = random_partition(30, 5, seed);
        const auto everybody = participations(graph, clusters);
        for (const PersonId ego : graph.people()) {
            std::map<ClusterId, double> weight;
            for (const auto& tie : graph.ties_of(ego)) weight[clusters[tie.target]] += tie.weight;
            double expected = 1;
            for (const auto& [cluster, inside] : weight)
                expected -= inside * inside / (graph.weighted_degree(ego) * graph.weighted_degree(ego));
            if (weight.empty()) {
                CHECK(std::isnan(everybody[ego]));
                continue;
            }
            CHECK(everybody[ego] == Approx(expected).margin(1e-12));
            CHECK(cluster_reach(graph, clusters, ego).participation == everybody[ego]);
            CHECK(cluster_reach(graph, clusters, ego).clusters == weight.size());
        }
    }
}

TEST_CASE("somebody whose ties all stay in one cluster participates 0, exactly", "[participation]")
{
    const auto graph = random_network<double>(40, 0.3, 5, true);
    for (const double value : participations(graph, partition(std::vector<std::uint32_t>(40, 0)))) CHECK(value == 0);
}

TEST_CASE("ties of weight 0 reach no cluster", "[participation]")
{
    const auto graph = weighted_network<>(3, {{0, 1, 2.0F}, {0, 2, 0.0F}});
    CHECK(cluster_reach(graph, partition({0, 0, 1}), 0).clusters == 1);
    CHECK(std::isnan(cluster_reach(graph, partition({0, 0, 1}), 2).participation));
}

TEST_CASE("a partition of other people, or a person who is not there, is refused", "[participation]")
{
    const auto graph = clique(3);
    CHECK_THROWS_AS(participations(graph, Partition::singletons(4)), InvalidInput);
    CHECK_THROWS_AS(cluster_reach(graph, Partition::singletons(4), 0), InvalidInput);
    CHECK_THROWS_AS(cluster_reach(graph, Partition::singletons(3), 3), UnknownPerson);
    CHECK(participations(TieGraph<>(), Partition()).empty());
}
