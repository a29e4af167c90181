#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace tertius {

/// Where somebody stands in a picture.
struct Position {
    float x = 0;
    float y = 0;

    friend bool operator==(const Position&, const Position&) = default;
};

struct LayoutOptions {
    std::uint64_t seed = 0;  ///< which of many pictures of the same network; any number
    Execution execution{};
};

/// A picture of a network in which people stand near those they have strong ties with, and clusters apart.
///
/// Every cluster of two people or more is a disc with room for them, and no discs overlap. Discs are drawn to those
/// that their people have ties to; within a disc
///
///     force on i = a sum_j p_ij (x_j - x_i)  +  sum_j (x_i - x_j) / |x_i - x_j|^2  -  g x_i,
///     p_ij = w_ij / (w_ij + median w), divided by the sum of these over all of i's ties
///
/// so everybody is drawn to the middle of their alters, the stronger the tie the more, and pushed away by everybody in
/// the disc. An alter in another disc draws towards the rim on that side, so those who lead out of a cluster stand where
/// they lead to. Whoever is in a cluster of their own stands in rings around the discs, as do the smallest clusters of
/// a network with very many.
///
/// Neighbours are about 1 apart, and the middle of the picture is the origin. No two people stand on the same spot.
/// Directed ties count whichever way they run. The positions depend on the graph, the partition and the seed, not on
/// the number of threads. Weights count by their ratios alone: multiplying all by a power of two changes nothing, to
/// the last bit. An isolate who comes last, in a cluster of their own, moves nobody.
///
/// Value   one position a person, always finite.
/// Throws  InvalidInput if the partition is of other people than the graph; Cancelled.
/// Cost    O((n log n + m) * rounds), of about 200 rounds, divided among the threads; 16 bytes a tie end and 150 a
///         person, 400 of a person in a cluster of their own.
/// Source  Fruchterman, Reingold, Software: Practice and Experience 21, 1129 (1991), distant people taken together as
///         in Barnes, Hut, Nature 324, 446 (1986); first places as in Koren, COCOON 2003.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<Position> lay_out(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                            const LayoutOptions& options = {});

extern template std::vector<Position> lay_out(const TieGraph<float>&, const Partition&, const LayoutOptions&);
extern template std::vector<Position> lay_out(const TieGraph<double>&, const Partition&, const LayoutOptions&);
extern template std::vector<Position> lay_out(const DirectedTieGraph<float>&, const Partition&, const LayoutOptions&);
extern template std::vector<Position> lay_out(const DirectedTieGraph<double>&, const Partition&, const LayoutOptions&);

}  // namespace tertius
