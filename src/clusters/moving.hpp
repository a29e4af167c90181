#pragma once

#include "glance.hpp"
#include "level.hpp"
#include "mass.hpp"
#include "tally.hpp"

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
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

/// Who is asked in the first sweep: all, or those tied to another cluster than their own.
enum class Asked : std::uint8_t { everybody, borders };

/// Where a unit wants to be, and what that gains.
struct Choice {
    UnitId label;
    double gain;
};

/// Memory that one moving leaves to the next.
template <class Mass>
struct MovingSpace {
    Column<Mass> masses;
    Column<std::uint8_t> asked;
    Column<UnitId> list;
    Column<Choice> choices;
};

/// The first half of Leiden's search: each unit moves to the cluster where it gains most, until none gains.
///
/// After the first sweep only units whose surroundings changed are asked again.
template <class Q>
class Moving {
public:
    using Mass = typename Q::Mass;

    /// `labels`, below the level's size, are where the units start, and where they end up.
    Moving(const Execution& execution, const Level& level, const Column<Mass>& masses, const Q& quality,
           PerThread<Tally>& tallies, MovingSpace<Mass>& space, std::span<UnitId> labels, std::uint64_t seed)
        : execution_(execution),
          level_(level),
          unit_masses_(masses),
          quality_(quality),
          tallies_(tallies),
          labels_(labels),
          seed_(seed),
          masses_(space.masses),
          asked_(space.asked),
          list_(space.list),
          choices_(space.choices)
    {
        masses_.assign(level.size(), Mass{});
        asked_.assign(level.size(), 1);
        for (UnitId unit = 0; unit < level.fixed.size(); ++unit) asked_[unit] = level.is_fixed(unit) ? 0 : 1;
        for (UnitId unit = 0; unit < level.size(); ++unit) masses_[labels[unit]] += masses[unit];
    }

    /// Asks everybody in `order`, again and again; true if in the end nobody wanted to move.
    bool run(std::span<const UnitId> order, Asked first, double total_weight, MovingLimits limits)
    {
        if (first == Asked::borders) ask_borders();
        for (int sweep = 0; sweep < limits.sweeps; ++sweep) {
            throw_if_stopped(execution_);
            collect_asked(order);
            if (list_.empty()) return true;
            // When everybody is asked, most move: who is at a border is found sooner than whom each mover touches.
            const bool all = by_batches() && list_.size() == level_.size();
            const double gained = by_batches() ? sweep_in_batches(!all) : sweep_at_once();
            if (movers_ == 0) return true;
            moves_ += movers_;
            if (all) ask_borders();
            if (gained <= limits.tolerance * total_weight) return false;
        }
        return false;
    }

    /// How often somebody moved.
    [[nodiscard]] std::size_t moves() const { return moves_; }

private:
    static constexpr UnitId alone = nobody;  // a cluster of one's own, not yet numbered

    template <class Visit>
    void each_unit(const Visit& visit)
    {
        parallel_for(execution_, level_.size(), 8192, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) visit(static_cast<UnitId>(begin));
        });
    }

    [[nodiscard]] bool by_batches() const { return level_.size() >= large_level && list_.size() > small_sweep; }

    void ask_borders()
    {
        each_unit([&](UnitId unit) { asked_[unit] = !level_.is_fixed(unit) && is_at_border(unit) ? 1 : 0; });
    }

    [[nodiscard]] bool is_at_border(UnitId unit) const
    {
        for (auto end = level_.offsets[unit]; end < level_.offsets[unit + 1]; ++end)
            if (labels_[level_.alters[end]] != labels_[unit]) return true;
        return false;
    }

    void collect_asked(std::span<const UnitId> order)
    {
        movers_ = 0;
        list_.resize(order.size());
        std::size_t count = 0;
        for (const UnitId unit : order) {  // without a branch: whether somebody is asked cannot be foreseen
            list_[count] = unit;
            count += asked_[unit];
        }
        list_.resize(count);
    }

    /// Where `unit`, whose ties have been tallied, gains most: a cluster it is tied to, alone, or where it is. Equal
    /// gains go to staying, then by lot.
    Choice choose(UnitId unit, Tally& tally) const
    {
        const UnitId own = labels_[unit];
        const Mass mass = unit_masses_[unit];
        const double stay = quality_.gain(tally.tied[own], mass, masses_[own] - mass);
        Choice best = stay < 0 ? Choice{alone, 0} : Choice{own, stay};
        tally.drain([&](UnitId label, float tied) {
            if (label == own) return;
            const double gain = quality_.gain(tied, mass, masses_[label]);
            if (gain > best.gain || (gain == best.gain && best.label != own && lot(label) < lot(best.label)))
                best = {label, gain};
        });
        return {best.label, best.gain - stay};
    }

    [[nodiscard]] std::uint64_t lot(UnitId label) const { return Random::mix(seed_ ^ label); }

    double sweep_at_once()
    {
        Tally& tally = tallies_.local();
        double gained = 0;
        for (std::size_t place = 0; place < list_.size(); ++place) {
            if (place % 1024 == 0) throw_if_stopped(execution_);
            const UnitId unit = list_[place];
            asked_[unit] = 0;
            tally_alters(level_, unit, labels_.data(), tally);
            const auto [chosen, gain] = choose(unit, tally);
            if (chosen == labels_[unit]) continue;
            const UnitId label = chosen == alone ? empty_label() : chosen;
            masses_[labels_[unit]] -= unit_masses_[unit];
            masses_[label] += unit_masses_[unit];
            labels_[unit] = label;
            ask_alters(unit);
            gained += gain;
            ++movers_;
        }
        return gained;
    }

    double sweep_in_batches(bool ask)
    {
        const std::size_t batch = std::max<std::size_t>(64, list_.size() / 32);
        choices_.resize(batch);
        double gained = 0;
        for (std::size_t begin = 0; begin < list_.size(); begin += batch)
            gained += move_together(std::span(list_).subspan(begin, std::min(batch, list_.size() - begin)), ask);
        return gained;
    }

    /// All of `batch` decide on what they see before any of them moves. Sums of masses are exact, so it does not
    /// matter which thread adds first.
    double move_together(std::span<const UnitId> batch, bool ask)
    {
        pieces(batch, [&](std::size_t begin, std::size_t end) {
            Tally& tally = tallies_.local();
            const auto prefetch = [&](UnitId label) { __builtin_prefetch(&masses_[label]); };
            for_each_tallied(level_, batch.subspan(begin, end - begin), labels_.data(), tally, prefetch,
                             [&](std::size_t place, UnitId unit) {
                                 asked_[unit] = 0;
                                 choices_[begin + place] = choose(unit, tally);
                             });
        });
        each(batch, [&](std::size_t place) { leave_and_join(batch[place], choices_[place]); });
        double gained = 0;
        for (std::size_t place = 0; place < batch.size(); ++place) gained += settle(batch[place], choices_[place]);
        if (!ask) return gained;
        each(batch, [&](std::size_t place) {
            if (choices_[place].gain > 0) ask_alters(batch[place]);
        });
        return gained;
    }

    template <class Visit>
    void pieces(std::span<const UnitId> batch, const Visit& visit)
    {
        parallel_for(execution_, batch.size(), 512, visit);
    }

    template <class Visit>
    void each(std::span<const UnitId> batch, const Visit& visit)
    {
        pieces(batch, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) visit(begin);
        });
    }

    void leave_and_join(UnitId unit, Choice choice)
    {
        if (choice.label == labels_[unit]) return;
        const Mass mass = unit_masses_[unit];
        add_atomically(masses_[labels_[unit]], Mass{} - mass);
        if (choice.label == alone) return;
        add_atomically(masses_[choice.label], mass);
        labels_[unit] = choice.label;
    }

    /// Numbers new clusters, in the order of the batch; what the choice gained.
    double settle(UnitId unit, Choice& choice)
    {
        if (choice.gain <= 0) return 0;
        ++movers_;
        if (choice.label == alone) {
            choice.label = labels_[unit] = empty_label();
            masses_[choice.label] = unit_masses_[unit];
        }
        return choice.gain;
    }

    /// Somebody who moved: everybody tied to them who is not where they are now is to be asked again.
    void ask_alters(UnitId unit)
    {
        const UnitId label = labels_[unit];
        for (auto end = level_.offsets[unit]; end < level_.offsets[unit + 1]; ++end) {
            const UnitId alter = level_.alters[end];
            if (labels_[alter] == label || level_.is_fixed(alter)) continue;
            std::atomic_ref(asked_[alter]).store(1, std::memory_order_relaxed);
        }
    }

    /// A label nobody has: there is one whenever somebody who is not alone leaves, as there are as many labels as
    /// units. (Units of mass 0 do not count: they have no ties, gain nothing anywhere, and are parted at the end.)
    UnitId empty_label()
    {
        do next_empty_ = next_empty_ + 1 < level_.size() ? next_empty_ + 1 : 0;
        while (masses_[next_empty_] != Mass{});
        return next_empty_;
    }

    const Execution& execution_;
    const Level& level_;
    const Column<Mass>& unit_masses_;
    const Q& quality_;
    PerThread<Tally>& tallies_;
    std::span<UnitId> labels_;
    std::uint64_t seed_;
    Column<Mass>& masses_;  // of each cluster, by label
    Column<std::uint8_t>& asked_;
    Column<UnitId>& list_;
    Column<Choice>& choices_;
    std::size_t movers_ = 0;
    std::size_t moves_ = 0;
    UnitId next_empty_ = 0;
};

}  // namespace tertius::detail
