#pragma once

#include <tertius/graph/detail/huge_pages.hpp>

#include <tertius/clusters/quality.hpp>
#include <tertius/graph/parallel.hpp>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tertius::detail {

/// A unit is what moves as one: a person at the lowest level, people who hold together on those above.
using UnitId = std::uint32_t;

/// The ties among the units of one level, each at both ends; ties within a unit are left out. Those of a directed
/// graph count whichever way they run. Weights are whole numbers small enough that their sums are exact in any order.
struct Level {
    std::span<const std::uint64_t> offsets;
    std::span<const UnitId> alters;
    std::span<const float> weights;  // empty: all are 1
    Column<std::uint8_t> fixed;      // units that stay in their cluster; empty: none

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

    [[nodiscard]] UnitId size() const { return offsets.empty() ? 0 : static_cast<UnitId>(offsets.size() - 1); }
    [[nodiscard]] std::uint64_t degree(UnitId unit) const { return offsets[unit + 1] - offsets[unit]; }
    [[nodiscard]] bool is_fixed(UnitId unit) const { return !fixed.empty() && fixed[unit] != 0; }

    /// After the own columns have been filled.
    void show_own()
    {
        offsets = own_offsets;
        alters = own_alters;
        weights = own_weights;
    }
};

/// A graph's people as the lowest level, and what its ties add up to in the level's unit of weight.
struct GroundLevel {
    Level level;
    TieTotals totals;
    Column<double> away;     // the weight of everybody's ties away from them
    Column<double> towards;  // and towards them; empty in an undirected graph, where it is the same
};

template <std::floating_point Weight, Direction direction>
[[nodiscard]] GroundLevel ground_level(const Execution& execution, const TieGraph<Weight, direction>& graph);

/// Everybody's mass by a quality; takes the ground's sums, which are needed for nothing else.
template <class Q>
[[nodiscard]] Column<typename Q::Mass> masses_of(const Execution& execution, GroundLevel& ground)
{
    Column<typename Q::Mass> masses(ground.away.size());
    parallel_for(execution, masses.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (; begin < end; ++begin)
            masses[begin] = Q::mass(ground.away[begin], (ground.towards.empty() ? ground.away : ground.towards)[begin]);
    });
    ground.away = {};
    ground.towards = {};
    return masses;
}

}  // namespace tertius::detail
