#include <tertius/brokerage/brokerage_roles.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"
#include "support/partitions.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

using Counts = std::array<std::uint64_t, brokerage_role_count>;

/// The definition read aloud, over all pairs of people.
template <class Graph>
Counts counts_by_definition(const Graph& graph, std::span<const std::uint32_t> labels, PersonId j)
{
    Counts counts{};
    const auto tied = [&](PersonId a, PersonId b) { return graph.weight(a, b) > 0; };
    for (const PersonId i : graph.people())
        for (const PersonId k : graph.people()) {
            if (i == k || !tied(i, j) || !tied(j, k) || tied(i, k)) continue;
            const auto [a, b, c] = std::array{labels[i], labels[j], labels[k]};
            if (a == b && b == c) ++counts[0];
            if (a == c && a != b) ++counts[1];
            if (b == c && a != b) ++counts[2];
            if (a == b && b != c) ++counts[3];
            if (a != b && b != c && a != c) ++counts[4];
        }
    return counts;
}

/// Mean and deviation of the counts over every order in which the labels can be dealt.
template <class Graph>
void expectation_agrees(const Graph& graph, std::vector<std::uint32_t> labels)
{
    const Partition clusters(labels);
    std::vector<PersonId> order(labels.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<std::array<double, brokerage_role_count>> sums(graph.size());
    std::vector<std::array<double, brokerage_role_count>> squares(graph.size());
    double deals = 0;
    do {
        std::vector<std::uint32_t> dealt(labels.size());
        for (PersonId person = 0; person < labels.size(); ++person) dealt[person] = labels[order[person]];
        ++deals;
        for (const PersonId ego : graph.people()) {
            const Counts counts = counts_by_definition(graph, dealt, ego);
            for (std::size_t role = 0; role < brokerage_role_count; ++role) {
                const auto count = static_cast<double>(counts[role]);
                sums[ego][role] += count;
                squares[ego][role] += count * count;
            }
        }
    } while (std::ranges::next_permutation(order).found);
    const auto found = brokerage_roles(graph, clusters);
    for (const PersonId ego : graph.people())
        for (std::size_t role = 0; role < brokerage_role_count; ++role) {
            const double mean = sums[ego][role] / deals;
            const double variance = squares[ego][role] / deals - mean * mean;
            CHECK(found[ego].expected[role] == Approx(mean).margin(1e-9));
            if (variance < 1e-9)
                CHECK(std::isnan(found[ego].z_scores[role]));
            else
                CHECK(found[ego].z_scores[role] ==
                      Approx((static_cast<double>(found[ego].counts[role]) - mean) / std::sqrt(variance)).margin(1e-9));
        }
}

bool same_bits(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool same(const BrokerageRoles& a, const BrokerageRoles& b)
{
    return a.counts == b.counts && a.total == b.total && std::ranges::equal(a.expected, b.expected, same_bits) &&
           std::ranges::equal(a.z_scores, b.z_scores, same_bits);
}

}  // namespace

TEST_CASE("a go-between has the role that the three clusters give", "[brokerage_roles]")
{
    const auto chain = directed_network(3, {{0, 1}, {1, 2}});
    const auto role_in = [&](std::vector<std::uint32_t> labels) {
        return brokerage_roles(chain, partition(labels), 1).counts;
    };
    CHECK(role_in({0, 0, 0}) == Counts{1, 0, 0, 0, 0});
    CHECK(role_in({0, 1, 0}) == Counts{0, 1, 0, 0, 0});
    CHECK(role_in({0, 1, 1}) == Counts{0, 0, 1, 0, 0});
    CHECK(role_in({0, 0, 1}) == Counts{0, 0, 0, 1, 0});
    CHECK(role_in({0, 1, 2}) == Counts{0, 0, 0, 0, 1});
    CHECK(brokerage_roles(chain, partition({0, 1, 2}), 1).count(BrokerageRole::liaison) == 1);
    CHECK(brokerage_roles(chain, partition({0, 1, 2}), 1).total == 1);
    CHECK(brokerage_roles(chain, partition({0, 1, 2}), 0).total == 0);
}

TEST_CASE("two who reach each other need no go-between, and nobody is led back to themselves", "[brokerage_roles]")
{
    CHECK(brokerage_roles(directed_network(3, {{0, 1}, {1, 2}, {0, 2}}), partition({0, 0, 0}), 1).total == 0);
    // From 2 to 0 only: 0 does not reach 2, but no way leads over 1 from 0 to 2 either.
    CHECK(brokerage_roles(directed_network(3, {{0, 1}, {1, 2}, {2, 0}}), partition({0, 0, 0}), 1).total == 1);
    CHECK(brokerage_roles(directed_network(2, {{0, 1}, {1, 0}}), partition({0, 0}), 1).total == 0);
}

TEST_CASE("in an undirected graph each pair of strangers counts from either side", "[brokerage_roles]")
{
    CHECK(brokerage_roles(star(4), partition({0, 0, 0, 0, 0}), 0).counts == Counts{12, 0, 0, 0, 0});
    // Own: 1; others: 2, 3 and 4. Of 12 ordered pairs, 3 begin with 1, 3 end there, 6 are among the others, 2 of these
    // in one cluster.
    CHECK(brokerage_roles(star(4), partition({0, 0, 1, 1, 2}), 0).counts == Counts{0, 2, 3, 3, 4});
    const auto graph = random_network(40, 0.2, 3);
    const auto clusters = random_partition(40, 4, 3);
    CHECK(
        std::ranges::equal(brokerage_roles(graph, clusters), brokerage_roles(both_directions(graph), clusters), same));
}

TEST_CASE("roles are what their definition says, for one and for everybody", "[brokerage_roles]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto graph = random_directed_network(30, 0.05 * static_cast<double>(seed), seed, true);
        const auto clusters = random_partition(30, 1 + seed % 5, seed);
        const auto everybody = brokerage_roles(graph, clusters);
        for (const PersonId ego : graph.people()) {
            const Counts expected = counts_by_definition(graph, clusters.labels(), ego);
            CHECK(everybody[ego].counts == expected);
            CHECK(everybody[ego].total == std::accumulate(expected.begin(), expected.end(), std::uint64_t{0}));
            CHECK(same(brokerage_roles(graph, clusters, ego), everybody[ego]));
        }
    }
}

TEST_CASE("what is expected is the mean over all ways to deal the clusters, and so is the deviation",
          "[brokerage_roles]")
{
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        const auto graph = random_directed_network(6, 0.3 + 0.05 * static_cast<double>(seed), seed);
        expectation_agrees(graph, {0, 0, 0, 1, 1, 2});
        expectation_agrees(graph, {0, 0, 1, 1, 2, 2});
        expectation_agrees(graph, {0, 1, 2, 3, 4, 4});
    }
    expectation_agrees(random_network(6, 0.5, 4), {0, 0, 0, 1, 1, 1});
    expectation_agrees(random_directed_network(7, 0.4, 9), {0, 0, 0, 0, 1, 1, 2});
    expectation_agrees(random_directed_network(4, 0.5, 9), {0, 0, 1, 1});
    expectation_agrees(random_directed_network(3, 0.5, 2), {0, 0, 1});
}

TEST_CASE("where every deal gives the same count there is no deviation", "[brokerage_roles]")
{
    const auto graph = random_directed_network(50, 0.1, 1);
    for (const auto& clusters : {partition(std::vector<std::uint32_t>(50, 0)), Partition::singletons(50)})
        for (const auto& roles : brokerage_roles(graph, clusters))
            for (std::size_t role = 0; role < brokerage_role_count; ++role) {
                CHECK(roles.expected[role] == Approx(static_cast<double>(roles.counts[role])));
                CHECK(std::isnan(roles.z_scores[role]));
            }
}

TEST_CASE("a gatekeeper against the stream is a representative", "[brokerage_roles]")
{
    const auto graph = random_directed_network(40, 0.1, 6);
    TieGraphBuilder<float, Direction::directed> turned(40);
    for (const auto& tie : graph.ties()) turned.add(tie.target, tie.source);
    const auto clusters = random_partition(40, 3, 6);
    const auto there = brokerage_roles(graph, clusters);
    const auto back = brokerage_roles(turned.build(), clusters);
    for (const PersonId ego : graph.people()) {
        CHECK(back[ego].count(BrokerageRole::gatekeeper) == there[ego].count(BrokerageRole::representative));
        CHECK(back[ego].count(BrokerageRole::liaison) == there[ego].count(BrokerageRole::liaison));
    }
}

TEST_CASE("a tie of weight 0 neither leads nor closes", "[brokerage_roles]")
{
    TieGraphBuilder<float, Direction::directed> builder(4);
    const auto graph = builder.add(0, 1, 2).add(1, 2, 3).add(0, 2, 0).add(3, 1, 0).build();
    CHECK(brokerage_roles(graph, partition({0, 0, 0, 0}), 1).counts == Counts{1, 0, 0, 0, 0});
    CHECK(brokerage_roles(graph, partition({0, 0, 0, 0}))[1].counts == Counts{1, 0, 0, 0, 0});
}

TEST_CASE("a hub of a hundred thousand strangers is counted, not walked through", "[brokerage_roles]")
{
    constexpr PersonId strangers = 100'000;
    std::vector<std::uint32_t> labels(strangers + 1);
    for (PersonId person = 0; person <= strangers; ++person) labels[person] = person % 2;
    const auto roles = brokerage_roles(star(strangers), partition(labels));
    CHECK(roles[0].total == std::uint64_t{strangers} * (strangers - 1));
    CHECK(roles[0].count(BrokerageRole::gatekeeper) == std::uint64_t{strangers} / 2 * (strangers / 2));
}

TEST_CASE("everybody's roles are the same on any number of threads", "[brokerage_roles]")
{
    const auto graph = random_directed_network(700, 0.02, 7);
    const auto clusters = random_partition(700, 6, 7);
    const auto once = brokerage_roles(graph, clusters, {.threads = 1});
    for (const int threads : {2, 3, 4, 8})
        CHECK(std::ranges::equal(brokerage_roles(graph, clusters, {.threads = threads}), once, same));
}

TEST_CASE("a partition of other people and a person who is not there are refused", "[brokerage_roles]")
{
    CHECK_THROWS_AS(brokerage_roles(clique(3), Partition::singletons(4)), InvalidInput);
    CHECK_THROWS_AS(brokerage_roles(clique(3), Partition::singletons(3), 3), UnknownPerson);
    CHECK(brokerage_roles(TieGraph<>(), Partition()).empty());
    CHECK(brokerage_roles(network(1, {}), Partition::singletons(1))[0].total == 0);
}
