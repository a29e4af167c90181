#include <tertius/brokerage/betweenness.hpp>

#include <tertius/graph/boost_graph.hpp>

#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/property_map/function_property_map.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numeric>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// Numbers of pairs as Boost.Graph counts them, path counts in double; `length(tie)`.
template <class Graph, class Length>
std::vector<double> by_boost(const Graph& graph, const Length& length)
{
    using boost::make_iterator_property_map;
    const auto index = get(boost::vertex_index, graph);
    const auto person_map = [&](auto& column) { return make_iterator_property_map(column.begin(), index); };
    std::vector<double> values(graph.size());
    std::vector<double> ties(graph.end_count());
    std::vector<std::vector<typename Graph::tie_type>> incoming(graph.size());
    std::vector<double> distance(graph.size());
    std::vector<double> dependency(graph.size());
    std::vector<double> paths(graph.size());
    const auto lengths = boost::make_function_property_map<typename Graph::tie_type, double>(length);
    boost::brandes_betweenness_centrality(
        graph, person_map(values), boost::make_iterator_property_map(ties.begin(), get(boost::edge_index, graph)),
        person_map(incoming), person_map(distance), person_map(dependency), person_map(paths), index, lengths);
    // Undirected graphs come out halved.
    return values;
}

void agree(const std::vector<double>& found, const std::vector<double>& expected)
{
    REQUIRE(found.size() == expected.size());
    for (std::size_t person = 0; person < found.size(); ++person)
        CHECK(found[person] == Approx(expected[person]).epsilon(1e-10).margin(1e-10));
}

/// All lengths of shortest ways by Floyd and Warshall, and shares of ways from counts by length.
template <class Graph>
std::vector<double> by_definition(const Graph& graph)
{
    const std::size_t n = graph.size();
    std::vector<std::vector<double>> hops(n, std::vector<double>(n, INFINITY));
    for (const PersonId a : graph.people()) {
        hops[a][a] = 0;
        for (const PersonId b : graph.alters(a)) hops[a][b] = 1;
    }
    for (std::size_t q = 0; q < n; ++q)
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b < n; ++b) hops[a][b] = std::min(hops[a][b], hops[a][q] + hops[q][b]);
    std::vector<std::vector<double>> ways(n, std::vector<double>(n));
    for (const PersonId a : graph.people()) {
        std::vector<PersonId> order(graph.people().begin(), graph.people().end());
        std::ranges::stable_sort(order, {}, [&](PersonId b) { return hops[a][b]; });
        ways[a][a] = 1;
        for (const PersonId q : order)
            for (const PersonId b : graph.alters(q))
                if (hops[a][b] == hops[a][q] + 1) ways[a][b] += ways[a][q];
    }
    std::vector<double> values(n);
    for (std::size_t v = 0; v < n; ++v)
        for (std::size_t s = 0; s < n; ++s)
            for (std::size_t t = 0; t < n; ++t)
                if (s != t && v != s && v != t && std::isfinite(hops[s][t]) && hops[s][v] + hops[v][t] == hops[s][t])
                    values[v] += ways[s][v] * ways[v][t] / ways[s][t];
    return values;
}

}  // namespace

TEST_CASE("a hub is between all of its strangers, they between nobody", "[betweenness]")
{
    CHECK(betweennesses(star(4)).values == std::vector<double>{1, 0, 0, 0, 0});
    CHECK(betweennesses(star(4), {.normalised = false}).values == std::vector<double>{6, 0, 0, 0, 0});
    for (const double value : betweennesses(clique(5)).values) CHECK(value == 0);
}

TEST_CASE("where ways part, each gets its share", "[betweenness]")
{
    // A square: each person is on one of the two ways between their two neighbours.
    const auto square = network(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
    for (const double value : betweennesses(square, {.normalised = false}).values) CHECK(value == 0.5);
    // In the chain 0 -> 1 -> 2 -> 3, person 1 is between 0 and 2 and between 0 and 3: two of 3 * 2 ordered pairs.
    const auto chain = directed_network(4, {{0, 1}, {1, 2}, {2, 3}});
    CHECK(betweennesses(chain).values[1] == Approx(1.0 / 3));
    CHECK(betweennesses(chain, {.normalised = false}).values == std::vector<double>{0, 2, 2, 0});
}

TEST_CASE("strong ties are short unless weights are said to be lengths", "[betweenness]")
{
    // From 0 to 2 directly with weight 1, or over 1 with weights 4 and 4.
    const auto graph = weighted_network<>(3, {{0, 2, 1.0F}, {0, 1, 4.0F}, {1, 2, 4.0F}});
    CHECK(betweennesses(graph).values[1] == 1);
    CHECK(betweennesses(graph, {.length = TieLength::weight}).values[1] == 0);
    CHECK(betweennesses(graph, {.length = TieLength::hop}).values[1] == 0);
}

TEST_CASE("the karate club's leaders are between most others", "[betweenness]")
{
    // Worked out with NetworkX 3.6 `betweenness_centrality`.
    const auto values = betweennesses(karate_club()).values;
    CHECK(values[0] == Approx(0.437635).epsilon(1e-5));
    CHECK(values[33] == Approx(0.304075).epsilon(1e-5));
    CHECK(values[32] == Approx(0.145247).epsilon(1e-5));
    CHECK(values[11] == 0);
}

TEST_CASE("betweenness is what its definition says", "[betweenness]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto graph = random_network(25, 0.03 * static_cast<double>(seed), seed);
        auto expected = by_definition(graph);
        for (double& value : expected) value /= 2;
        agree(betweennesses(graph, {.normalised = false}).values, expected);
        const auto directed = random_directed_network(25, 0.03 * static_cast<double>(seed), seed);
        agree(betweennesses(directed, {.normalised = false}).values, by_definition(directed));
    }
}

TEST_CASE("betweenness by hops and by lengths is that of Boost.Graph", "[betweenness]")
{
    const auto hop = [](const auto&) { return 1.0; };
    const auto weight = [](const auto& tie) { return static_cast<double>(tie.weight); };
    const auto inverse = [](const auto& tie) { return 1 / static_cast<double>(tie.weight); };
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        const auto undirected = random_network<double>(60, 0.02 + 0.02 * static_cast<double>(seed), seed, true);
        const auto directed = random_directed_network<double>(60, 0.02 + 0.02 * static_cast<double>(seed), seed, true);
        const auto check = [&](const auto& graph) {
            agree(betweennesses(graph, {.length = TieLength::hop, .normalised = false}).values, by_boost(graph, hop));
            agree(betweennesses(graph, {.length = TieLength::weight, .normalised = false}).values,
                  by_boost(graph, weight));
            agree(betweennesses(graph, {.normalised = false}).values, by_boost(graph, inverse));
        };
        check(undirected);
        check(directed);
    }
}

TEST_CASE("equal lengths count as hops do, even where their sums round differently", "[betweenness]")
{
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        const auto plain = random_network<double>(40, 0.08, seed);
        TieGraphBuilder<double> builder(40);
        for (const auto& tie : plain.ties()) builder.add(tie.source, tie.target, 0.1);
        agree(betweennesses(builder.build()).values, betweennesses(plain).values);
    }
    // 0.1 + 0.2 against 0.3: two ways of one length, over 1 and over 2 and 3.
    const auto graph = weighted_network<double>(4, {{0, 1, 0.1}, {1, 3, 0.2}, {0, 2, 0.15}, {2, 3, 0.15}});
    CHECK(betweennesses(graph, {.length = TieLength::weight}).values[1] == Approx(0.5 / 3));
}

TEST_CASE("weighing all ties alike more changes nothing, nor do extreme weights break anything", "[betweenness]")
{
    const auto graph = random_network<double>(40, 0.1, 3, true);
    const auto plain = betweennesses(graph).values;
    for (const double factor : {4.0, 0x1p-1000, 0x1p1000}) {
        TieGraphBuilder<double> builder(40);
        for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
        const auto scaled = builder.build();
        agree(betweennesses(scaled).values, plain);
        agree(betweennesses(scaled, {.length = TieLength::weight}).values,
              betweennesses(graph, {.length = TieLength::weight}).values);
    }
    const auto extreme = weighted_network<double>(
        5, {{0, 1, 1e-300}, {1, 2, 1e300}, {2, 3, 5e-324}, {3, 4, 1.7e308}, {0, 4, 0.0}, {0, 2, 1.0}});
    for (const auto length : {TieLength::inverse_weight, TieLength::hop}) {
        const auto values = betweennesses(extreme, {.length = length}).values;
        // 0 - 2 - 3 - 4 and 1 at 2: person 2 is between 0 and 3, 4; 1 and 3, 4; and 0 and 1 or not.
        CHECK(values[2] >= 4.0 / 6);
        CHECK(values[3] == 0.5);
    }
}

TEST_CASE("nobody goes over a tie of weight 0, and as a length it is refused", "[betweenness]")
{
    const auto graph = weighted_network<>(3, {{0, 1, 1.0F}, {1, 2, 0.0F}});
    for (const auto length : {TieLength::inverse_weight, TieLength::hop})
        CHECK(betweennesses(graph, {.length = length}).values == std::vector<double>{0, 0, 0});
    CHECK_THROWS_AS(betweennesses(graph, {.length = TieLength::weight}), InvalidInput);
}

TEST_CASE("samples are within the error they state, whatever the seed", "[betweenness]")
{
    const auto check = [](const auto& graph, TieLength length) {
        const auto exact = betweennesses(graph, {.length = length});
        CHECK(exact.error == 0);
        CHECK(exact.samples == 0);
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            const auto found = betweennesses(graph, {.length = length, .error = 0.05, .seed = seed});
            CHECK(found.samples > 0);
            CHECK(found.error > 0);
            CHECK(found.error <= 0.05);
            for (std::size_t person = 0; person < exact.values.size(); ++person)
                CHECK(std::abs(found.values[person] - exact.values[person]) <= found.error);
        }
    };
    check(random_network(1500, 0.004, 1), TieLength::hop);
    check(random_directed_network(1500, 0.002, 1), TieLength::hop);
    check(random_network<double>(1500, 0.003, 1, true), TieLength::inverse_weight);
    check(star(1500), TieLength::hop);
}

TEST_CASE("the mean over many samples is the exact value", "[betweenness]")
{
    // Directed and by hops from both ends: a hub, a long way round, and people who cannot be reached.
    const auto graph = random_directed_network(1000, 0.003, 5);
    const auto exact = betweennesses(graph).values;
    std::vector<double> mean(graph.size());
    constexpr int seeds = 30;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        const auto found = betweennesses(graph, {.error = 0.08, .seed = seed}).values;
        for (std::size_t person = 0; person < mean.size(); ++person) mean[person] += found[person] / seeds;
    }
    double worst = 0;
    for (std::size_t person = 0; person < mean.size(); ++person)
        worst = std::max(worst, std::abs(mean[person] - exact[person]));
    CHECK(worst < 0.004);
}

TEST_CASE("numbers of pairs come with an error in pairs, and few people are worked out exactly", "[betweenness]")
{
    const auto graph = random_network(1500, 0.004, 1);
    const auto share = betweennesses(graph, {.error = 0.05});
    const auto pairs = betweennesses(graph, {.normalised = false, .error = 0.05});
    CHECK(pairs.error == Approx(share.error * 1499 * 1498 / 2));
    CHECK(pairs.values[7] == Approx(share.values[7] * 1499 * 1498 / 2));
    const auto few = betweennesses(karate_club(), {.error = 0.01});
    CHECK(few.error == 0);
    CHECK(few.values == betweennesses(karate_club()).values);
}

TEST_CASE("betweenness is the same to the last bit on any number of threads", "[betweenness]")
{
    const auto plain = random_network(500, 0.01, 7);
    const auto weighted = random_directed_network(400, 0.01, 7, true);
    const auto check = [](const auto& graph, double error) {
        const auto once = betweennesses(graph, {.error = error, .execution = {.threads = 1}});
        for (const int threads : {2, 3, 4, 8}) {
            const auto again = betweennesses(graph, {.error = error, .execution = {.threads = threads}});
            CHECK(again.values == once.values);
            CHECK(again.error == once.error);
            CHECK(again.samples == once.samples);
        }
    };
    for (const double error : {0.0, 0.1}) {
        check(plain, error);
        check(weighted, error);
    }
}

TEST_CASE("more ways than can be counted are refused, not answered wrongly", "[betweenness]")
{
    // 1100 squares in a row: the ways double at each.
    constexpr PersonId squares = 1100;
    TieGraphBuilder<> builder(3 * squares + 1);
    for (PersonId square = 0; square < squares; ++square)
        for (const PersonId side : {1U, 2U})
            builder.add(3 * square, 3 * square + side).add(3 * square + side, 3 * square + 3);
    try {
        (void)betweennesses(builder.build());
        FAIL("nothing was refused");
    } catch (const InvalidInput& error) {
        CHECK(error.code() == "betweenness.overflow");
    }
}

TEST_CASE("where there are no pairs nobody is between them, and impossible options are refused", "[betweenness]")
{
    CHECK(betweennesses(TieGraph<>()).values.empty());
    CHECK(betweennesses(network(1, {})).values == std::vector<double>{0});
    CHECK(betweennesses(network(2, {{0, 1}}), {.error = 0.1}).values == std::vector<double>{0, 0});
    CHECK(betweennesses(network(4, {})).values == std::vector<double>(4, 0));
    for (const double error : {-0.1, 1.0, std::nan("")})
        CHECK_THROWS_AS(betweennesses(clique(4), {.error = error}), InvalidOption);
    for (const double confidence : {0.0, 1.0, std::nan("")})
        CHECK_THROWS_AS(betweennesses(clique(4), {.confidence = confidence}), InvalidOption);
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(betweennesses(clique(5), {.execution = {.stop = source.get_token()}}), Cancelled);
}
