#include <tertius/clusters/conductance.hpp>

#include "support/networks.hpp"
#include "support/partitions.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

Partition random_labels(PersonId size, std::uint64_t seed)
{
    Random random(seed);
    std::vector<std::uint32_t> labels(size);
    for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(4));
    return Partition(labels);
}

/// The formula read aloud, over all pairs of people.
template <class Graph>
double by_definition(const Graph& graph, const Partition& partition, ClusterId cluster)
{
    double cut = 0;
    double volume = 0;
    double rest = 0;
    for (const PersonId a : graph.people())
        for (const PersonId b : graph.people()) {
            const double weight = graph.weight(a, b);
            (partition[a] == cluster ? volume : rest) += weight;
            if (Graph::is_directed) (partition[b] == cluster ? volume : rest) += weight;
            if (partition[a] == cluster && partition[b] != cluster) cut += weight;
            if (Graph::is_directed && partition[a] != cluster && partition[b] == cluster) cut += weight;
        }
    return cut / std::min(volume, rest);
}

}  // namespace

TEST_CASE("of two triangles with one tie between them, a seventh leads out", "[conductance]")
{
    // Degrees in a triangle: 2 + 2 + 3 = 7, one of which leads out.
    const auto graph = network(6, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}, {2, 3}});
    CHECK(conductances(graph, partition({0, 0, 0, 1, 1, 1})) == std::vector{1.0 / 7, 1.0 / 7});
    CHECK(mean_conductance(graph, partition({0, 0, 0, 1, 1, 1})) == Approx(1.0 / 7));
    // Alone, everything leads out.
    CHECK(conductances(graph, Partition::singletons(6)) == std::vector<double>(6, 1.0));
}

TEST_CASE("the smaller side is what the cut is measured by", "[conductance]")
{
    // A star of 4 with one alter set apart: one tie of 4 leads out; the alter's volume is 1, the others' 7.
    CHECK(conductances(star(4), partition({0, 0, 0, 0, 1})) == std::vector{1.0, 1.0});
    // Weights 3 inside and 1 out: volumes 7 and 1.
    const auto graph = weighted_network<>(3, {{0, 1, 3.0F}, {1, 2, 1.0F}});
    CHECK(conductances(graph, partition({0, 0, 1})) == std::vector{1.0, 1.0});
    // A chain 3 - 1 - 3: volumes 7 and 7.
    CHECK(conductances(weighted_network<>(4, {{0, 1, 3.0F}, {1, 2, 1.0F}, {2, 3, 3.0F}}), partition({0, 0, 1, 1})) ==
          std::vector{1.0 / 7, 1.0 / 7});
}

TEST_CASE("the karate club's halves and quarters have their known conductances", "[conductance]")
{
    // Worked out with NetworkX 3.6 `conductance`: after the break, and the four clusters of highest modularity.
    const auto club = partition(
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    const auto four = partition(
        {0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 2});
    for (const double value : conductances(karate_club(), club)) CHECK(value == Approx(11.0 / 75));
    for (const double value : conductances(karate_club(true), club)) CHECK(value == Approx(1.0 / 9));
    const std::vector plain{0.23333333333333334, 0.25, 0.25, 0.4166666666666667};
    const std::vector weighted{0.19298245614035087, 0.22448979591836735, 0.2625, 0.3902439024390244};
    for (ClusterId cluster = 0; cluster < 4; ++cluster) {
        CHECK(conductances(karate_club(), four)[cluster] == Approx(plain[cluster]));
        CHECK(conductances(karate_club<double>(true), four)[cluster] == Approx(weighted[cluster]));
    }
    CHECK(mean_conductance(karate_club(), four) == Approx(0.2875));
}

TEST_CASE("conductance is what its definition says, directed or not", "[conductance]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto graph = random_network<double>(20, 0.3, seed, true);
        TieGraphBuilder<double, Direction::directed> builder(20);
        Random random(seed + 50);
        for (const auto& tie : graph.ties())
            random.unit() < 0.5 ? builder.add(tie.source, tie.target, tie.weight)
                                : builder.add(tie.target, tie.source, tie.weight);
        const auto directed = builder.build();
        const auto partition = random_labels(20, seed);
        const auto found = conductances(graph, partition);
        for (ClusterId cluster = 0; cluster < partition.count(); ++cluster) {
            CHECK(found[cluster] == Approx(by_definition(graph, partition, cluster)));
            CHECK(conductances(directed, partition)[cluster] == Approx(by_definition(directed, partition, cluster)));
            // Each tie counts the same at both ends, whichever way it points.
            CHECK(conductances(directed, partition)[cluster] == Approx(found[cluster]));
        }
    }
}

TEST_CASE("where nothing is tied, no conductance is defined", "[conductance]")
{
    // 2 is an isolate; 0 and 1 are all others with ties.
    const auto graph = network(3, {{0, 1}});
    const auto found = conductances(graph, partition({0, 0, 1}));
    CHECK(std::isnan(found[0]));
    CHECK(std::isnan(found[1]));
    CHECK(std::isnan(mean_conductance(graph, partition({0, 0, 1}))));
    CHECK(std::isnan(conductances(clique(4), partition({0, 0, 0, 0}))[0]));
    CHECK(std::isnan(conductances(weighted_network<>(2, {{0, 1, 0.0F}}), partition({0, 1}))[0]));
    CHECK(conductances(TieGraph<>(), Partition()).empty());
    CHECK(std::isnan(mean_conductance(TieGraph<>(), Partition())));
    // An isolate of their own changes nobody else's, and has no part in the mean.
    const auto two = network(5, {{0, 1}, {2, 3}, {1, 2}});
    CHECK(mean_conductance(two, partition({0, 0, 1, 1, 2})) == Approx(1.0 / 3));
}

TEST_CASE("the largest and the smallest weights keep their conductance", "[conductance]")
{
    // Volumes 2e300 + 1e-300 and 3e-300: all but 2e-300 of the light side leads nowhere else.
    const auto graph = weighted_network<double>(4, {{0, 1, 1e300}, {1, 2, 1e-300}, {2, 3, 1e-300}});
    for (const double value : conductances(graph, partition({0, 0, 1, 1}))) CHECK(value == Approx(1.0 / 3));
    const double huge = 1.7e308;
    const auto most = weighted_network<double>(4, {{0, 1, huge}, {1, 2, huge}, {2, 3, huge}});
    for (const double value : conductances(most, partition({0, 0, 1, 1}))) CHECK(value == Approx(1.0 / 3));
}

TEST_CASE("weighing all ties alike more changes no conductance", "[conductance]")
{
    const auto graph = random_network<double>(40, 0.2, 3, true);
    const auto partition = random_labels(40, 9);
    const auto plain = conductances(graph, partition);
    for (const double factor : {2.0, 3.0, 0x1p-990, 1e300}) {
        TieGraphBuilder<double> builder(40);
        for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
        const auto scaled = conductances(builder.build(), partition);
        for (ClusterId cluster = 0; cluster < partition.count(); ++cluster)
            CHECK(scaled[cluster] == Approx(plain[cluster]).epsilon(1e-12));
    }
}

TEST_CASE("conductances are the same to the last bit on any number of threads", "[conductance]")
{
    const auto graph = random_network(3000, 0.005, 7, true);
    const auto partition = random_labels(3000, 1);
    const auto once = conductances(graph, partition, {.threads = 1});
    for (const int threads : {2, 3, 4, 8}) CHECK(conductances(graph, partition, {.threads = threads}) == once);
}

TEST_CASE("a partition of other people, and a stopped call, have no conductance", "[conductance]")
{
    CHECK_THROWS_AS(conductances(clique(3), Partition::singletons(4)), InvalidInput);
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(conductances(clique(3), Partition::singletons(3), {.stop = source.get_token()}), Cancelled);
}
