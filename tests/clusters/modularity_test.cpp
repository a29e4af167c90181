#include <tertius/clusters/modularity.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// The club after it broke up: who went with the officers, and who with the instructor (Zachary 1977).
Partition club_split()
{
    constexpr PersonId officers[] = {9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33};
    std::vector<std::uint32_t> labels(34, 0);
    for (const PersonId person : officers) labels[person] = 1;
    return Partition(labels);
}

}  // namespace

TEST_CASE("two cliques apart have the modularity of two equal halves", "[modularity]")
{
    // Two triangles: all 6 ties inside, each half of all degrees: 1 - 2 * (1/2)^2 = 1/2.
    const auto graph = network(6, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}});
    const std::vector<std::uint32_t> halves{0, 0, 0, 1, 1, 1};
    CHECK(modularity(graph, Partition(halves)) == Approx(0.5));
    // At resolution 2 the expected half counts twice: 1 - 2 * 2 * 1/4 = 0.
    CHECK(modularity(graph, Partition(halves), 2.0) == Approx(0).margin(1e-15));
    // Everybody alone: 6 * (2/12)^2 below 0.
    CHECK(modularity(graph, Partition::singletons(6)) == Approx(-1.0 / 6));
}

TEST_CASE("all together are as good as chance", "[modularity]")
{
    CHECK(modularity(karate_club(true), Partition(std::vector<std::uint32_t>(34, 0))) == Approx(0).margin(1e-15));
}

TEST_CASE("the karate club's split is far from chance", "[modularity]")
{
    // Worked out with NetworkX 3.6 `modularity`.
    CHECK(modularity(karate_club(), club_split()) == Approx(0.358235).epsilon(2e-6));
    CHECK(modularity(karate_club(true), club_split()) == Approx(0.391438).epsilon(2e-6));
    CHECK(modularity(karate_club<double>(true), club_split()) == Approx(0.391438).epsilon(2e-6));
}

TEST_CASE("modularity is what its definition says, over all pairs of people", "[modularity]")
{
    for (std::uint64_t seed = 1; seed < 20; ++seed) {
        const auto graph = random_network<double>(20, 0.3, seed, true);
        std::vector<std::uint32_t> labels(20);
        Random random(seed);
        for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(4));
        double twice_all = 0;
        for (const PersonId person : graph.people()) twice_all += graph.weighted_degree(person);
        double expected = 0;
        for (const PersonId a : graph.people())
            for (const PersonId b : graph.people())
                if (labels[a] == labels[b])
                    expected +=
                        graph.weight(a, b) - 0.8 * graph.weighted_degree(a) * graph.weighted_degree(b) / twice_all;
        CHECK(modularity(graph, Partition(labels), 0.8) == Approx(expected / twice_all).margin(1e-12));
    }
}

TEST_CASE("renaming people and adding an isolate change no modularity", "[modularity]")
{
    const auto graph = karate_club<double>(true);
    TieGraphBuilder<double> builder(35);
    for (const auto& tie : graph.ties()) builder.add(34 - tie.source, 34 - tie.target, tie.weight);
    std::vector<std::uint32_t> labels(35, 7);
    for (PersonId person = 0; person < 34; ++person) labels[34 - person] = club_split()[person];
    CHECK(modularity(builder.build(), Partition(labels)) == Approx(modularity(graph, club_split())).epsilon(1e-12));
}
