#include <tertius/graph/symmetrised.hpp>

#include <tertius/graph/random.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <limits>
#include <string>

using namespace tertius;

namespace {

template <class Weight>
DirectedTieGraph<Weight> random_directed(PersonId size, double chance, std::uint64_t seed, bool weighted)
{
    Random random(seed);
    TieGraphBuilder<Weight, Direction::directed> builder(size);
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = 0; b < size; ++b)
            if (a != b && random.unit() < chance)
                builder.add(a, b, weighted ? static_cast<Weight>(random.unit()) : Weight{1});
    return builder.build();
}

template <class Weight>
bool same(const TieGraph<Weight>& a, const TieGraph<Weight>& b)
{
    return std::ranges::equal(a.offsets(), b.offsets()) && std::ranges::equal(a.alters(), b.alters()) &&
           std::ranges::equal(a.weights(), b.weights());
}

/// Every directed tie as an undirected one, parallel ties added up by the builder.
template <class Weight>
TieGraph<Weight> by_the_builder(const DirectedTieGraph<Weight>& graph)
{
    TieGraphBuilder<Weight> builder(graph.size());
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight);
    return builder.build();
}

}  // namespace

TEST_CASE("what two people give each other is added up, whichever way it goes", "[graph][symmetrised]")
{
    TieGraphBuilder<float, Direction::directed> builder(4);
    builder.add(0, 1, 2).add(1, 0, 3).add(2, 1, 0.5F);
    const auto graph = symmetrised(builder.build());
    CHECK(graph.size() == 4);
    CHECK(graph.tie_count() == 2);
    CHECK(graph.weight(0, 1) == 5);
    CHECK(graph.weight(1, 0) == 5);
    CHECK(graph.weight(1, 2) == 0.5F);
    CHECK(graph.degree(3) == 0);
}

TEST_CASE("weights are stored only where some tie is mutual or weighted", "[graph][symmetrised]")
{
    TieGraphBuilder<float, Direction::directed> one_way(3);
    CHECK_FALSE(symmetrised(one_way.add(0, 1).add(2, 1).build()).is_weighted());
    TieGraphBuilder<float, Direction::directed> mutual(3);
    CHECK(symmetrised(mutual.add(0, 1).add(1, 0).build()).weight(0, 1) == 2);
    // Halves of one make one.
    TieGraphBuilder<float, Direction::directed> halves(2);
    CHECK_FALSE(symmetrised(halves.add(0, 1, 0.5F).add(1, 0, 0.5F).build()).is_weighted());
}

TEST_CASE("the undirected graph is the one that the builder makes of all ties", "[graph][symmetrised]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const double chance = 0.03 * static_cast<double>(seed);
        const auto graph = random_directed<double>(40, chance, seed, seed % 2 == 1);
        CHECK(same(symmetrised(graph), by_the_builder(graph)));
        const auto narrow = random_directed<float>(40, chance, seed, seed % 2 == 1);
        CHECK(same(symmetrised(narrow), by_the_builder(narrow)));
    }
}

TEST_CASE("the undirected graph has the same bytes for any number of threads", "[graph][symmetrised]")
{
    const auto graph = random_directed<float>(3000, 0.002, 3, true);
    const auto once = symmetrised(graph, {.threads = 1});
    for (const int threads : {2, 3, 4, 8}) CHECK(same(symmetrised(graph, {.threads = threads}), once));
}

TEST_CASE("ties too heavy to add up are refused by name", "[graph][symmetrised]")
{
    constexpr auto most = std::numeric_limits<float>::max();
    TieGraphBuilder<float, Direction::directed> builder(9);
    builder.add(7, 8, most).add(8, 7, most).add(3, 5, most).add(5, 3, most).add(1, 2, most).add(2, 1, 1e-30F);
    const auto graph = builder.build();
    try {
        (void)symmetrised(graph);
        FAIL("nothing was refused");
    } catch (const InvalidInput& error) {
        CHECK(error.code() == "weight.overflow");
        CHECK(std::string(error.what()).find("people 3 and 5") != std::string::npos);
    }
}

TEST_CASE("ties of weight 0 stay ties, and nobody stays nobody", "[graph][symmetrised]")
{
    TieGraphBuilder<float, Direction::directed> builder(2);
    const auto graph = symmetrised(builder.add(0, 1, 0).build());
    CHECK(graph.has_tie(1, 0));
    CHECK(graph.weight(0, 1) == 0);
    CHECK(symmetrised(DirectedTieGraph<>()).size() == 0);
    CHECK(symmetrised(TieGraphBuilder<float, Direction::directed>(1).build()).end_count() == 0);
}

TEST_CASE("a stopped call makes no graph", "[graph][symmetrised]")
{
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(symmetrised(random_directed<float>(5, 0.5, 1, false), {.stop = source.get_token()}), Cancelled);
}
