#include <tertius/clusters/density.hpp>

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

TEST_CASE("everybody in a clique is tied, of a hub's strangers nobody", "[density]")
{
    CHECK(densities(clique(5), partition({0, 0, 0, 0, 0})) == std::vector{1.0});
    CHECK(densities(star(4), partition({0, 0, 1, 1, 1})) == std::vector{1.0, 0.0});
    // A star of 4 as a whole: 4 of 10 pairs.
    CHECK(densities(star(4), partition({0, 0, 0, 0, 0})) == std::vector{0.4});
}

TEST_CASE("the karate club's quarters have their known densities", "[density]")
{
    // Worked out with NetworkX 3.6 `density` of the four subgraphs.
    const auto four = partition(
        {0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 2});
    const auto found = densities(karate_club(), four);
    const std::vector known{0.41818181818181815, 0.6, 0.3181818181818182, 0.4666666666666667};
    for (ClusterId cluster = 0; cluster < 4; ++cluster) CHECK(found[cluster] == Approx(known[cluster]));
}

TEST_CASE("weights do not count, except that 0 binds nobody", "[density]")
{
    const auto graph = weighted_network<>(3, {{0, 1, 1e-30F}, {1, 2, 5.0F}, {0, 2, 0.0F}});
    CHECK(densities(graph, partition({0, 0, 0}))[0] == Approx(2.0 / 3));
}

TEST_CASE("each direction of a pair counts for itself", "[density]")
{
    TieGraphBuilder<double, Direction::directed> builder(3);
    builder.add(0, 1).add(1, 0).add(1, 2);
    CHECK(densities(builder.build(), partition({0, 0, 0}))[0] == 0.5);
}

TEST_CASE("density is what its definition says, on any number of threads", "[density]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto graph = random_network(2500, 0.002, seed);
        std::vector<std::uint32_t> labels(2500);
        Random random(seed);
        for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(6));
        const Partition partition(labels);
        std::vector<double> tied(partition.count());
        for (const auto& tie : graph.ties())
            if (partition[tie.source] == partition[tie.target]) ++tied[partition[tie.source]];
        const auto once = densities(graph, partition, {.threads = 1});
        for (ClusterId cluster = 0; cluster < partition.count(); ++cluster) {
            const double size = partition.sizes()[cluster];
            CHECK(once[cluster] == Approx(tied[cluster] / (size * (size - 1) / 2)));
        }
        for (const int threads : {2, 3, 4, 8}) CHECK(densities(graph, partition, {.threads = threads}) == once);
    }
}

TEST_CASE("one person makes no pair", "[density]")
{
    for (const double density : densities(clique(3), Partition::singletons(3))) CHECK(std::isnan(density));
    CHECK(densities(TieGraph<>(), Partition()).empty());
    CHECK_THROWS_AS(densities(clique(3), Partition::singletons(4)), InvalidInput);
}
