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
template <class Q>
class Refining {
public:
    using Mass = typename Q::Mass;

    Refining(const Execution& execution, const Level& level, const Column<Mass>& masses, const Q& quality,
             PerThread<Tally>& tallies, std::span<const UnitId> clusters, const Grouping& members, std::uint64_t seed)
        : execution_(execution),
          level_(level),
          unit_masses_(masses),
          quality_(quality),
          tallies_(tallies),
          members_(members),
          seed_(seed),
          places_(level.size()),
          masses_(masses),
          joined_(level.size(), 0),
          number_(level.size(), nobody)
    {
        for (UnitId unit = 0; unit < level.size(); ++unit) places_[unit] = {clusters[unit], unit};
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
    /// Side by side, as both are asked of every alter. A part is called by the unit it grew from.
    struct Place {
        UnitId cluster;
        UnitId part;
    };

    void merge(UnitId cluster, Column<UnitId>& order, Tally& tally)
    {
        const auto members = members_[cluster];
        if (members.size() == 1) return;
        order.assign(members.begin(), members.end());
        Random(Random::mix(seed_ + cluster)).shuffle(std::span(order));
        Mass mass{};
        for (const UnitId unit : members) mass += unit_masses_[unit];
        for (std::size_t place = 0; place < order.size(); ++place) {
            call_ahead(order, place);
            join_best_part(order[place], cluster, mass, tally);
        }
    }

    /// Members come in no order of memory: their rows are called for while those before them join.
    void call_ahead(const Column<UnitId>& order, std::size_t place) const
    {
        constexpr std::size_t row = 6;
        constexpr std::size_t around = 2;
        if (place + 2 * row < order.size()) __builtin_prefetch(&level_.offsets[order[place + 2 * row]]);
        if (place + row < order.size()) __builtin_prefetch(&level_.alters[level_.offsets[order[place + row]]]);
        if (place + around >= order.size()) return;
        const auto first = level_.offsets[order[place + around]];
        const auto last = std::min(level_.offsets[order[place + around] + 1], first + 16);
        for (auto end = first; end < last; ++end) __builtin_prefetch(&places_[level_.alters[end]]);
    }

    void join_best_part(UnitId unit, UnitId cluster, Mass cluster_mass, Tally& tally)
    {
        if (joined_[unit] != 0 || level_.is_fixed(unit)) return;
        const Mass mass = unit_masses_[unit];
        double tied_inside = 0;
        for (auto end = level_.offsets[unit]; end < level_.offsets[unit + 1]; ++end) {
            const Place alter = places_[level_.alters[end]];
            if (alter.cluster != cluster) continue;
            const float weight = level_.weights.empty() ? 1.0F : level_.weights[end];
            tally.add(alter.part, weight);
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
        places_[unit].part = best;
        masses_[best] += mass;
        joined_[unit] = joined_[best] = 1;
    }

    /// Numbers a cluster's parts from 0 in the order of their first member.
    UnitId count_parts(UnitId cluster)
    {
        UnitId count = 0;
        for (const UnitId unit : members_[cluster])
            if (UnitId& number = number_[places_[unit].part]; number == nobody) number = count++;
        return count;
    }

    [[nodiscard]] Parts numbered(std::span<const UnitId> counts) const
    {
        Column<UnitId> first(counts.size() + 1, 0);
        std::partial_sum(counts.begin(), counts.end(), first.begin() + 1);
        Parts result{Column<UnitId>(level_.size()), Column<UnitId>(first.back())};
        parallel_for(execution_, level_.size(), 4096, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin)
                result.part_of[begin] = first[places_[begin].cluster] + number_[places_[begin].part];
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
    const Column<Mass>& unit_masses_;
    const Q& quality_;
    PerThread<Tally>& tallies_;
    const Grouping& members_;
    std::uint64_t seed_;
    Column<Place> places_;
    Column<Mass> masses_;          // of each part
    Column<std::uint8_t> joined_;  // whether a unit has joined a part, or others theirs
    Column<UnitId> number_;        // of each part, within its cluster
};

}  // namespace tertius::detail
