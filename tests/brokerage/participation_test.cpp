#include <tertius/brokerage/participation.hpp>

#include <tertius/graph/symmetrised.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"
#include "support/partitions.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <map>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

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

TEST_CASE("in a directed graph the ties of either side count, or of both together", "[participation]")
{
    // Person 0 turns to 1 and 2 in one cluster; 3 and 4, in two others, turn to 0.
    const auto graph = directed_network(5, {{0, 1}, {0, 2}, {3, 0}, {4, 0}});
    const auto clusters = partition({0, 1, 1, 2, 3});
    CHECK(cluster_reach(graph, clusters, 0, TieSide::out).participation == 0);
    CHECK(cluster_reach(graph, clusters, 0, TieSide::in).participation == Approx(0.5));
    // 2, 1 and 1 of four: 1 - 1/4 - 2/16.
    CHECK(cluster_reach(graph, clusters, 0).participation == Approx(0.625));
    CHECK(cluster_reach(graph, clusters, 0).clusters == 3);
    CHECK(std::isnan(cluster_reach(graph, clusters, 1, TieSide::out).participation));
}

TEST_CASE("both sides together are what passes either way", "[participation]")
{
    const auto graph = random_directed_network<double>(60, 0.06, 4, true);
    const auto clusters = random_partition(60, 5, 4);
    const auto found = participations(graph, clusters);
    const auto expected = participations(symmetrised(graph), clusters);
    for (const PersonId ego : graph.people()) CHECK(found[ego] == Approx(expected[ego]).margin(1e-12));
    const auto undirected = random_network<double>(60, 0.1, 4, true);
    CHECK(cluster_reach(undirected, clusters, 3, TieSide::in).participation ==
          cluster_reach(undirected, clusters, 3, TieSide::out).participation);
}

TEST_CASE("everybody's participation is the same to the last bit on any number of threads", "[participation]")
{
    const auto graph = random_directed_network(1500, 0.004, 7, true);
    const auto clusters = random_partition(1500, 9, 7);
    const auto once = participations(graph, clusters, {.execution = {.threads = 1}});
    for (const int threads : {2, 3, 4, 8}) {
        const auto again = participations(graph, clusters, {.execution = {.threads = threads}});
        for (const PersonId ego : graph.people())
            CHECK((again[ego] == once[ego] || (std::isnan(again[ego]) && std::isnan(once[ego]))));
    }
}
