#pragma once

#include <tertius/clusters/quality.hpp>

namespace tertius {

/// The constant Potts model: a cluster is good when its people are tied more densely than `resolution`.
///
///     H = sum over clusters of ( L/m - resolution * n(n - 1)/2 * w/m )
///
/// L the weight of the ties inside, n its people, m the weight of all ties, w their mean. Weights so count in units of
/// their mean: weighing everything four times as much changes nothing, and resolution is a density, the share of pairs
/// that are tied. Ties of weight 0 are not in the mean. In a directed graph two people are two pairs: n(n - 1).
///
/// Value   at most 1; 0 for everybody alone.
/// Source  Traag, Van Dooren, Nesterov, Physical Review E 84, 016114 (2011).
class ConstantPotts {
public:
    using Mass = double;  // how many people

    ConstantPotts(TieTotals totals, double resolution)
        : price_(totals.ties > 0 ? resolution * (totals.weight / static_cast<double>(totals.ties)) : 0)
    {
        if (totals.direction == Direction::directed) price_ *= 2;
    }

    static Mass mass(double /*away*/, double /*towards*/) { return 1; }

    [[nodiscard]] double worth(double inside, Mass mass) const { return inside - price_ * (mass * (mass - 1) / 2); }

    [[nodiscard]] double gain(double tied, Mass mass, Mass other_mass) const
    {
        return tied - price_ * (mass * other_mass);
    }

private:
    double price_;  // what it costs to have two people in one cluster
};

/// The constant Potts quality of a partition.
///
/// Throws  InvalidInput if the partition is of other people than the graph; InvalidOption unless resolution is finite
///         and > 0.
/// Cost    O(n + m), divided among all threads; at most 48 bytes a person.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double constant_potts(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                    double resolution = 1.0)
{
    return partition_quality<ConstantPotts>(graph, partition, resolution);
}

extern template double partition_quality<ConstantPotts>(const TieGraph<float>&, const Partition&, double);
extern template double partition_quality<ConstantPotts>(const TieGraph<double>&, const Partition&, double);
extern template double partition_quality<ConstantPotts>(const DirectedTieGraph<float>&, const Partition&, double);
extern template double partition_quality<ConstantPotts>(const DirectedTieGraph<double>&, const Partition&, double);

}  // namespace tertius
