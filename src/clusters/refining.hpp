#pragma once

#include "grouping.hpp"
#include "level.hpp"
#include "tally.hpp"

#include <tertius/graph/random.hpp>

#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace tertius::detail {

/// Clusters taken apart into parts that hold together.
struct Parts {
    Column<UnitId> part_of;     // of each unit; numbered by cluster, then by first unit
    Column<UnitId> cluster_of;  // of each part
    [[nodiscard]] UnitId count() const { return static_cast<UnitId>(cluster_of.size()); }
};

/// The second half of Leiden's search: within each cluster everybody starts alone again, and in random order those
/// still alone join the part where they gain most, along a tie. So each part is connected.
template <ClusterQuality Q>
class Refining {
public:
    Refining(const Execution& execution, const Level& level, const Q& quality, PerThread<Tally>& tallies,
             std::span<const UnitId> clusters, const Grouping& members, std::uint64_t seed)
        : execution_(execution),
          level_(level),
          quality_(quality),
          tallies_(tallies),
          clusters_(clusters),
          members_(members),
          seed_(seed),
          parts_(level.size()),
          masses_(level.masses),
          number_(level.size(), nobody)
    {
        std::iota(parts_.begin(), parts_.end(), UnitId{0});
    }

    Parts run()
    {
        Column<UnitId> counts(members_.count());
        PerThread<Column<UnitId>> orders([] { return Column<UnitId>(); });
        parallel_for(execution_, members_.count(), 32, [&](std::size_t begin, std::size_t end) {
            Tally& tally = tallies_.local();
            for (; begin < end; ++begin) {
                merge(static_cast<UnitId>(begin), orders.local(), tally);
                counts[begin] = count_parts(static_cast<UnitId>(begin));
            }
        });
        return numbered(counts);
    }

private:
    void merge(UnitId cluster, Column<UnitId>& order, Tally& tally)
    {
        const auto members = members_[cluster];
        if (members.size() == 1) return;
        order.assign(members.begin(), members.end());
        Random(Random::mix(seed_ + cluster)).shuffle(std::span(order));
        double mass = 0;
        for (const UnitId unit : members) mass += level_.masses[unit];
        for (const UnitId unit : order) join_best_part(unit, cluster, mass, tally);
    }

    void join_best_part(UnitId unit, UnitId cluster, double cluster_mass, Tally& tally)
    {
        const double mass = level_.masses[unit];
        if (masses_[unit] != mass || parts_[unit] != unit) return;  // no longer alone
        double tied_inside = 0;
        for (auto end = level_.offsets[unit]; end < level_.offsets[unit + 1]; ++end) {
            const UnitId alter = level_.alters[end];
            if (clusters_[alter] != cluster) continue;
            const float weight = level_.weights.empty() ? 1.0F : level_.weights[end];
            tally.add(parts_[alter], weight);
            tied_inside += weight;
        }
        const bool belongs = quality_.gain(tied_inside, mass, cluster_mass - mass) >= 0;
        UnitId best = unit;
        double best_gain = 0;
        tally.drain([&](UnitId part, float tied) {
            const double gain = quality_.gain(tied, mass, masses_[part]);
            if (gain > best_gain || (gain == best_gain && best != unit && part < best)) {
                best = part;
                best_gain = gain;
            }
        });
        if (!belongs || best == unit) return;
        parts_[unit] = best;
        masses_[best] += mass;
        masses_[unit] = 0;
    }

    /// Numbers a cluster's parts from 0 in the order of their first member.
    UnitId count_parts(UnitId cluster)
    {
        UnitId count = 0;
        for (const UnitId unit : members_[cluster])
            if (number_[parts_[unit]] == nobody) number_[parts_[unit]] = count++;
        return count;
    }

    [[nodiscard]] Parts numbered(std::span<const UnitId> counts) const
    {
        Column<UnitId> first(counts.size() + 1, 0);
        std::partial_sum(counts.begin(), counts.end(), first.begin() + 1);
        Parts result{Column<UnitId>(level_.size()), Column<UnitId>(first.back())};
        parallel_for(execution_, level_.size(), 4096, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) result.part_of[begin] = first[clusters_[begin]] + number_[parts_[begin]];
        });
        parallel_for(execution_, counts.size(), 4096, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin)
                std::fill(result.cluster_of.begin() + first[begin], result.cluster_of.begin() + first[begin + 1],
                          static_cast<UnitId>(begin));
        });
        return result;
    }

    const Execution& execution_;
    const Level& level_;
    const Q& quality_;
    PerThread<Tally>& tallies_;
    std::span<const UnitId> clusters_;
    const Grouping& members_;
    std::uint64_t seed_;
    Column<UnitId> parts_;   // a part is called by the unit it grew from
    Column<double> masses_;  // of each part
    Column<UnitId> number_;  // of each part, within its cluster
};

}  // namespace tertius::detail
