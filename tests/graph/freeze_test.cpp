#include <tertius/graph/boost_graph.hpp>
#include <tertius/graph/freeze.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <catch2/catch_test_macros.hpp>

#include <type_traits>

#include "support/networks.hpp"

using namespace tertius;

TEST_CASE("a user's adjacency_list becomes a TieGraph of the same people and weights", "[graph]")
{
    using Boost = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                        boost::property<boost::edge_weight_t, double>>;
    Boost own(4);
    add_edge(0, 1, 0.5, own);
    add_edge(2, 1, 2.0, own);
    const auto graph = freeze(own, get(boost::edge_weight, own));
    STATIC_REQUIRE(std::is_same_v<decltype(graph), const TieGraph<double>>);
    CHECK(graph.size() == 4);
    CHECK(graph.weight(1, 2) == 2.0);
    CHECK(graph.weight(1, 0) == 0.5);
    CHECK(graph.degree(3) == 0);
}

TEST_CASE("a directed graph stays directed, and other weights become floats", "[graph]")
{
    using Boost = boost::adjacency_list<boost::listS, boost::vecS, boost::bidirectionalS, boost::no_property,
                                        boost::property<boost::edge_weight_t, int>>;
    Boost own(3);
    add_edge(2, 0, 7, own);
    const auto graph = freeze(own, get(boost::edge_weight, own));
    STATIC_REQUIRE(std::is_same_v<decltype(graph), const DirectedTieGraph<float>>);
    CHECK(graph.weight(2, 0) == 7.0F);
    CHECK_FALSE(graph.has_tie(0, 2));
}

TEST_CASE("a TieGraph frozen again is itself", "[graph]")
{
    const auto club = test::karate_club<float>(true);
    const auto again = freeze(club, get(boost::edge_weight, club));
    CHECK(std::ranges::equal(club.alters(), again.alters()));
    CHECK(std::ranges::equal(club.weights(), again.weights()));
}

TEST_CASE("a user's self-tie or negative weight is refused, with the edge's position", "[graph]")
{
    using Boost = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                        boost::property<boost::edge_weight_t, double>>;
    Boost own(2);
    add_edge(0, 1, 1.0, own);
    add_edge(1, 1, 1.0, own);
    CHECK_THROWS_AS(freeze(own, get(boost::edge_weight, own)), InvalidInput);
    CHECK(freeze(own, get(boost::edge_weight, own), {.self_ties = SelfTies::drop}).tie_count() == 1);
}
