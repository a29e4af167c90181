#pragma once

#include "aggregating.hpp"
#include "grouping.hpp"
#include "level.hpp"
#include "moving.hpp"
#include "refining.hpp"
#include "splitting.hpp"

#include <tertius/clusters/detect_clusters.hpp>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace tertius::detail {

/// In which order units are asked: by a hash of their number. The order people were given in often follows their ties,
/// and so misleads; and people who are tied would decide in one batch, each to follow the other.
[[nodiscard]] Column<UnitId> hashed_order(UnitId size, std::uint64_t seed);

struct LeidenResult {
    Column<UnitId> labels;
    bool converged = false;
};

/// Leiden's search over one graph: cycles of moving, refining and aggregating.
template <ClusterQuality Q>
class Leiden {
public:
    Leiden(const Execution& execution, const Level& ground, const Q& quality, double total_weight, std::uint64_t seed)
        : execution_(execution),
          ground_(ground),
          quality_(quality),
          total_weight_(total_weight),
          seed_(seed),
          tallies_([size = ground.size()] { return Tally(size); }),
          labels_(ground.size())
    {
        std::iota(labels_.begin(), labels_.end(), UnitId{0});
    }

    LeidenResult run(Effort effort)
    {
        const bool converged = effort == Effort::best ? until_nothing_changes() : in_cycles(effort);
        report_progress(execution_, 1);
        return {std::move(labels_), converged};
    }

private:
    static constexpr int most_cycles = 100;
    static constexpr int most_levels = 50;

    /// What a short cycle starts from: the second level of the last full cycle.
    struct Kept {
        Column<UnitId> unit_of;
        Level level;
    };

    /// On large levels a few sweeps win nearly everything, and the next cycle wins the rest at less cost.
    [[nodiscard]] MovingLimits loose_limits(const Level& level, int depth) const
    {
        if (level.size() < large_level) return {100, 0};
        return {3, 0.01 * std::pow(0.1, depth)};
    }

    bool in_cycles(Effort effort)
    {
        thorough_ = false;
        full_cycle();
        report_progress(execution_, 0.4);
        short_cycle();
        if (effort == Effort::balanced) full_cycle();
        report_progress(execution_, 0.7);
        short_cycle();
        report_progress(execution_, 0.8);
        const bool settled = polish();
        return settled;
    }

    /// Cycles until one gains nothing.
    bool until_nothing_changes()
    {
        thorough_ = true;
        double before = value();
        for (int cycle = 0; cycle < most_cycles; ++cycle) {
            full_cycle();
            split();
            const double after = value();
            if (!(after > before + 1e-12)) return true;
            report_progress(execution_, 1 - 1.0 / (cycle + 2));
            before = after;
        }
        return false;
    }

    void full_cycle()
    {
        ++cycle_;
        keep_ = true;
        climb(ground_, labels_, 0);
    }

    void short_cycle()
    {
        if (kept_.level.size() == 0) return;
        ++cycle_;
        keep_ = false;
        Column<UnitId> labels(kept_.level.size());
        for (UnitId person = 0; person < ground_.size(); ++person) labels[kept_.unit_of[person]] = labels_[person];
        renumber(labels);
        climb(kept_.level, labels, 1);
        for (UnitId person = 0; person < ground_.size(); ++person) labels_[person] = labels[kept_.unit_of[person]];
    }

    /// Everybody may move once more, alone; then what has come apart is parted.
    bool polish()
    {
        ++cycle_;
        const bool settled = move(ground_, labels_, 0);
        split();
        return settled;
    }

    bool move(const Level& level, Column<UnitId>& labels, int depth)
    {
        // Small upper levels are asked in their natural order, cluster by cluster, which is faster and no worse.
        Column<UnitId> order;
        if (depth == 0 || level.size() >= large_level) {
            order = hashed_order(level.size(), seed_at(depth));
        } else {
            order.resize(level.size());
            std::iota(order.begin(), order.end(), UnitId{0});
        }
        const MovingLimits limits = thorough_ ? MovingLimits{} : loose_limits(level, depth);
        return Moving(execution_, level, quality_, tallies_, std::span(labels)).run(order, total_weight_, limits);
    }

    /// One level and all above it: leaves in `labels` the clusters of this level's units.
    void climb(const Level& level, Column<UnitId>& labels, int depth)
    {
        move(level, labels, depth);
        const UnitId clusters = renumber(labels);
        if (clusters == level.size() || depth == most_levels) return;
        Parts parts = refine(level, labels, clusters, depth);
        Level next = aggregate(execution_, level, parts.part_of, parts.count(), tallies_);
        climb(next, parts.cluster_of, depth + 1);
        for (UnitId unit = 0; unit < level.size(); ++unit) labels[unit] = parts.cluster_of[parts.part_of[unit]];
        if (depth == 0 && keep_) kept_ = {std::move(parts.part_of), std::move(next)};
    }

    Parts refine(const Level& level, const Column<UnitId>& clusters, UnitId count, int depth)
    {
        const Grouping members = group(clusters, count);
        Parts parts = Refining(execution_, level, quality_, tallies_, clusters, members, seed_at(depth)).run();
        if (parts.count() < level.size()) return parts;
        // Nothing held together: take the clusters as they are, or the search would not end.
        parts.part_of = clusters;
        parts.cluster_of.resize(count);
        std::iota(parts.cluster_of.begin(), parts.cluster_of.end(), UnitId{0});
        return parts;
    }

    void split() { split_disconnected(execution_, ground_, labels_, renumber(labels_)); }

    [[nodiscard]] double value() const
    {
        Column<double> inside(labels_.size());
        Column<double> mass(labels_.size());
        for (UnitId unit = 0; unit < ground_.size(); ++unit) {
            mass[labels_[unit]] += ground_.masses[unit];
            for (auto end = ground_.offsets[unit]; end < ground_.offsets[unit + 1]; ++end)
                if (labels_[ground_.alters[end]] == labels_[unit])
                    inside[labels_[unit]] += ground_.weights.empty() ? 1 : ground_.weights[end];
        }
        double total = 0;
        for (UnitId label = 0; label < ground_.size(); ++label)
            if (mass[label] > 0) total += quality_.worth(inside[label] / 2, mass[label]);
        return total / total_weight_;
    }

    [[nodiscard]] std::uint64_t seed_at(int depth) const
    {
        return Random::mix(Random::mix(seed_ + 0x9e3779b97f4a7c15U) + static_cast<std::uint64_t>(cycle_ * 64 + depth));
    }

    const Execution& execution_;
    const Level& ground_;
    const Q& quality_;
    double total_weight_;
    std::uint64_t seed_;
    PerThread<Tally> tallies_;
    Column<UnitId> labels_;
    Kept kept_;
    int cycle_ = 0;
    bool keep_ = false;
    bool thorough_ = false;
};

}  // namespace tertius::detail
