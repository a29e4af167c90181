#pragma once

#include <tertius/clusters/quality.hpp>

namespace tertius {

/// Modularity of directed ties: how much more weight the clusters hold than if everybody turned to as many people, and
/// were turned to by as many, but at random.
///
///     Q = sum over clusters of ( L/m - resolution * (O/m) * (I/m) )
///
/// L the weight of the ties inside, O the weight of all ties away from its people, I of all ties towards them, m the
/// weight of all ties. A tie from somebody who turns to few, to somebody few turn to, counts for most.
///
/// Value   -resolution to 1; 0 for everybody together at resolution 1.
/// Source  Leicht, Newman, Physical Review Letters 100, 118703 (2008).
class DirectedModularity {
public:
    struct Mass {
        double away = 0;
        double towards = 0;

        Mass& operator+=(Mass other) { return *this = {away + other.away, towards + other.towards}; }
        Mass& operator-=(Mass other) { return *this = {away - other.away, towards - other.towards}; }
        friend Mass operator-(Mass a, Mass b) { return a -= b; }
        friend bool operator==(const Mass&, const Mass&) = default;
    };

    DirectedModularity(TieTotals totals, double resolution) : price_(totals.weight > 0 ? resolution / totals.weight : 0)
    {
    }

    static Mass mass(double away, double towards) { return {away, towards}; }

    [[nodiscard]] double worth(double inside, Mass mass) const { return inside - price_ * (mass.away * mass.towards); }

    [[nodiscard]] double gain(double tied, Mass mass, Mass other) const
    {
        return tied - price_ * (mass.away * other.towards + other.away * mass.towards);
    }

private:
    double price_;  // of a pair in one cluster: one who turns to others, one others turn to, each of weight 1
};

extern template double partition_quality<DirectedModularity>(const DirectedTieGraph<float>&, const Partition&, double);
extern template double partition_quality<DirectedModularity>(const DirectedTieGraph<double>&, const Partition&, double);

}  // namespace tertius
