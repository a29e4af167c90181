#pragma once

#include "aggregating.hpp"
#include "grouping.hpp"
#include "level.hpp"
#include "moving.hpp"
#include "refining.hpp"
#include "visiting_order.hpp"

#include <tertius/graph/random.hpp>

#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

namespace tertius::detail {

/// How carefully a way upwards is taken.
struct Care {
    bool refines = true;  ///< clusters are taken apart before they move as one
    int sweeps = 3;       ///< in large levels: a few win nearly everything, the next cycle the rest at less cost
    int sweeps_of_the_few = 100;  ///< in a graph that is not large
    double tolerance = 1e-3;      ///< in large levels; in the small ones above, and with each step up, a tenth of it
};

inline constexpr Care quick{.refines = false, .sweeps = 1, .sweeps_of_the_few = 1};

/// A level above, and its units' clusters.
template <class Mass>
struct Raised {
    Column<UnitId> unit_of;  // of each unit below
    Level level;
    Column<Mass> masses;
    Column<UnitId> labels;
};

struct Moved {
    bool settled = false;   // nobody wanted to move any more
    std::size_t moves = 0;  // how often somebody did
};

/// The way upwards: units move, are taken apart, and what holds together moves as one on the level above.
template <ClusterQuality Q>
class Climbing {
public:
    using Mass = typename Q::Mass;

    Climbing(const Execution& execution, UnitId people, const Q& quality, double total_weight, std::uint64_t seed)
        : execution_(execution),
          people_(people),
          quality_(quality),
          total_weight_(total_weight),
          seed_(seed),
          tallies_([size = people] { return Tally(size); })
    {
    }

    /// Everything after this asks in another order.
    void next_order() { ++orders_; }
    [[nodiscard]] int orders() const { return orders_; }

    /// One level and all above it: leaves in `labels` the clusters of this level's units. Returns the level above.
    Raised<Mass> climb(const Level& level, const Column<Mass>& masses, Column<UnitId>& labels, int depth, Asked first,
                       const Care& care)
    {
        (void)move(level, masses, labels, depth, first, limits(level, depth, care));
        const UnitId clusters = renumber(labels);
        if (clusters == level.size() || depth == most_levels) return {};
        auto above =
            raised(level, masses,
                   care.refines ? refined(level, masses, labels, clusters, depth) : as_they_are(labels, clusters));
        (void)climb(above.level, above.masses, above.labels, depth + 1, Asked::everybody, care);
        spread(above.labels, above.unit_of, labels);
        return above;
    }

    Moved move(const Level& level, const Column<Mass>& masses, Column<UnitId>& labels, int depth, Asked first,
               MovingLimits limits)
    {
        // Small upper levels are asked in their natural order, cluster by cluster, which is faster and no worse.
        const bool hashed = depth == 0 || level.size() >= large_level;
        const Column<UnitId> order =
            hashed ? hashed_order(execution_, level.size(), seed_at(depth)) : natural_order(level.size());
        Moving moving(execution_, level, masses, quality_, tallies_, space_, std::span(labels), seed_at(depth));
        const bool settled = moving.run(order, first, total_weight_, limits);
        return {settled, moving.moves()};
    }

    /// Gives each unit below the label of the one it belongs to.
    void spread(const Column<UnitId>& labels, const Column<UnitId>& unit_of, Column<UnitId>& to)
    {
        parallel_for(execution_, to.size(), 8192, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) to[begin] = labels[unit_of[begin]];
        });
    }

private:
    static constexpr int most_levels = 50;

    [[nodiscard]] MovingLimits limits(const Level& level, int depth, const Care& care) const
    {
        if (people_ < large_level) return {.sweeps = care.sweeps_of_the_few};
        if (level.size() < large_level) return {.tolerance = care.tolerance / 10};
        return {care.sweeps, care.tolerance * std::pow(0.1, depth)};
    }

    /// The level whose units are the parts.
    Raised<Mass> raised(const Level& level, const Column<Mass>& masses, Parts parts)
    {
        const Grouping members = group(parts.part_of, parts.count());
        Raised<Mass> above;
        above.level = aggregate(execution_, level, members, parts.part_of, tallies_, roomy_rows_);
        above.masses = aggregate_masses(execution_, masses, members);
        above.unit_of = std::move(parts.part_of);
        above.labels = std::move(parts.cluster_of);
        return above;
    }

    Parts refined(const Level& level, const Column<Mass>& masses, const Column<UnitId>& clusters, UnitId count,
                  int depth)
    {
        const Grouping members = group(clusters, count);
        Parts parts = Refining(execution_, level, masses, quality_, tallies_, clusters, members, seed_at(depth)).run();
        // If nothing held together, the clusters have to do, or the search would not end.
        return parts.count() < level.size() ? std::move(parts) : as_they_are(clusters, count);
    }

    static Parts as_they_are(const Column<UnitId>& clusters, UnitId count) { return {clusters, natural_order(count)}; }

    [[nodiscard]] std::uint64_t seed_at(int depth) const
    {
        return Random::mix(Random::mix(seed_ + 0x9e3779b97f4a7c15U) + static_cast<std::uint64_t>(orders_ * 64 + depth));
    }

    const Execution& execution_;
    UnitId people_;
    const Q& quality_;
    double total_weight_;
    std::uint64_t seed_;
    PerThread<Tally> tallies_;
    MovingSpace<Mass> space_;
    RoomyRows roomy_rows_;
    int orders_ = 0;
};

}  // namespace tertius::detail
