#pragma once

#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <cmath>
#include <concepts>
#include <cstdint>

namespace tertius {

/// What a quality asks of the whole graph.
struct TieTotals {
    double weight = 0;       ///< of all ties
    std::uint64_t ties = 0;  ///< ties of positive weight; one of weight 0 binds nobody
    Direction direction = Direction::undirected;
};

/// How good it is that certain people form a cluster: all that the search for clusters may ask.
///
/// A partition's value is the sum of its clusters' worths, divided by the weight of all ties. A cluster's worth rests
/// on the weight of the ties inside it and on its mass, the sum of its people's masses:
///
///     gain(tied, a, b) = worth(x + y + tied, a + b) - worth(x, a) - worth(y, b)
///
/// is what is won when two clusters of masses a and b, with ties of weight `tied` between them, become one; a move is
/// a leaving and a joining. Weights may be given in any unit, the same one throughout; in a directed graph the ties
/// either way count.
template <class Q>
concept ClusterQuality =
    std::regular<typename Q::Mass> && std::constructible_from<Q, TieTotals, double> &&
    requires(const Q& quality, double x, typename Q::Mass mass) {
        {
            Q::mass(x, x)
        } -> std::same_as<typename Q::Mass>;  // of a person, from the weight of their ties away from and towards them
        {
            quality.worth(x, mass)
        } -> std::same_as<double>;  // of a cluster, from the weight inside and its mass
        {
            quality.gain(x, mass, mass)
        } -> std::same_as<double>;
        mass += mass;
        mass -= mass;
    };

/// Guard line of everything that takes a resolution.
inline void require_resolution(double resolution)
{
    if (!(std::isfinite(resolution) && resolution > 0))
        throw InvalidOption("option.resolution",
                            "resolution is " + std::to_string(resolution) + "; must be finite and > 0");
}

/// The value of a partition by a quality: at most 1; 0 if no tie has any weight.
///
/// Throws  InvalidInput if the partition is of other people than the graph; InvalidOption for the resolution.
/// Cost    O(n + m), divided among all threads; at most 48 bytes a person.
template <ClusterQuality Q, std::floating_point Weight, Direction direction>
[[nodiscard]] double partition_quality(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                       double resolution = 1.0);

}  // namespace tertius
