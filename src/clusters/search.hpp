#pragma once

#include "aggregating.hpp"
#include "grouping.hpp"
#include "level.hpp"
#include "moving.hpp"
#include "refining.hpp"
#include "splitting.hpp"
#include "visiting_order.hpp"

#include <tertius/clusters/detect_clusters.hpp>

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace tertius::detail {

/// What a search over one graph found.
struct Found {
    Column<UnitId> labels;
    bool converged = false;
};

/// The search for clusters over one graph: cycles of moving, refining (Leiden alone) and aggregating.
template <ClusterQuality Q>
class Search {
public:
    using Mass = typename Q::Mass;

    Search(const Execution& execution, const Level& ground, const Column<Mass>& masses, const Q& quality,
           double total_weight, std::uint64_t seed)
        : execution_(execution),
          ground_(ground),
          masses_(masses),
          quality_(quality),
          total_weight_(total_weight),
          seed_(seed),
          tallies_([size = ground.size()] { return Tally(size); })
    {
    }

    /// `start`, numbered below the ground's size, is where everybody begins.
    Found run(Method method, Effort effort, Column<UnitId> start)
    {
        labels_ = std::move(start);
        refines_ = method == Method::leiden;
        const bool converged = effort == Effort::best   ? until_nothing_changes()
                               : effort == Effort::fast ? once()
                                                        : in_cycles();
        report_progress(execution_, 1);
        return {std::move(labels_), converged};
    }

private:
    static constexpr int most_cycles = 100;
    static constexpr int fruitless_cycles = 3;
    static constexpr int most_levels = 50;
    static constexpr int most_rounds = 10;

    /// The second level of the last full cycle, and its units' clusters: what a short cycle starts from.
    struct Kept {
        Column<UnitId> unit_of;
        Level level;
        Column<Mass> masses;
        Column<UnitId> labels;
    };

    struct Moved {
        bool settled = false;   // nobody wanted to move any more
        std::size_t moves = 0;  // how often somebody did
    };

    /// In large graphs a few sweeps win nearly everything, and the next cycle wins the rest at less cost.
    [[nodiscard]] MovingLimits loose_limits(const Level& level, int depth) const
    {
        if (ground_.size() < large_level) return {};
        if (level.size() < large_level) return {.tolerance = 1e-4};
        return {sweeps_, 1e-3 * std::pow(0.1, depth)};
    }

    /// Once upwards, nothing taken apart on the way.
    bool once()
    {
        refines_ = false;
        sweeps_ = 4;
        full_cycle();
        report_progress(execution_, 0.8);
        split();
        return false;
    }

    /// A full cycle wins most; the short ones and the polish, at a fraction of its cost, most of what others would add.
    /// If many move in the polish, what they left and joined may fall together otherwise: once more.
    bool in_cycles()
    {
        for (int round = 1;; ++round) {
            full_cycle();
            report_progress(execution_, round / (round + 1.0));
            if (refines_) {
                short_cycle();
                short_cycle();
            }
            bring_down();
            const Moved polished = polish();
            if (polished.moves <= few() || round == most_rounds) return polished.settled;
        }
    }

    /// So many moves in the polish are not worth another round: in a small graph, where rounds cost little, none.
    [[nodiscard]] std::size_t few() const { return ground_.size() < large_level ? 0 : ground_.size() / 20; }

    /// Full cycles until several in a row, each asking in another order, gain nothing. What such a cycle lost is undone.
    bool until_nothing_changes()
    {
        thorough_ = true;
        double before = value();
        int fruitless = 0;
        for (int cycle = 1; cycle <= most_cycles; ++cycle) {
            Column<UnitId> last = labels_;
            full_cycle();
            split();
            report_progress(execution_, 1 - 1.0 / (cycle + 1));
            const double after = value();
            if (after > before + 1e-12) {
                before = after;
                fruitless = 0;
                continue;
            }
            labels_ = std::move(last);
            if (++fruitless == fruitless_cycles) return true;
        }
        return false;
    }

    void full_cycle()
    {
        kept_ = {};  // its memory is needed again
        ++cycle_;
        kept_ = climb(ground_, masses_, labels_, 0, asked_after_the_first());
    }

    void short_cycle()
    {
        if (kept_.labels.empty()) return;
        ++cycle_;
        (void)climb(kept_.level, kept_.masses, kept_.labels, 1, asked_after_the_first());
    }

    /// Who is asked where a cycle begins: within their clusters, people have been asked already.
    [[nodiscard]] Asked asked_after_the_first() const
    {
        return cycle_ > 1 && !thorough_ ? Asked::borders : Asked::everybody;
    }

    /// Gives everybody the cluster of the unit that they are in.
    void bring_down()
    {
        if (kept_.labels.empty()) return;
        spread(kept_.labels, kept_.unit_of, labels_);
        kept_ = {};
    }

    void spread(const Column<UnitId>& labels, const Column<UnitId>& unit_of, Column<UnitId>& to)
    {
        parallel_for(execution_, to.size(), 8192, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) to[begin] = labels[unit_of[begin]];
        });
    }

    /// Those at the borders of their clusters may move once more, alone; then what has come apart is parted.
    Moved polish()
    {
        ++cycle_;
        const Moved moved = move(ground_, masses_, labels_, 0, Asked::borders, {.sweeps = 3});
        split();
        return moved;
    }

    Moved move(const Level& level, const Column<Mass>& masses, Column<UnitId>& labels, int depth, Asked first,
               MovingLimits limits)
    {
        // Small upper levels are asked in their natural order, cluster by cluster, which is faster and no worse.
        const bool hashed = depth == 0 || level.size() >= large_level;
        const Column<UnitId> order =
            hashed ? hashed_order(execution_, level.size(), seed_at(depth)) : natural_order(level.size());
        Moving moving(execution_, level, masses, quality_, tallies_, moving_space_, std::span(labels), seed_at(depth));
        const bool settled = moving.run(order, first, total_weight_, limits);
        return {settled, moving.moves()};
    }

    /// One level and all above it: leaves in `labels` the clusters of this level's units. Returns the level above.
    Kept climb(const Level& level, const Column<Mass>& masses, Column<UnitId>& labels, int depth, Asked first)
    {
        (void)move(level, masses, labels, depth, first, thorough_ ? MovingLimits{} : loose_limits(level, depth));
        const UnitId clusters = renumber(labels);
        if (clusters == level.size() || depth == most_levels) return {};
        Parts parts = refine(level, masses, labels, clusters, depth);
        Kept above;
        {
            const Grouping members = group(parts.part_of, parts.count());
            above.level = aggregate(execution_, level, members, parts.part_of, tallies_, roomy_rows_);
            above.masses = aggregate_masses(execution_, masses, members);
        }
        above.unit_of = std::move(parts.part_of);
        above.labels = std::move(parts.cluster_of);
        (void)climb(above.level, above.masses, above.labels, depth + 1, Asked::everybody);
        spread(above.labels, above.unit_of, labels);
        return above;
    }

    Parts refine(const Level& level, const Column<Mass>& masses, const Column<UnitId>& clusters, UnitId count,
                 int depth)
    {
        if (refines_) {
            const Grouping members = group(clusters, count);
            Parts parts =
                Refining(execution_, level, masses, quality_, tallies_, clusters, members, seed_at(depth)).run();
            if (parts.count() < level.size()) return parts;
            // Nothing held together: take the clusters as they are, or the search would not end.
        }
        return {clusters, natural_order(count)};
    }

    void split() { split_disconnected(execution_, ground_, labels_, renumber(labels_)); }

    [[nodiscard]] double value() const
    {
        Column<double> inside(labels_.size());
        Column<Mass> mass(labels_.size());
        for (UnitId unit = 0; unit < ground_.size(); ++unit) {
            mass[labels_[unit]] += masses_[unit];
            for (auto end = ground_.offsets[unit]; end < ground_.offsets[unit + 1]; ++end)
                if (labels_[ground_.alters[end]] == labels_[unit])
                    inside[labels_[unit]] += ground_.weights.empty() ? 1 : ground_.weights[end];
        }
        double total = 0;
        for (UnitId label = 0; label < ground_.size(); ++label) total += quality_.worth(inside[label] / 2, mass[label]);
        return total / total_weight_;
    }

    [[nodiscard]] std::uint64_t seed_at(int depth) const
    {
        return Random::mix(Random::mix(seed_ + 0x9e3779b97f4a7c15U) + static_cast<std::uint64_t>(cycle_ * 64 + depth));
    }

    const Execution& execution_;
    const Level& ground_;
    const Column<Mass>& masses_;
    const Q& quality_;
    double total_weight_;
    std::uint64_t seed_;
    PerThread<Tally> tallies_;
    MovingSpace<Mass> moving_space_;
    RoomyRows roomy_rows_;
    Column<UnitId> labels_;
    Kept kept_;
    int cycle_ = 0;
    int sweeps_ = 3;
    bool refines_ = true;
    bool thorough_ = false;
};

}  // namespace tertius::detail
