#include <tertius/clusters/quality.hpp>

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <limits>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

static_assert(ClusterQuality<Modularity>);
static_assert(ClusterQuality<ConstantPotts>);

namespace {

TieTotals totals(const TieGraph<double>& graph)
{
    TieTotals result;
    for (const auto& tie : graph.ties()) {
        result.weight += tie.weight;
        result.ties += tie.weight > 0 ? 1 : 0;
    }
    return result;
}

/// The mass of a cluster and the weight of ego's ties into it, ego left out.
struct Around {
    double mass = 0;
    double tied = 0;
};

template <ClusterQuality Q>
Around around(const TieGraph<double>& graph, const std::vector<std::uint32_t>& labels, PersonId ego,
              std::uint32_t cluster)
{
    Around result;
    for (const PersonId person : graph.people()) {
        if (person == ego || labels[person] != cluster) continue;
        result.mass += Q::mass(graph.weighted_degree(person), graph.weighted_degree(person));
        result.tied += graph.weight(ego, person);
    }
    return result;
}

}  // namespace

TEMPLATE_TEST_CASE("what a move is said to gain is what the partition's value gains", "[quality]", Modularity,
                   ConstantPotts)
{
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        const auto size = static_cast<PersonId>(2 + random.below(20));
        const auto graph = random_network<double>(size, random.unit(), seed, seed % 2 == 1);
        if (graph.tie_count() == 0) continue;
        const double resolution = 0.2 + 2 * random.unit();
        const TestType quality(totals(graph), resolution);
        std::vector<std::uint32_t> labels(size);
        for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(4));

        const auto ego = static_cast<PersonId>(random.below(size));
        const auto goal = static_cast<std::uint32_t>(random.below(5));
        if (goal == labels[ego]) continue;
        const double mass = TestType::mass(graph.weighted_degree(ego), graph.weighted_degree(ego));
        const auto here = around<TestType>(graph, labels, ego, labels[ego]);
        const auto there = around<TestType>(graph, labels, ego, goal);
        const double gain = quality.gain(there.tied, mass, there.mass) - quality.gain(here.tied, mass, here.mass);

        const double before = partition_quality<TestType>(graph, Partition(labels), resolution);
        labels[ego] = goal;
        const double after = partition_quality<TestType>(graph, Partition(labels), resolution);
        CHECK(after - before == Approx(gain / totals(graph).weight).margin(1e-12));
    }
}

TEMPLATE_TEST_CASE("the gain of two clusters becoming one is the difference of worths", "[quality]", Modularity,
                   ConstantPotts)
{
    const TestType quality({.weight = 30, .ties = 20}, 0.7);
    for (const auto& [inside_a, a, inside_b, b, tied] :
         {std::array{3.0, 4.0, 5.0, 2.0, 1.5}, std::array{0.0, 1.0, 0.0, 1.0, 0.0},
          std::array{9.0, 8.0, 0.0, 1.0, 2.0}})
        CHECK(quality.gain(tied, a, b) == Approx(quality.worth(inside_a + inside_b + tied, a + b) -
                                                 quality.worth(inside_a, a) - quality.worth(inside_b, b)));
}

TEMPLATE_TEST_CASE("weighing all ties alike more changes no quality, however large or small", "[quality]", Modularity,
                   ConstantPotts)
{
    const auto graph = random_network<double>(30, 0.3, 5, true);
    std::vector<std::uint32_t> labels(30);
    for (PersonId person = 0; person < 30; ++person) labels[person] = person % 4;
    const Partition clusters(labels);
    const double plain = partition_quality<TestType>(graph, clusters);
    for (const double factor : {4.0, 0x1p-1000, 0x1p1000, 1e300, 1e-300}) {
        TieGraphBuilder<double> builder(30);
        for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
        CHECK(partition_quality<TestType>(builder.build(), clusters) == Approx(plain).epsilon(1e-12));
    }
}

TEMPLATE_TEST_CASE("without weight there is no quality, with a bad question no answer", "[quality]", Modularity,
                   ConstantPotts)
{
    CHECK(partition_quality<TestType>(TieGraph<>(), Partition()) == 0);
    CHECK(partition_quality<TestType>(network(3, {}), Partition::singletons(3)) == 0);
    CHECK(partition_quality<TestType>(weighted_network<>(2, {{0, 1, 0.0F}}), Partition::singletons(2)) == 0);
    CHECK_THROWS_AS(partition_quality<TestType>(clique(3), Partition::singletons(4)), InvalidInput);
    for (const double bad :
         {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(partition_quality<TestType>(clique(3), Partition::singletons(3), bad), InvalidOption);
}
