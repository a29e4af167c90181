#pragma once

#include "level.hpp"
#include "tally.hpp"

#include <tertius/graph/random.hpp>

#include <atomic>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace tertius::detail {

/// From this many units on, a level's sweeps are made by all threads, in batches. The size alone decides, so that the
/// answer does not depend on the number of threads.
inline constexpr std::size_t large_level = 100'000;
/// A sweep over fewer units than this is made by one thread, at once: ends the swaps of synchronous batches.
inline constexpr std::size_t small_sweep = 8'000;

struct MovingLimits {
    int sweeps = 100;
    double tolerance = 0;  ///< stop after a sweep that gained no more than this share of all weight
};

/// The first half of Leiden's search: each unit moves to the cluster where it gains most, until none gains.
///
/// After the first sweep only units whose surroundings changed are asked again.
template <ClusterQuality Q>
class Moving {
public:
    /// `labels`, below the level's size, are where the units start, and where they end up.
    Moving(const Execution& execution, const Level& level, const Q& quality, PerThread<Tally>& tallies,
           std::span<UnitId> labels)
        : execution_(execution),
          level_(level),
          quality_(quality),
          tallies_(tallies),
          labels_(labels),
          masses_(level.size(), 0.0),
          asked_(level.size(), 1)
    {
        for (UnitId unit = 0; unit < level.size(); ++unit) masses_[labels[unit]] += level.masses[unit];
    }

    /// Asks everybody in `order`, again and again; true if in the end nobody wanted to move.
    bool run(std::span<const UnitId> order, double total_weight, MovingLimits limits)
    {
        for (int sweep = 0; sweep < limits.sweeps; ++sweep) {
            throw_if_stopped(execution_);
            collect_asked(order);
            if (list_.empty()) return true;
            const double gained = by_batches() ? sweep_in_batches() : sweep_at_once();
            if (movers_ == 0) return true;
            if (gained <= limits.tolerance * total_weight) return false;
        }
        return false;
    }

private:
    static constexpr UnitId alone = nobody;  // a cluster of one's own, not yet numbered

    struct Choice {
        UnitId label;
        double gain;
    };

    [[nodiscard]] bool by_batches() const { return level_.size() >= large_level && list_.size() > small_sweep; }

    void collect_asked(std::span<const UnitId> order)
    {
        list_.clear();
        movers_ = 0;
        for (const UnitId unit : order)
            if (asked_[unit]) list_.push_back(unit);
    }

    /// Where `unit` gains most: a cluster it is tied to, alone, or where it is. Ties go to staying, then to the
    /// smaller label.
    Choice choose(UnitId unit, Tally& tally) const
    {
        tally_alters(level_, unit, labels_.data(), tally);
        const UnitId own = labels_[unit];
        const double mass = level_.masses[unit];
        const double stay = quality_.gain(tally.tied[own], mass, masses_[own] - mass);
        Choice best = stay < 0 ? Choice{alone, 0} : Choice{own, stay};
        tally.drain([&](UnitId label, float tied) {
            if (label == own) return;
            const double gain = quality_.gain(tied, mass, masses_[label]);
            if (gain > best.gain || (gain == best.gain && best.label != own && label < best.label))
                best = {label, gain};
        });
        return {best.label, best.gain - stay};
    }

    double sweep_at_once()
    {
        Tally& tally = tallies_.local();
        double gained = 0;
        for (std::size_t place = 0; place < list_.size(); ++place) {
            if (place % 1024 == 0) throw_if_stopped(execution_);
            const UnitId unit = list_[place];
            asked_[unit] = 0;
            const auto [chosen, gain] = choose(unit, tally);
            if (chosen == labels_[unit]) continue;
            const UnitId label = chosen == alone ? empty_label() : chosen;
            masses_[labels_[unit]] -= level_.masses[unit];
            masses_[label] += level_.masses[unit];
            labels_[unit] = label;
            ask_alters(unit);
            gained += gain;
            ++movers_;
        }
        return gained;
    }

    double sweep_in_batches()
    {
        const std::size_t batch = std::max<std::size_t>(64, list_.size() / 32);
        choices_.resize(batch);
        double gained = 0;
        for (std::size_t begin = 0; begin < list_.size(); begin += batch)
            gained += move_together(std::span(list_).subspan(begin, std::min(batch, list_.size() - begin)));
        return gained;
    }

    /// All of `batch` decide on what they see before any of them moves. Sums of masses are exact, so it does not
    /// matter which thread adds first.
    double move_together(std::span<const UnitId> batch)
    {
        each(batch, [&](std::size_t place, Tally& tally) {
            fetch_ahead(batch, place);
            asked_[batch[place]] = 0;
            choices_[place] = choose(batch[place], tally);
        });
        each(batch, [&](std::size_t place, Tally&) { leave_and_join(batch[place], choices_[place]); });
        double gained = 0;
        for (std::size_t place = 0; place < batch.size(); ++place) gained += settle(batch[place], choices_[place]);
        each(batch, [&](std::size_t place, Tally&) {
            if (choices_[place].gain > 0) ask_alters(batch[place]);
        });
        return gained;
    }

    /// People are asked in no order of memory: their rows are called for while those before them decide.
    void fetch_ahead(std::span<const UnitId> batch, std::size_t place) const
    {
        constexpr std::size_t row = 8;
        if (place + 2 * row < batch.size()) __builtin_prefetch(&level_.offsets[batch[place + 2 * row]]);
        if (place + row < batch.size()) __builtin_prefetch(&level_.alters[level_.offsets[batch[place + row]]]);
        constexpr std::size_t labels = 4;
        if (place + labels >= batch.size()) return;
        const UnitId unit = batch[place + labels];
        const auto first = level_.offsets[unit];
        const auto last = std::min(level_.offsets[unit + 1], first + 16);
        for (auto end = first; end < last; ++end) __builtin_prefetch(&labels_[level_.alters[end]]);
    }

    template <class Visit>
    void each(std::span<const UnitId> batch, const Visit& visit)
    {
        parallel_for(execution_, batch.size(), 256, [&](std::size_t begin, std::size_t end) {
            Tally& tally = tallies_.local();
            for (; begin < end; ++begin) visit(begin, tally);
        });
    }

    void leave_and_join(UnitId unit, Choice choice)
    {
        if (choice.label == labels_[unit]) return;
        const double mass = level_.masses[unit];
        std::atomic_ref(masses_[labels_[unit]]).fetch_add(-mass, std::memory_order_relaxed);
        if (choice.label == alone) return;
        std::atomic_ref(masses_[choice.label]).fetch_add(mass, std::memory_order_relaxed);
        labels_[unit] = choice.label;
    }

    /// Numbers new clusters, in the order of the batch; what the choice gained.
    double settle(UnitId unit, Choice& choice)
    {
        if (choice.gain <= 0) return 0;
        ++movers_;
        if (choice.label == alone) {
            choice.label = labels_[unit] = empty_label();
            masses_[choice.label] = level_.masses[unit];
        }
        return choice.gain;
    }

    /// Somebody who moved: everybody tied to them who is not where they are now is to be asked again.
    void ask_alters(UnitId unit)
    {
        const UnitId label = labels_[unit];
        for (auto end = level_.offsets[unit]; end < level_.offsets[unit + 1]; ++end) {
            const UnitId alter = level_.alters[end];
            if (labels_[alter] != label) std::atomic_ref(asked_[alter]).store(1, std::memory_order_relaxed);
        }
    }

    /// A label nobody has: there is one whenever somebody who is not alone leaves, as there are as many labels as
    /// units. (Units of mass 0 do not count: they have no ties, gain nothing anywhere, and are parted at the end.)
    UnitId empty_label()
    {
        do next_empty_ = next_empty_ + 1 < level_.size() ? next_empty_ + 1 : 0;
        while (masses_[next_empty_] != 0);
        return next_empty_;
    }

    const Execution& execution_;
    const Level& level_;
    const Q& quality_;
    PerThread<Tally>& tallies_;
    std::span<UnitId> labels_;
    Column<double> masses_;  // of each cluster, by label
    Column<std::uint8_t> asked_;
    Column<UnitId> list_;
    Column<Choice> choices_;
    std::size_t movers_ = 0;
    UnitId next_empty_ = 0;
};

}  // namespace tertius::detail
