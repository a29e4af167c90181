#pragma once

#include <tertius/clusters/quality.hpp>

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
    Modularity(TieTotals totals, double resolution) : price_(totals.weight > 0 ? resolution / (2 * totals.weight) : 0)
    {
    }

    static double mass(double weighted_degree) { return weighted_degree; }

    [[nodiscard]] double worth(double inside, double mass) const { return inside - price_ * (mass * mass / 2); }

    [[nodiscard]] double gain(double tied, double mass, double other_mass) const
    {
        return tied - price_ * (mass * other_mass);
    }

private:
    double price_;  // what it costs to have two people of mass 1 in one cluster
};

/// The modularity of a partition.
///
/// Throws  InvalidInput if the partition is of other people than the graph; InvalidOption unless resolution is finite
///         and > 0.
/// Cost    O(n + m).
template <std::floating_point Weight>
[[nodiscard]] double modularity(const TieGraph<Weight>& graph, const Partition& partition, double resolution = 1.0)
{
    return partition_quality<Modularity>(graph, partition, resolution);
}

extern template double partition_quality<Modularity>(const TieGraph<float>&, const Partition&, double);
extern template double partition_quality<Modularity>(const TieGraph<double>&, const Partition&, double);

}  // namespace tertius
