#include "clusters/spectral.hpp"

#include "clusters/connected_clusters.hpp"

#include "support/networks.hpp"
#include "support/pieces.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using tertius::detail::spectral_labels;

namespace {

using Labels = std::vector<ClusterId>;

Labels labels_of(const Partition& partition)
{
    return {partition.labels().begin(), partition.labels().end()};
}

template <class Weight>
Partition spectral(const TieGraph<Weight>& graph, ClusterId clusters = 0, std::uint64_t seed = 0, int threads = 0)
{
    return spectral_labels({.threads = threads}, graph, clusters, seed).partition;
}

/// Teams of equal size; each person knows about 10 of their team and 2 others.
TieGraph<> teams(PersonId count, PersonId size, std::uint64_t seed, PersonId copies = 1)
{
    Random random(seed);
    const PersonId people = count * size;
    TieGraphBuilder<> builder(people * copies);
    const auto add = [&](PersonId a, PersonId b) {
        for (PersonId copy = 0; a != b && copy < copies; ++copy) builder.add(copy * people + a, copy * people + b);
    };
    for (PersonId person = 0; person < people; ++person) {
        for (int tie = 0; tie < 5; ++tie) add(person, person / size * size + static_cast<PersonId>(random.below(size)));
        add(person, static_cast<PersonId>(random.below(people)));
    }
    return builder.build();
}

/// How many people are not with most of their team, teams being of equal size and in order.
PersonId strays(const Partition& found, PersonId size)
{
    PersonId result = 0;
    for (PersonId first = 0; first < found.size(); first += size) {
        std::vector<PersonId> counts(found.count());
        for (PersonId person = first; person < first + size; ++person) ++counts[found[person]];
        result += size - std::ranges::max(counts);
    }
    return result;
}

}  // namespace

TEST_CASE("two cliques are told apart, as many clusters as are asked for", "[spectral]")
{
    const auto graph = two_cliques_and_a_broker();
    const auto found = spectral(graph, 2);
    CHECK(found.count() == 2);
    for (PersonId person = 0; person < 4; ++person) {
        CHECK(found[person] == found[0]);
        CHECK(found[5 + person] == found[8]);
    }
    CHECK(found[0] != found[8]);
    CHECK(spectral(graph, 1).count() == 1);
    CHECK(spectral(graph, 9).count() == 9);
    CHECK(spectral(graph, 1000).count() == 9);
}

TEST_CASE("the gap sees one circle in a clique and in a star, and each clique of many", "[spectral]")
{
    // Clique of n: the mean degree is n - 1, so L = (J - I) / 2(n - 1): 1/2 once, then -1 / 2(n - 1): none is positive
    // after the first. Star: two opposite eigenvalues, all others 0.
    CHECK(spectral(clique(7)).count() == 1);
    CHECK(spectral(star(6)).count() == 1);
    CHECK(spectral(network(2, {{0, 1}})).count() == 1);
    // Cliques that are not tied: 1/2 for each of them.
    TieGraphBuilder<> builder(20);
    for (PersonId first = 0; first < 20; first += 5)
        for (PersonId a = first; a < first + 5; ++a)
            for (PersonId b = a + 1; b < first + 5; ++b) builder.add(a, b);
    const auto found = spectral(builder.build());
    CHECK(strays(found, 5) == 0);
    CHECK(found.count() == 4);
}

TEST_CASE("planted teams are found, among few people and among many", "[spectral]")
{
    for (const PersonId size : {20U, 200U}) {
        const auto graph = teams(6, size, 3);
        for (const ClusterId asked : {0U, 6U}) {
            const auto found = spectral_labels({}, graph, asked, 1);
            CHECK(found.converged);
            CHECK(found.partition.count() == 6);
            CHECK(strays(found.partition, size) < 6 * size / 20);
        }
    }
}

TEST_CASE("more people than a sample holds are filed under the sample's centres", "[spectral]")
{
    const auto found = spectral(teams(4, 3000, 5), 4);
    CHECK(found.count() == 4);
    CHECK(strays(found, 3000) < 600);
}

TEST_CASE("two copies of a network side by side are told apart", "[spectral]")
{
    for (const PersonId size : {20U, 200U}) {
        const auto found = spectral(teams(3, size, 7, 2), 6);
        CHECK(found.count() == 6);
        CHECK(strays(found, size) < 6 * size / 20);
    }
}

TEST_CASE("every spectral cluster is connected, on many networks", "[spectral]")
{
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Random random(seed);
        const auto size = static_cast<PersonId>(seed % 10 == 0 ? 300 : 5 + random.below(40));
        const auto graph = random_network(size, 4 * random.unit() / size, seed, seed % 2 == 1);
        const auto asked = static_cast<ClusterId>(random.below(8));
        const auto found = spectral(graph, asked, seed);
        REQUIRE(connected_pieces(graph, found) == found.count());
    }
}

TEST_CASE("whoever is cut off from the largest piece of their cluster joins the one they are tied to most",
          "[spectral]")
{
    // A path 0 - 1 - 2 - 3 - 4 with 2 between two halves of one cluster: the first half stays, the other joins 2.
    const auto path = network(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
    CHECK(labels_of(detail::connected_clusters(path, Labels{7, 7, 3, 7, 7, 7})) == Labels{0, 0, 1, 1, 1, 2});
    // 3 is tied to 0 by 2, to 1 and 2 by 1 each: 1 and 2 are one cluster, of as much weight; the first one wins.
    const auto torn = weighted_network<>(5, {{0, 3, 2.0F}, {1, 2, 1.0F}, {1, 3, 1.0F}, {2, 3, 1.0F}, {3, 4, 0.0F}});
    CHECK(labels_of(detail::connected_clusters(torn, Labels{0, 1, 1, nobody, nobody})) == Labels{0, 1, 1, 0, 2});
    // Nobody has a cluster yet.
    CHECK(labels_of(detail::connected_clusters(path, Labels(6, nobody))) == Labels{0, 0, 0, 0, 0, 1});
}

TEST_CASE("people without ties, and one more of them, are clusters of their own", "[spectral]")
{
    CHECK(spectral(TieGraph<>()).count() == 0);
    CHECK(spectral(network(3, {})).count() == 3);
    CHECK(spectral(weighted_network<>(3, {{0, 1, 0.0F}}), 2).count() == 3);
    const auto graph = karate_club();
    TieGraphBuilder<> builder(36);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target);
    auto expected = labels_of(spectral(graph, 3));
    expected.insert(expected.end(), {3, 4});
    CHECK(labels_of(spectral(builder.build(), 3)) == expected);
}

TEST_CASE("weighing all ties by a power of two changes no spectral cluster, extreme weights do no harm", "[spectral]")
{
    const auto graph = random_network<double>(60, 0.1, 5, true);
    const auto plain = spectral(graph, 4);
    for (const double factor : {0.25, 0x1p-1000, 0x1p1000}) {
        TieGraphBuilder<double> builder(60);
        for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
        CHECK(spectral(builder.build(), 4) == plain);
    }
    const auto extreme = weighted_network<double>(
        8, {{0, 1, 1e-300}, {1, 2, 1e-300}, {3, 4, 1e300}, {4, 5, 1e300}, {2, 3, 0.0}, {6, 7, 1.0}});
    for (const ClusterId asked : {0U, 1U, 3U, 6U}) {
        const auto found = spectral(extreme, asked);
        CHECK(connected_pieces(extreme, found) == found.count());
        CHECK(found[0] == found[2]);
    }
}

TEST_CASE("spectral clusters are the same to the last label on any number of threads", "[spectral]")
{
    const auto graph = teams(8, 700, 11);
    const auto once = spectral(graph, 8, 3, 1);
    for (const int threads : {2, 3, 4, 8}) CHECK(spectral(graph, 8, 3, threads) == once);
    CHECK(spectral(graph, 8, 3) == once);
}

TEST_CASE("a stopped spectral search answers nothing", "[spectral]")
{
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(spectral_labels({.stop = source.get_token()}, karate_club(), 2, 0), Cancelled);
}
