#include <tertius/clusters/constant_potts.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

TEST_CASE("a cluster is worth its ties less the pairs it has", "[constant_potts]")
{
    // Two triangles joined by one tie, 7 ties: 6 inside; each cluster has 3 pairs. At 0.5: (6 - 0.5 * 6) / 7.
    const auto graph = network(6, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 5}, {4, 5}});
    const std::vector<std::uint32_t> halves{0, 0, 0, 1, 1, 1};
    CHECK(constant_potts(graph, Partition(halves), 0.5) == Approx(3.0 / 7));
    // All together: 15 pairs.
    CHECK(constant_potts(graph, Partition(std::vector<std::uint32_t>(6, 0)), 0.5) == Approx((7 - 7.5) / 7));
    CHECK(constant_potts(graph, Partition::singletons(6), 0.5) == 0);
}

TEST_CASE("weights count in units of their mean", "[constant_potts]")
{
    // Mean 2, in its units 0.5 and 1.5: the pair 1, 2 alone is worth 1.5 - 0.8 of a total of 2.
    const auto graph = weighted_network<>(3, {{0, 1, 1.0F}, {1, 2, 3.0F}});
    CHECK(constant_potts(graph, Partition(std::vector<std::uint32_t>{0, 1, 1}), 0.8) == Approx(0.35));
    // A tie of weight 0 is not in the mean.
    const auto more = weighted_network<>(4, {{0, 1, 1.0F}, {1, 2, 3.0F}, {2, 3, 0.0F}});
    CHECK(constant_potts(more, Partition(std::vector<std::uint32_t>{0, 1, 1, 2}), 0.8) == Approx(0.35));
}

TEST_CASE("the constant Potts quality is what its definition says, over all pairs of people", "[constant_potts]")
{
    for (std::uint64_t seed = 1; seed < 20; ++seed) {
        const auto graph = random_network<double>(20, 0.3, seed, true);
        std::vector<std::uint32_t> labels(20);
        Random random(seed);
        for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(4));
        double all = 0;
        for (const auto& tie : graph.ties()) all += tie.weight;
        const double mean = all / static_cast<double>(graph.tie_count());
        double expected = 0;
        for (const PersonId a : graph.people())
            for (PersonId b = a + 1; b < 20; ++b)
                if (labels[a] == labels[b]) expected += graph.weight(a, b) / mean - 0.4;
        CHECK(constant_potts(graph, Partition(labels), 0.4) ==
              Approx(expected / static_cast<double>(graph.tie_count())).margin(1e-12));
    }
}
