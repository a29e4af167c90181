#pragma once

#include <tertius/graph/detail/huge_pages.hpp>

#include <tertius/clusters/quality.hpp>
#include <tertius/graph/parallel.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace tertius::detail {

/// A unit is what moves as one: a person at the lowest level, people who hold together on those above.
using UnitId = std::uint32_t;

/// The ties among the units of one level, each at both ends; ties within a unit are left out. Weights and masses are
/// whole numbers small enough that their sums are exact in any order.
struct Level {
    std::span<const std::uint64_t> offsets;
    std::span<const UnitId> alters;
    std::span<const float> weights;  // empty: all are 1
    Column<double> masses;

    // What the spans show, where it is not a TieGraph's own.
    Column<std::uint64_t> own_offsets;
    Column<UnitId> own_alters;
    Column<float> own_weights;

    Level() = default;
    Level(Level&&) = default;
    Level& operator=(Level&&) = default;
    ~Level() = default;
    Level(const Level&) = delete;  // the spans would show the original
    Level& operator=(const Level&) = delete;

    [[nodiscard]] UnitId size() const { return static_cast<UnitId>(masses.size()); }
    [[nodiscard]] std::uint64_t degree(UnitId unit) const { return offsets[unit + 1] - offsets[unit]; }
};

/// A graph's people as the lowest level, and what its ties add up to in the level's unit of weight.
struct GroundLevel {
    Level level;
    TieTotals totals;
};

/// Masses are filled in by set_masses, once the quality is known.
template <std::floating_point Weight>
[[nodiscard]] GroundLevel ground_level(const Execution& execution, const TieGraph<Weight>& graph);

/// The weight of all of a unit's ties.
[[nodiscard]] double weighted_degree(const Level& level, UnitId unit);

template <ClusterQuality Q>
void set_masses(const Execution& execution, Level& level)
{
    parallel_for(execution, level.masses.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (std::size_t unit = begin; unit < end; ++unit)
            level.masses[unit] = Q::mass(weighted_degree(level, static_cast<UnitId>(unit)));
    });
}

}  // namespace tertius::detail
