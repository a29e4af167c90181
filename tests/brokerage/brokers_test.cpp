#include <tertius/brokerage/brokers.hpp>

#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/brokerage/participation.hpp>
#include <tertius/graph/symmetrised.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"
#include "support/partitions.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

TEST_CASE("between two cliques, only those with ties into both are brokers", "[brokers]")
{
    // The cliques are 0-3 and 5-8; person 4 counts to the first. Person 4: effective size 2, ties spread
    // evenly over two clusters, 2 * 1/2 = 1. Person 5: 2.5 (3 friends with 3 ties among them, and person 4),
    // 3/4 of the ties inside: 1 - 9/16 - 1/16 = 3/8, together 0.9375. All others' ties stay in one cluster.
    const std::vector<std::uint32_t> labels{0, 0, 0, 0, 0, 1, 1, 1, 1};
    const auto found = brokers(two_cliques_and_a_broker(), Partition(labels));
    REQUIRE(found.size() == 2);
    CHECK(found[0].person == 4);
    CHECK(found[0].score == Approx(1));
    CHECK(found[0].clusters == 2);
    CHECK(found[0].participation == Approx(0.5));
    CHECK(found[0].effective_size == Approx(2));
    CHECK(found[0].constraint == Approx(0.5));
    CHECK(found[1].person == 5);
    CHECK(found[1].score == Approx(0.9375));
}

TEST_CASE("every row says what the single measures say, and scores fall", "[brokers]")
{
    const auto graph = random_network(200, 0.04, 11, true);
    const auto clusters = random_partition(200, 6, 11);
    const auto found = brokers(graph, clusters, {.limit = 50});
    REQUIRE(found.size() == 50);
    for (const auto& row : found) {
        CHECK(row.constraint == constraint(graph, row.person));
        CHECK(row.effective_size == effective_size(graph, row.person));
        CHECK(row.participation == cluster_reach(graph, clusters, row.person).participation);
        CHECK(row.clusters == cluster_reach(graph, clusters, row.person).clusters);
        CHECK(row.score == row.effective_size * row.participation);
    }
    CHECK(std::ranges::is_sorted(found, std::ranges::greater{}, &Broker::score));
    // Nobody left out would have come before the last one listed.
    const auto all = brokers(graph, clusters, {.limit = 200});
    CHECK(std::ranges::equal(found, all | std::views::take(50), {}, &Broker::person, &Broker::person));
}

TEST_CASE("equal brokers are listed in the order of people", "[brokers]")
{
    // A ring of six, everybody in a cluster of their own: all alike.
    const auto ring = network(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}});
    const auto found = brokers(ring, Partition::singletons(6));
    REQUIRE(found.size() == 6);
    for (PersonId person = 0; person < 6; ++person) CHECK(found[person].person == person);
}

TEST_CASE("brokers are the same on any number of threads", "[brokers]")
{
    const auto graph = random_network(1500, 0.01, 7, true);
    const auto clusters = random_partition(1500, 20, 7);
    const auto once = brokers(graph, clusters, {.limit = 100, .execution = {.threads = 1}});
    for (const int threads : {2, 8}) {
        const auto again = brokers(graph, clusters, {.limit = 100, .execution = {.threads = threads}});
        CHECK(std::ranges::equal(again, once, {}, &Broker::person, &Broker::person));
        CHECK(std::ranges::equal(again, once, {}, &Broker::score, &Broker::score));
    }
}

TEST_CASE("where nobody stands between clusters, there are no brokers", "[brokers]")
{
    CHECK(brokers(clique(4), Partition(std::vector<std::uint32_t>(4, 0))).empty());
    CHECK(brokers(network(3, {}), Partition::singletons(3)).empty());
    CHECK(brokers(TieGraph<>(), Partition()).empty());
}

TEST_CASE("a partition of other people and a limit of 0 are refused", "[brokers]")
{
    CHECK_THROWS_AS(brokers(clique(3), Partition::singletons(4)), InvalidInput);
    CHECK_THROWS_AS(brokers(clique(3), Partition::singletons(3), {.limit = 0}), InvalidOption);
}

TEST_CASE("in a directed graph brokers are those of what passes either way", "[brokers]")
{
    const auto graph = random_directed_network(120, 0.03, 5, true);
    const auto clusters = random_partition(120, 5, 5);
    const auto found = brokers(graph, clusters);
    const auto expected = brokers(symmetrised(graph), clusters);
    CHECK(std::ranges::equal(found, expected, {}, &Broker::person, &Broker::person));
    CHECK(std::ranges::equal(found, expected, {}, &Broker::score, &Broker::score));
}
