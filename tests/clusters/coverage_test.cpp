#include <tertius/clusters/coverage.hpp>

#include "support/networks.hpp"
#include "support/partitions.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

TEST_CASE("two triangles hold six of their seven ties", "[coverage]")
{
    const auto graph = network(6, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}, {2, 3}});
    CHECK(coverage(graph, partition({0, 0, 0, 1, 1, 1})) == Approx(6.0 / 7));
    CHECK(coverage(graph, partition({0, 0, 0, 0, 0, 0})) == 1);
    CHECK(coverage(graph, Partition::singletons(6)) == 0);
}

TEST_CASE("coverage is a share of weight", "[coverage]")
{
    CHECK(coverage(weighted_network<>(3, {{0, 1, 3.0F}, {1, 2, 1.0F}}), partition({0, 0, 1})) == 0.75);
    // 1e300 of 1e300 + 1e300.
    CHECK(coverage(weighted_network<double>(4, {{0, 1, 1e300}, {1, 2, 1e300}, {2, 3, 1e-300}}),
                   partition({0, 0, 1, 1})) == Approx(0.5));
}

TEST_CASE("the karate club's halves have their known coverage", "[coverage]")
{
    // Worked out with NetworkX 3.6 `partition_quality` (without weights), and from its edges.
    const auto club = partition(
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    CHECK(coverage(karate_club(), club) == Approx(0.8589743589743589));
    CHECK(coverage(karate_club(true), club) == Approx(0.8917748917748918));
}

TEST_CASE("a tie counts the same whichever way it points", "[coverage]")
{
    TieGraphBuilder<double, Direction::directed> builder(4);
    builder.add(0, 1, 2.0).add(1, 0, 3.0).add(1, 2, 4.0).add(3, 2, 1.0);
    CHECK(coverage(builder.build(), partition({0, 0, 1, 1})) == Approx(0.6));
}

TEST_CASE("coverage is what its definition says, for any number of threads and any unit of weight", "[coverage]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto graph = random_network<double>(60, 0.1, seed, true);
        std::vector<std::uint32_t> labels(60);
        Random random(seed);
        for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(5));
        double inside = 0;
        double all = 0;
        TieGraphBuilder<double> heavier(60);
        for (const auto& tie : graph.ties()) {
            all += tie.weight;
            if (labels[tie.source] == labels[tie.target]) inside += tie.weight;
            heavier.add(tie.source, tie.target, tie.weight * 1e300);
        }
        const double once = coverage(graph, Partition(labels), {.threads = 1});
        CHECK(once == Approx(inside / all));
        CHECK(coverage(heavier.build(), Partition(labels)) == Approx(once));
        for (const int threads : {2, 3, 4, 8}) CHECK(coverage(graph, Partition(labels), {.threads = threads}) == once);
    }
}

TEST_CASE("without weight there is nothing to cover", "[coverage]")
{
    CHECK(std::isnan(coverage(TieGraph<>(), Partition())));
    CHECK(std::isnan(coverage(network(3, {}), Partition::singletons(3))));
    CHECK(std::isnan(coverage(weighted_network<>(2, {{0, 1, 0.0F}}), partition({0, 0}))));
    CHECK_THROWS_AS(coverage(clique(3), Partition::singletons(4)), InvalidInput);
}
