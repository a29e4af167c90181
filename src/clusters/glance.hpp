#pragma once

#include "level.hpp"
#include "tally.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace tertius::detail {

/// The labels around a few units, read before the units are asked: memory is slow to answer, and this way many
/// questions to it are under way at once.
class Glance {
public:
    static constexpr std::size_t units = 8;
    static constexpr std::size_t longest_row = 24;  // longer rows are read as they come

    /// Calls for the rows of `next`, which will be looked at later.
    static void call_for(const Level& level, std::span<const UnitId> next)
    {
        for (const UnitId unit : next) {
            const UnitId* row = level.alters.data() + level.offsets[unit];
            __builtin_prefetch(row);
            __builtin_prefetch(row + 16);
            if (!level.weights.empty()) __builtin_prefetch(level.weights.data() + level.offsets[unit]);
        }
    }

    /// Reads the labels around each of `now` and calls for what is known about them.
    template <class Prefetch>
    void look(const Level& level, std::span<const UnitId> now, const UnitId* labels, const Prefetch& prefetch)
    {
        for (std::size_t place = 0; place < now.size(); ++place) {
            const auto first = level.offsets[now[place]];
            const auto length = level.offsets[now[place] + 1] - first;
            if (length > longest_row) continue;
            for (std::uint64_t at = 0; at < length; ++at) labels_[place][at] = labels[level.alters[first + at]];
            for (std::uint64_t at = 0; at < length; ++at) prefetch(labels_[place][at]);
        }
    }

    /// Adds up the ties of one of the units that were looked at.
    void tally(const Level& level, std::size_t place, UnitId unit, const UnitId* labels, Tally& tally) const
    {
        const auto first = level.offsets[unit];
        const auto length = level.offsets[unit + 1] - first;
        if (length > longest_row) return tally_alters(level, unit, labels, tally);
        if (level.weights.empty()) {
            for (std::uint64_t at = 0; at < length; ++at) tally.add(labels_[place][at], 1.0F);
        } else {
            for (std::uint64_t at = 0; at < length; ++at) tally.add(labels_[place][at], level.weights[first + at]);
        }
    }

private:
    std::array<std::array<UnitId, longest_row>, units> labels_;
};

/// Tallies the ties of each of `units` by labels[alter], and calls visit(place, unit), which must drain the tally.
/// Labels must not change meanwhile. `prefetch(label)` calls for what visit will ask about a label.
template <class Prefetch, class Visit>
void for_each_tallied(const Level& level, std::span<const UnitId> units, const UnitId* labels, Tally& tally,
                      const Prefetch& prefetch, const Visit& visit)
{
    Glance glance;
    const auto some = [&](std::size_t first) {
        first = std::min(first, units.size());
        return units.subspan(first, std::min(Glance::units, units.size() - first));
    };
    const auto prefetch_all = [&](UnitId label) {
        __builtin_prefetch(&tally.tied[label]);
        prefetch(label);
    };
    Glance::call_for(level, some(0));
    for (std::size_t first = 0; first < units.size(); first += Glance::units) {
        const auto now = some(first);
        for (const UnitId unit : some(first + 2 * Glance::units)) __builtin_prefetch(&level.offsets[unit]);
        Glance::call_for(level, some(first + Glance::units));
        glance.look(level, now, labels, prefetch_all);
        for (std::size_t place = 0; place < now.size(); ++place) {
            glance.tally(level, place, now[place], labels, tally);
            visit(first + place, now[place]);
        }
    }
}

}  // namespace tertius::detail
