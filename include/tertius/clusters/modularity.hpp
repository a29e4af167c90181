#pragma once

#include <tertius/clusters/directed_modularity.hpp>
#include <tertius/clusters/quality.hpp>

#include <type_traits>

namespace tertius {

/// Modularity: how much more weight the clusters hold than if ties fell at random among people as busy as these.
///
///     Q = sum over clusters of ( L/m - resolution * (D/2m)^2 )
///
/// L the weight of the ties inside, D the sum of its people's weighted degrees, m the weight of all ties. It sees no
/// clusters of fewer than about sqrt(2m) ties; a resolution above 1 finds smaller ones.
///
/// Value   -resolution to 1; 0 for everybody together at resolution 1.
/// Source  Newman, Girvan, Physical Review E 69, 026113 (2004); Fortunato, Barthelemy, PNAS 104 (2007), for what it
///         cannot see; Reichardt, Bornholdt, Physical Review E 74, 016110 (2006), for the resolution.
class Modularity {
public:
    using Mass = double;

    Modularity(TieTotals totals, double resolution) : price_(totals.weight > 0 ? resolution / (2 * totals.weight) : 0)
    {
    }

    static Mass mass(double away, double /*towards*/) { return away; }

    [[nodiscard]] double worth(double inside, Mass mass) const { return inside - price_ * (mass * mass / 2); }

    [[nodiscard]] double gain(double tied, Mass mass, Mass other_mass) const
    {
        return tied - price_ * (mass * other_mass);
    }

private:
    double price_;  // what it costs to have two people of mass 1 in one cluster
};

/// The modularity of a partition; of a directed graph, directed_modularity.hpp's.
///
/// Throws  InvalidInput if the partition is of other people than the graph; InvalidOption unless resolution is finite
///         and > 0.
/// Cost    O(n + m), divided among all threads; at most 48 bytes a person.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double modularity(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                double resolution = 1.0)
{
    using Q = std::conditional_t<direction == Direction::directed, DirectedModularity, Modularity>;
    return partition_quality<Q>(graph, partition, resolution);
}

extern template double partition_quality<Modularity>(const TieGraph<float>&, const Partition&, double);
extern template double partition_quality<Modularity>(const TieGraph<double>&, const Partition&, double);

}  // namespace tertius
