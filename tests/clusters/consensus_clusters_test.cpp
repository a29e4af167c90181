#include <tertius/clusters/consensus_clusters.hpp>

#include <tertius/clusters/modularity.hpp>

#include "support/networks.hpp"
#include "support/pieces.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <limits>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// What each run of the first round finds.
template <class Weight>
std::vector<Partition> first_runs(const TieGraph<Weight>& graph, const ConsensusOptions& options)
{
    std::vector<Partition> runs;
    for (int run = 0; run < options.runs; ++run) {
        ClusterOptions search = options.search;
        search.seed = Random::mix(Random::mix(search.seed) + static_cast<std::uint64_t>(run));
        runs.push_back(detect_clusters(graph, search).partition());
    }
    return runs;
}

/// The definition read aloud, over all pairs of people.
double confidence_by_definition(const Partition& consensus, const std::vector<Partition>& runs, PersonId ego)
{
    double total = 0;
    for (const Partition& run : runs) {
        int mates = 0;
        int with = 0;
        int company = 0;
        for (PersonId other = 0; other < consensus.size(); ++other) {
            if (other == ego) continue;
            company += run[other] == run[ego] ? 1 : 0;
            if (consensus[other] != consensus[ego]) continue;
            ++mates;
            with += run[other] == run[ego] ? 1 : 0;
        }
        total += mates > 0 ? static_cast<double>(with) / mates : (company == 0 ? 1 : 0);
    }
    return total / static_cast<double>(runs.size());
}

void same(const ConsensusClusters& a, const ConsensusClusters& b)
{
    CHECK(a.clusters.partition() == b.clusters.partition());
    CHECK(a.clusters.quality() == b.clusters.quality());
    CHECK(a.confidences == b.confidences);
    CHECK(a.cluster_confidences == b.cluster_confidences);
    CHECK(a.rounds == b.rounds);
}

}  // namespace

TEST_CASE("where every search finds the same, everybody is sure of their place", "[consensus_clusters]")
{
    const auto graph = network(6, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}, {0, 3}});
    const auto found = consensus_clusters(graph);
    CHECK(found.clusters.count() == 2);
    CHECK(found.clusters.converged());
    CHECK(found.clusters.quality() == Approx(5.0 / 14));
    CHECK(found.confidences == std::vector<double>(6, 1.0));
    CHECK(found.cluster_confidences == std::vector<double>(2, 1.0));
    CHECK(found.rounds == 1);
}

TEST_CASE("a broker between two cliques is unsure, and their mates a little", "[consensus_clusters]")
{
    // The broker is with one clique in a share p of the runs and with the other in the rest. Say the consensus has them
    // with the first: their confidence is p, that of its four people (3 + p) / 4, and the others are sure.
    const auto found = consensus_clusters(two_cliques_and_a_broker(), {.runs = 40});
    const auto& partition = found.clusters.partition();
    REQUIRE(partition.count() == 2);
    const PersonId with = partition[4] == partition[0] ? 0 : 8;
    CHECK(found.confidences[4] < 1);
    CHECK(found.confidences[with] == Approx((3 + found.confidences[4]) / 4));
    CHECK(found.confidences[8 - with] == 1);
    CHECK(found.cluster_confidences[partition[4]] == Approx((4 * found.confidences[with] + found.confidences[4]) / 5));
}

TEST_CASE("confidence is what its definition says, over all pairs", "[consensus_clusters]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto graph = random_network<double>(50, 0.08, seed, seed % 2 == 1);
        const ConsensusOptions options{.search = {.resolution = 1.5, .seed = seed}, .runs = 8};
        const auto found = consensus_clusters(graph, options);
        const auto runs = first_runs(graph, options);
        for (const PersonId person : graph.people())
            CHECK(found.confidences[person] ==
                  Approx(confidence_by_definition(found.clusters.partition(), runs, person)));
    }
}

TEST_CASE("every cluster of a consensus is connected, and its quality that on the ties as given",
          "[consensus_clusters]")
{
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        const auto size = static_cast<PersonId>(5 + random.below(40));
        const auto graph = random_network(size, 0.02 + 0.2 * random.unit(), seed, seed % 2 == 1);
        const auto found = consensus_clusters(
            graph, {.search = {.effort = Effort::fast, .seed = seed}, .runs = 6, .threshold = random.unit()});
        REQUIRE(connected_pieces(graph, found.clusters.partition()) == found.clusters.count());
        CHECK(found.clusters.quality() == modularity(graph, found.clusters.partition()));
    }
}

TEST_CASE("runs that may not search again are represented by the best of them", "[consensus_clusters]")
{
    const auto graph = random_network(120, 0.04, 3);
    const ConsensusOptions options{.runs = 6, .most_rounds = 1};
    const auto found = consensus_clusters(graph, options);
    CHECK_FALSE(found.clusters.converged());
    CHECK(found.rounds == 1);
    double best = -1;
    for (const Partition& run : first_runs(graph, options)) best = std::max(best, modularity(graph, run));
    CHECK(found.clusters.quality() == best);
    CHECK(consensus_clusters(graph).clusters.converged());
}

TEST_CASE("a consensus differs less from seed to seed than single searches do", "[consensus_clusters]")
{
    const auto graph = karate_club();
    const auto first = consensus_clusters(graph, {.search = {.seed = 1}, .runs = 30});
    const auto second = consensus_clusters(graph, {.search = {.seed = 2}, .runs = 30});
    CHECK(first.clusters.partition() == second.clusters.partition());
    CHECK(first.clusters.options().seed == 1);
}

TEST_CASE("weighing all ties by a power of two changes no consensus", "[consensus_clusters]")
{
    const auto graph = random_network<double>(60, 0.1, 5, true);
    TieGraphBuilder<double> builder(60);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * 0x1p-900);
    same(consensus_clusters(builder.build()), consensus_clusters(graph));
}

TEST_CASE("a consensus is the same to the last bit on any number of threads", "[consensus_clusters]")
{
    const auto graph = random_network(400, 0.02, 9, true);
    const auto once = consensus_clusters(graph, {.search = {.execution = {.threads = 1}}});
    for (const int threads : {2, 3, 4, 8})
        same(consensus_clusters(graph, {.search = {.execution = {.threads = threads}}}), once);
}

TEST_CASE("very many people are searched run by run, alike on any number of threads", "[consensus_clusters]")
{
    Random random(4);
    TieGraphBuilder<> builder(101'000);
    for (PersonId person = 0; person < 101'000; ++person)
        for (int tie = 0; tie < 3; ++tie) {
            const auto mate = person / 10 * 10 + static_cast<PersonId>(random.below(10));
            if (mate != person) builder.add(person, mate);
        }
    const auto graph = builder.build();
    const auto found = [&](int threads) {
        return consensus_clusters(
            graph,
            {.search = {.effort = Effort::fast, .execution = {.threads = threads}}, .runs = 2, .most_rounds = 2});
    };
    same(found(1), found(4));
}

TEST_CASE("nobody, and people without ties, are sure of being alone", "[consensus_clusters]")
{
    CHECK(consensus_clusters(TieGraph<>()).confidences.empty());
    CHECK(consensus_clusters(TieGraph<>()).clusters.converged());
    const auto found = consensus_clusters(weighted_network<>(4, {{0, 1, 1.0F}, {2, 3, 0.0F}}));
    CHECK(found.clusters.count() == 3);
    CHECK(found.confidences == std::vector<double>(4, 1.0));
}

TEST_CASE("options of a consensus that mean nothing are refused", "[consensus_clusters]")
{
    for (const int runs : {-1, 0, 1, 10'001})
        CHECK_THROWS_AS(consensus_clusters(clique(3), {.runs = runs}), InvalidOption);
    for (const double threshold : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(consensus_clusters(clique(3), {.threshold = threshold}), InvalidOption);
    CHECK_THROWS_AS(consensus_clusters(clique(3), {.most_rounds = 0}), InvalidOption);
    CHECK_THROWS_AS(consensus_clusters(clique(3), {.search = {.resolution = 0}}), InvalidOption);
}

TEST_CASE("a stopped consensus answers nothing, and its progress only grows", "[consensus_clusters]")
{
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(consensus_clusters(karate_club(), {.search = {.execution = {.stop = source.get_token()}}}),
                    Cancelled);

    std::vector<double> told;
    (void)consensus_clusters(karate_club(),
                             {.search = {.execution = {.progress = [&](double share) { told.push_back(share); }}}});
    CHECK(told.size() > 20);
    CHECK(std::ranges::is_sorted(told));
    CHECK(told.back() == 1);
}
