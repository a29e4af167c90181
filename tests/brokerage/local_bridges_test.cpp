#include <tertius/brokerage/local_bridges.hpp>

#include "support/networks.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <limits>
#include <vector>

using namespace tertius;
using namespace tertius::test;

namespace {

/// A search from a alone that leaves out the tie to b.
template <class Weight>
std::optional<std::uint32_t> span_by_search(const TieGraph<Weight>& graph, PersonId a, PersonId b)
{
    std::vector<PersonId> order{a};
    std::vector<std::uint32_t> hops(graph.size(), std::numeric_limits<std::uint32_t>::max());
    hops[a] = 0;
    for (std::size_t place = 0; place < order.size(); ++place)
        for (const PersonId alter : graph.alters(order[place])) {
            if (hops[alter] <= hops[order[place]] + 1 || (order[place] == a && alter == b)) continue;
            if (graph.weight(order[place], alter) == 0) continue;
            hops[alter] = hops[order[place]] + 1;
            order.push_back(alter);
        }
    if (hops[b] == std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    return hops[b];
}

bool same(const LocalBridge& a, const LocalBridge& b)
{
    return a.a == b.a && a.b == b.b && a.span == b.span;
}

TieGraph<> ring(PersonId size)
{
    TieGraphBuilder<> builder(size);
    for (PersonId person = 0; person < size; ++person) builder.add(person, (person + 1) % size);
    return builder.build();
}

}  // namespace

TEST_CASE("the ties of a broker between two cliques are bridges, those inside are none", "[local_bridges]")
{
    const auto found = local_bridges(two_cliques_and_a_broker());
    REQUIRE(found.size() == 2);
    CHECK(same(found[0], {3, 4, {}}));
    CHECK(same(found[1], {4, 5, {}}));
}

TEST_CASE("the other way round a ring is all the rest of it", "[local_bridges]")
{
    CHECK(local_bridges(ring(3)).empty());
    for (const PersonId size : {4U, 5U, 8U, 9U})
        for (const auto& bridge : local_bridges(ring(size))) CHECK(bridge.span == size - 1);
    CHECK(local_bridges(ring(8)).size() == 8);
}

TEST_CASE("the karate club has its known local bridges", "[local_bridges]")
{
    // Person 11 hangs on a single tie; the other local bridges have another way round.
    const auto found = local_bridges(karate_club());
    std::size_t bridges = 0;
    for (const auto& bridge : found) {
        bridges += bridge.span ? 0 : 1;
        CHECK(bridge.span == span_by_search(karate_club(), bridge.a, bridge.b));
    }
    CHECK(bridges == 1);
}

TEST_CASE("local bridges are the ties without common alters, with the shortest other way", "[local_bridges]")
{
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const auto graph = random_network(40, 0.02 + 0.004 * static_cast<double>(seed), seed);
        std::vector<LocalBridge> expected;
        for (const auto& tie : graph.ties())
            if (std::ranges::none_of(graph.alters(tie.source),
                                     [&](PersonId alter) { return graph.has_tie(alter, tie.target); }))
                expected.push_back({tie.source, tie.target, span_by_search(graph, tie.source, tie.target)});
        CHECK(std::ranges::equal(local_bridges(graph), expected, same));
    }
}

TEST_CASE("a bounded search finds the shorter spans and gives up on the longer", "[local_bridges]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto graph = random_network(60, 0.035, seed);
        const auto all = local_bridges(graph);
        for (const std::uint32_t most : {3U, 4U, 6U}) {
            const auto bounded = local_bridges(graph, {.max_span = most});
            REQUIRE(bounded.size() == all.size());
            for (std::size_t row = 0; row < all.size(); ++row)
                CHECK(bounded[row].span == (all[row].span <= most ? all[row].span : std::nullopt));
        }
    }
}

TEST_CASE("a tie of weight 0 neither is a bridge nor closes a way", "[local_bridges]")
{
    const auto found = local_bridges(weighted_network<>(3, {{0, 1, 1.0F}, {1, 2, 1.0F}, {0, 2, 0.0F}}));
    REQUIRE(found.size() == 2);
    CHECK_FALSE(found[0].span);
}

TEST_CASE("local bridges are the same on any number of threads", "[local_bridges]")
{
    const auto graph = random_network(800, 0.004, 7);
    const auto once = local_bridges(graph, {.execution = {.threads = 1}});
    for (const int threads : {2, 3, 4, 8})
        CHECK(std::ranges::equal(local_bridges(graph, {.execution = {.threads = threads}}), once, same));
}

TEST_CASE("where nobody is tied there are no bridges, and an impossible bound is refused", "[local_bridges]")
{
    CHECK(local_bridges(TieGraph<>()).empty());
    CHECK(local_bridges(network(3, {})).empty());
    CHECK_THROWS_AS(local_bridges(clique(3), {.max_span = 2}), InvalidOption);
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(local_bridges(clique(5), {.execution = {.stop = source.get_token()}}), Cancelled);
}
