#pragma once

#include "agreed_units.hpp"
#include "climbing.hpp"
#include "grouping.hpp"
#include "level.hpp"
#include "splitting.hpp"
#include "visiting_order.hpp"

#include <tertius/clusters/detect_clusters.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace tertius::detail {

/// What a search over one graph found.
struct Found {
    Column<UnitId> labels;
    bool converged = false;
    double value = 0;  // by the search's own sums
};

/// Among fewer people, searches cost so little that two are made, and the better one is kept.
inline constexpr std::size_t few_people = 5'000;

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
          climbing_(execution, ground.size(), quality, total_weight, seed)
    {
    }

    /// `start`, numbered below the ground's size, is where everybody begins.
    Found run(Method method, Effort effort, Column<UnitId> start)
    {
        labels_ = std::move(start);
        usual_.refines = method == Method::leiden;
        const bool converged = effort == Effort::best   ? until_nothing_changes()
                               : effort == Effort::fast ? once()
                                                        : in_rounds();
        report_progress(execution_, 1);
        const double reached = ground_.size() < few_people ? value() : 0;
        return {std::move(labels_), converged, reached};
    }

private:
    static constexpr int most_cycles = 100;
    static constexpr int most_rounds = 10;
    static constexpr double worth_trusting = 0.5;

    /// Once upwards, nothing taken apart on the way.
    bool once()
    {
        full_cycle({.refines = false, .sweeps = 4});
        report_progress(execution_, 0.8);
        split();
        return false;
    }

    /// Rounds, until one wins little: in a large graph, until few move in the polish, as what many left and joined may
    /// fall together otherwise; in a smaller one, where values cost little, until one gains less than a thousandth.
    bool in_rounds()
    {
        const bool alone = begins_alone();
        Moved polished;
        const auto round = [&] { polished = full_round(alone); };
        if (ground_.size() < large_level) {
            (void)repeat(round, {.most = most_rounds, .least_gain = 1e-3, .patience = 1});
            return polished.settled;
        }
        for (int rounds = 1; rounds <= most_rounds; ++rounds) {
            round();
            if (polished.moves <= ground_.size() / 20) break;
        }
        return polished.settled;
    }

    /// Rounds, then full cycles, until several in a row, each asking in another order, gain nothing: in a large graph,
    /// no millionth.
    bool until_nothing_changes()
    {
        const double nothing = ground_.size() < large_level ? 1e-12 : 1e-6;
        if (begins_alone()) (void)repeat([&] { (void)full_round(true); }, {.most = most_rounds, .least_gain = nothing});
        const auto cycle = [&] {
            full_cycle({.refines = usual_.refines, .sweeps = 100, .tolerance = 0}, Asked::everybody);
            split();
        };
        return repeat(cycle, {.most = most_cycles, .least_gain = nothing});
    }

    struct Repeats {
        int most;
        double least_gain;  // of the value; less is nothing
        int patience = 3;   // so often in a row nothing may be gained
    };

    /// Repeats `work`, and undoes what loses; true if it stopped gaining.
    template <class Work>
    bool repeat(const Work& work, Repeats repeats)
    {
        double best = value();
        int fruitless = 0;
        for (int time = 1; time <= repeats.most; ++time) {
            Column<UnitId> last = labels_;
            work();
            report_progress(execution_, 1 - 1.0 / (climbing_.orders() + 1));
            const double reached = value();
            fruitless = reached - best > repeats.least_gain * std::abs(best) ? 0 : fruitless + 1;
            if (reached > best)
                best = reached;
            else
                labels_ = std::move(last);
            if (fruitless == repeats.patience) return true;
        }
        return false;
    }

    /// Whether there is neither a start to keep to nor too few people to search by agreement.
    [[nodiscard]] bool begins_alone() const
    {
        if (!usual_.refines || ground_.size() < few_people) return false;
        Column<std::uint8_t> taken(labels_.size());
        return std::ranges::none_of(labels_, [&](UnitId label) { return std::exchange(taken[label], 1) != 0; });
    }

    /// A full cycle wins most; the short ones and the polish, at a fraction of its cost, most of what others would add.
    Moved full_round(bool from_agreement)
    {
        if (from_agreement) start_from_agreement();
        full_cycle(usual_, asked_after_the_first());
        if (usual_.refines) {
            short_cycle();
            short_cycle();
        }
        bring_down();
        report_progress(execution_, 1 - 1.0 / (climbing_.orders() + 1));
        return polish();
    }

    /// Whom two quick searches that ask in different orders both put together start together, and whom either parts
    /// may part. After the first round, where it ended stands for one of the two. Where they agree on little, neither is
    /// to be trusted.
    void start_from_agreement()
    {
        const bool first = climbing_.orders() == 0;
        if (first) full_cycle(quick);
        Column<UnitId> one = std::exchange(labels_, natural_order(ground_.size()));
        full_cycle(quick);
        kept_ = {};
        Column<UnitId> agreed = agreed_units(execution_, one, labels_);
        if (share_kept(one, agreed) >= worth_trusting)
            labels_ = std::move(agreed);
        else
            labels_ = first ? natural_order(ground_.size()) : std::move(one);
    }

    /// Of the ties within clusters, the share that is within finer ones too; in a large graph as a sample tells.
    [[nodiscard]] double share_kept(const Column<UnitId>& clusters, const Column<UnitId>& finer) const
    {
        const UnitId step = ground_.size() / 50'000 + 1;
        double within = 0;
        double kept = 0;
        for (UnitId unit = 0; unit < ground_.size(); unit += step)
            for (auto end = ground_.offsets[unit]; end < ground_.offsets[unit + 1]; ++end) {
                const UnitId alter = ground_.alters[end];
                if (clusters[alter] != clusters[unit]) continue;
                const double weight = ground_.weights.empty() ? 1 : ground_.weights[end];
                within += weight;
                if (finer[alter] == finer[unit]) kept += weight;
            }
        return within > 0 ? kept / within : 0;
    }

    void full_cycle(const Care& care, Asked first = Asked::everybody)
    {
        kept_ = {};  // its memory is needed again
        climbing_.next_order();
        kept_ = climbing_.climb(ground_, masses_, labels_, 0, first, care);
    }

    /// Again from the second level of the last full cycle.
    void short_cycle()
    {
        if (kept_.labels.empty()) return;
        climbing_.next_order();
        (void)climbing_.climb(kept_.level, kept_.masses, kept_.labels, 1, Asked::borders, usual_);
    }

    /// Who is asked where a round begins: after the first, people have been asked within their clusters.
    [[nodiscard]] Asked asked_after_the_first() const
    {
        return climbing_.orders() > 0 ? Asked::borders : Asked::everybody;
    }

    /// Gives everybody the cluster of the unit that they are in.
    void bring_down()
    {
        if (kept_.labels.empty()) return;
        climbing_.spread(kept_.labels, kept_.unit_of, labels_);
        kept_ = {};
    }

    /// Those at the borders of their clusters may move once more, alone; then what has come apart is parted.
    Moved polish()
    {
        climbing_.next_order();
        const Moved moved = climbing_.move(ground_, masses_, labels_, 0, Asked::borders, {.sweeps = 3});
        split();
        return moved;
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

    const Execution& execution_;
    const Level& ground_;
    const Column<Mass>& masses_;
    const Q& quality_;
    double total_weight_;
    Climbing<Q> climbing_;
    Care usual_;
    Column<UnitId> labels_;
    Raised<Mass> kept_;  // the second level of the last full cycle: what a short one starts from
};

}  // namespace tertius::detail
