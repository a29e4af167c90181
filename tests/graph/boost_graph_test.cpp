#include <tertius/graph/boost_graph.hpp>

#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/vector_property_map.hpp>
#include <catch2/catch_test_macros.hpp>

#include <iterator>
#include <vector>

#include "support/networks.hpp"

using namespace tertius;

template <class Graph>
void require_boost_concepts()
{
    using Vertex = typename boost::graph_traits<Graph>::vertex_descriptor;
    using Edge = typename boost::graph_traits<Graph>::edge_descriptor;
    BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Graph>));
    BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Graph>));
    BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Graph>));
    BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<Graph>));
    BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Graph>));
    BOOST_CONCEPT_ASSERT((boost::AdjacencyMatrixConcept<Graph>));
    BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, Edge, boost::edge_weight_t>));
    BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, Edge, boost::edge_index_t>));
    BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, Vertex, boost::vertex_index_t>));
}

TEST_CASE("a TieGraph models the Boost.Graph concepts, undirected and directed", "[graph][boost]")
{
    require_boost_concepts<TieGraph<float>>();
    require_boost_concepts<TieGraph<double>>();
    require_boost_concepts<DirectedTieGraph<float>>();
    SUCCEED("the concepts are checked when this file is compiled");
}

TEST_CASE("Boost's Dijkstra finds the shorter way round", "[graph][boost]")
{
    // 0 -1- 1 -1- 2 is shorter than the direct tie of length 5; 3 cannot be reached.
    const auto graph = test::weighted_network<double>(4, {{0, 1, 1}, {1, 2, 1}, {0, 2, 5}});
    std::vector<double> distance(4);
    std::vector<PersonId> before(4);
    boost::dijkstra_shortest_paths(graph, PersonId{0},
                                   boost::distance_map(distance.data()).predecessor_map(before.data()));
    CHECK(distance[2] == 2.0);
    CHECK(before[2] == 1);
    CHECK(distance[3] == std::numeric_limits<double>::max());
}

TEST_CASE("Boost counts the components of a network of two circles and an isolate", "[graph][boost]")
{
    const auto graph = test::network(6, {{0, 1}, {1, 2}, {3, 4}});
    std::vector<int> component(6);
    CHECK(boost::connected_components(graph, component.data()) == 3);
    CHECK(component[0] == component[2]);
    CHECK(component[2] != component[3]);
}

TEST_CASE("Boost finds the broker between two cliques to be an articulation point", "[graph][boost]")
{
    const auto graph = test::two_cliques_and_a_broker();
    // Each clique is one biconnected component, and so is each of the broker's two ties.
    boost::vector_property_map<std::size_t, decltype(get(boost::edge_index, graph))> component(
        static_cast<unsigned>(graph.end_count()), get(boost::edge_index, graph));
    std::vector<PersonId> articulation;
    const auto [count, out] = boost::biconnected_components(graph, component, std::back_inserter(articulation));
    CHECK(count == 4);
    std::ranges::sort(articulation);
    CHECK(articulation == std::vector<PersonId>{3, 4, 5});
}

TEST_CASE("Boost's core numbers: the cliques hold together, the broker hangs on by two ties", "[graph][boost]")
{
    const auto graph = test::two_cliques_and_a_broker();
    std::vector<std::uint64_t> core(graph.size());
    boost::core_numbers(graph, boost::make_iterator_property_map(core.begin(), get(boost::vertex_index, graph)));
    CHECK(core == std::vector<std::uint64_t>{3, 3, 3, 3, 2, 3, 3, 3, 3});
}

TEST_CASE("Boost finds who can reach each other along directed ties", "[graph][boost]")
{
    TieGraphBuilder<float, Direction::directed> builder(4);
    builder.add(0, 1).add(1, 2).add(2, 0).add(2, 3);
    const auto graph = builder.build();
    std::vector<int> component(4);
    CHECK(boost::strong_components(graph, component.data()) == 2);
    CHECK(component[0] == component[2]);
    CHECK(component[3] != component[2]);
}

TEST_CASE("both ends of a tie have one edge index, and no two ties share one", "[graph][boost]")
{
    const auto graph = test::karate_club();
    const auto index = get(boost::edge_index, graph);
    std::vector<int> seen(graph.end_count());
    for (const auto& tie : graph.ties()) ++seen[get(index, tie)];
    CHECK(std::ranges::count(seen, 1) == 78);
    CHECK(std::ranges::count(seen, 0) == 78);
    for (const PersonId ego : graph.people())
        for (const auto& tie : graph.ties_of(ego))
            CHECK(get(index, tie) == get(index, edge(tie.target, ego, graph).first));
}
