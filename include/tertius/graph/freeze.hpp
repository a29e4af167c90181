#pragma once

#include <tertius/graph/tie_graph_builder.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include <limits>
#include <type_traits>
#include <utility>

namespace tertius {

/// Takes any Boost.Graph graph into a TieGraph, so that everything here runs on a user's own graph.
///
/// People are numbered by the graph's vertex_index; its edges' weights are read through `weight`. Undirected and
/// directed graphs stay what they are; parallel edges are merged as `options` say.
///
/// Value     a TieGraph of double weights if the map holds doubles, else of floats.
/// Requires  VertexListGraph and EdgeListGraph, with a vertex_index property.
/// Throws    InvalidInput as TieGraphBuilder does, with the edge's position in edges(graph).
/// Cost      O(n + m log d).
template <class BoostGraph, class WeightMap>
[[nodiscard]] auto freeze(const BoostGraph& graph, WeightMap weight, TieGraphOptions options = {})
{
    using Value = typename boost::property_traits<WeightMap>::value_type;
    using Weight = std::conditional_t<std::is_same_v<Value, double>, double, float>;
    using Category = typename boost::graph_traits<BoostGraph>::directed_category;
    constexpr auto direction =
        std::is_convertible_v<Category, boost::directed_tag> ? Direction::directed : Direction::undirected;

    const auto people = num_vertices(graph);
    if (people >= nobody)
        throw InvalidInput("graph.index_overflow",
                           "the graph has " + std::to_string(people) + " people; at most 4294967294 fit");
    TieGraphBuilder<Weight, direction> builder(static_cast<PersonId>(people), std::move(options));
    const auto index = get(boost::vertex_index, graph);
    for (auto [edge, last] = edges(graph); edge != last; ++edge)
        builder.add(static_cast<PersonId>(get(index, source(*edge, graph))),
                    static_cast<PersonId>(get(index, target(*edge, graph))), static_cast<Weight>(get(weight, *edge)));
    return builder.build();
}

}  // namespace tertius
