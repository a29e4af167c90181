#pragma once

#include <tertius/graph/tie_graph.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include <algorithm>
#include <cstdint>
#include <ranges>
#include <type_traits>
#include <utility>

// A TieGraph as a model of the Boost.Graph concepts, so that every Boost.Graph algorithm runs on it unchanged.
// This is the one place that speaks of vertices and edges: a person is a vertex descriptor, a Tie an edge
// descriptor. The property maps are vertex_index, edge_weight and edge_index (the place of the tie's end at its
// lower person, less than end_count()).

namespace tertius::detail {

struct BoostTraversal : boost::bidirectional_graph_tag,
                        boost::adjacency_graph_tag,
                        boost::vertex_list_graph_tag,
                        boost::edge_list_graph_tag {};

template <class Range>
using IteratorOf = std::ranges::iterator_t<Range>;

}  // namespace tertius::detail

template <class Weight, tertius::Direction direction>
struct boost::graph_traits<tertius::TieGraph<Weight, direction>> {
    using Graph = tertius::TieGraph<Weight, direction>;
    using vertex_descriptor = tertius::PersonId;
    using edge_descriptor = typename Graph::tie_type;
    using directed_category = std::conditional_t<Graph::is_directed, bidirectional_tag, undirected_tag>;
    using edge_parallel_category = disallow_parallel_edge_tag;
    using traversal_category = tertius::detail::BoostTraversal;
    using vertices_size_type = tertius::PersonId;
    using edges_size_type = std::uint64_t;
    using degree_size_type = std::uint64_t;
    using vertex_iterator = tertius::detail::IteratorOf<decltype(std::declval<const Graph&>().people())>;
    using adjacency_iterator = const tertius::PersonId*;
    using out_edge_iterator = tertius::detail::IteratorOf<decltype(std::declval<const Graph&>().ties_of(0))>;
    using in_edge_iterator = tertius::detail::IteratorOf<decltype(std::declval<const Graph&>().in_ties_of(0))>;
    using edge_iterator = tertius::detail::IteratorOf<decltype(std::declval<const Graph&>().ties())>;
    static constexpr vertex_descriptor null_vertex() { return tertius::nobody; }
};

// Brandes' betweenness and others ask for the traits of a const graph.
template <class Weight, tertius::Direction direction>
struct boost::graph_traits<const tertius::TieGraph<Weight, direction>>
    : boost::graph_traits<tertius::TieGraph<Weight, direction>> {};

namespace tertius {

template <class Weight, Direction direction>
auto vertices(const TieGraph<Weight, direction>& graph)
{
    const auto people = graph.people();
    return std::pair(people.begin(), people.end());
}

template <class Weight, Direction direction>
PersonId num_vertices(const TieGraph<Weight, direction>& graph)
{
    return graph.size();
}

template <class Weight, Direction direction>
auto edges(const TieGraph<Weight, direction>& graph)
{
    const auto ties = graph.ties();
    return std::pair(ties.begin(), ties.end());
}

template <class Weight, Direction direction>
std::uint64_t num_edges(const TieGraph<Weight, direction>& graph)
{
    return graph.tie_count();
}

template <class Weight, Direction direction>
auto out_edges(PersonId ego, const TieGraph<Weight, direction>& graph)
{
    const auto ties = graph.ties_of(ego);
    return std::pair(ties.begin(), ties.end());
}

template <class Weight, Direction direction>
auto in_edges(PersonId ego, const TieGraph<Weight, direction>& graph)
{
    const auto ties = graph.in_ties_of(ego);
    return std::pair(ties.begin(), ties.end());
}

template <class Weight, Direction direction>
auto adjacent_vertices(PersonId ego, const TieGraph<Weight, direction>& graph)
{
    const auto alters = graph.alters(ego);
    return std::pair(alters.data(), alters.data() + alters.size());
}

template <class Weight, Direction direction>
std::uint64_t out_degree(PersonId ego, const TieGraph<Weight, direction>& graph)
{
    return graph.degree(ego);
}

template <class Weight, Direction direction>
std::uint64_t in_degree(PersonId ego, const TieGraph<Weight, direction>& graph)
{
    return graph.in_alters(ego).size();
}

template <class Weight, Direction direction>
std::uint64_t degree(PersonId ego, const TieGraph<Weight, direction>& graph)
{
    return graph.degree(ego) + (direction == Direction::directed ? graph.in_alters(ego).size() : 0);
}

template <class Weight, Direction direction>
PersonId source(const Tie<Weight, direction>& tie, const TieGraph<Weight, direction>&)
{
    return tie.source;
}

template <class Weight, Direction direction>
PersonId target(const Tie<Weight, direction>& tie, const TieGraph<Weight, direction>&)
{
    return tie.target;
}

template <class Weight, Direction direction>
std::pair<Tie<Weight, direction>, bool> edge(PersonId a, PersonId b, const TieGraph<Weight, direction>& graph)
{
    const auto alters = graph.alters(a);
    const auto found = std::ranges::lower_bound(alters, b);
    if (found == alters.end() || *found != b) return {};
    const auto place = static_cast<std::uint64_t>(found - alters.begin());
    const Weight weight = graph.is_weighted() ? graph.weights(a)[place] : Weight{1};
    return {{a, b, weight, graph.offsets()[a] + place}, true};
}

/// Reads the weight that a tie carries.
template <class Weight, Direction direction>
struct TieWeightMap {
    using key_type = Tie<Weight, direction>;
    using value_type = Weight;
    using reference = Weight;
    using category = boost::readable_property_map_tag;
    friend Weight get(const TieWeightMap&, const key_type& tie) { return tie.weight; }
    Weight operator[](const key_type& tie) const { return tie.weight; }
};

/// Numbers the ties by the place of their end at the lower person. O(log degree).
template <class Weight, Direction direction>
struct TieIndexMap {
    using key_type = Tie<Weight, direction>;
    using value_type = std::uint64_t;
    using reference = std::uint64_t;
    using category = boost::readable_property_map_tag;
    const TieGraph<Weight, direction>* graph;
    friend std::uint64_t get(const TieIndexMap& map, const key_type& tie)
    {
        const auto [a, b] = tie.people();
        return edge(a, b, *map.graph).first.end;
    }
    std::uint64_t operator[](const key_type& tie) const { return get(*this, tie); }
};

template <class Weight, Direction direction>
boost::identity_property_map get(boost::vertex_index_t, const TieGraph<Weight, direction>&)
{
    return {};
}

template <class Weight, Direction direction>
TieWeightMap<Weight, direction> get(boost::edge_weight_t, const TieGraph<Weight, direction>&)
{
    return {};
}

template <class Weight, Direction direction>
TieIndexMap<Weight, direction> get(boost::edge_index_t, const TieGraph<Weight, direction>& graph)
{
    return {&graph};
}

template <class Weight, Direction direction>
PersonId get(boost::vertex_index_t, const TieGraph<Weight, direction>&, PersonId person)
{
    return person;
}

template <class Property, class Weight, Direction direction>
auto get(Property property, const TieGraph<Weight, direction>& graph, const Tie<Weight, direction>& tie)
{
    return get(get(property, graph), tie);
}

}  // namespace tertius

template <class Weight, tertius::Direction direction, class Property>
struct boost::property_map<tertius::TieGraph<Weight, direction>, Property> {
    using type = decltype(get(Property(), std::declval<const tertius::TieGraph<Weight, direction>&>()));
    using const_type = type;
};
