#pragma once

#include <tertius/graph/person.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace tertius {

/// Says of most strangers that their score is low, from a few kilobytes: what does not pass need not be added up.
///
/// People share slots, and each way to somebody counts a little too much, in whole units. So a slot's count is never
/// below the score of anybody in it, and only those whose slot counts enough may score enough.
class StrangerSieve {
public:
    using Units = std::int32_t;
    static constexpr Units no_end = std::numeric_limits<Units>::max();

    /// Whether a sieve is worth while where `ways` lead to strangers, of whom `limit` are wanted.
    [[nodiscard]] static bool helps(double ways, std::size_t limit)
    {
        return ways >= static_cast<double>(std::max(least_ways, 8 * limit)) && ways < most_units;
    }

    /// Empties the sieve for so many ways, which are worth `worth` in all.
    void empty(double ways, double worth)
    {
        const auto slots = std::min(std::bit_ceil(2 * static_cast<std::size_t>(ways)), most_slots);
        shift_ = 32U - static_cast<unsigned>(std::bit_width(slots - 1));
        slots_.assign(slots, 0);
        units_ = most_units / worth;
    }

    /// Counts a way to each of some people.
    template <class Worth>
    void count(std::span<const PersonId> people, const Worth& worth)
    {
        Units* const slots = slots_.data();
        const unsigned shift = shift_;
        for (std::size_t i = 0; i < people.size(); ++i) slots[slot(people[i], shift)] += units_above(worth(i));
    }

    /// A count that about so many strangers reach.
    [[nodiscard]] Units level_of(std::size_t strangers, std::span<const PersonId> known)
    {
        kept_.clear();
        for (const PersonId person : known) kept_.push_back(std::exchange(slots_[slot(person, shift_)], 0));
        // The highest slot of each of several times as many groups: that so many of them reach is said soon.
        const std::size_t groups = std::min(slots_.size(), std::bit_ceil(4 * strangers));
        highest_.assign(groups, 0);
        for (std::size_t first = 0; first < slots_.size(); first += groups)
            for (std::size_t group = 0; group < groups; ++group)
                highest_[group] = std::max(highest_[group], slots_[first + group]);
        for (std::size_t place = known.size(); place-- > 0;) slots_[slot(known[place], shift_)] = kept_[place];
        return reached_by(strangers, highest_);
    }

    /// The count that everybody reaches who scores as much.
    [[nodiscard]] Units level_of(double score) const
    {
        const double units = score * units_;
        return units > 2 ? static_cast<Units>(units) - 1 : 0;
    }

    /// Writes the places of the people whose slot counts at least `from` and less than `end`; returns how many.
    std::size_t pass(std::span<const PersonId> people, Units from, Units end, std::uint32_t* places) const
    {
        const Units* const slots = slots_.data();
        const unsigned shift = shift_;
        const auto width = static_cast<std::uint32_t>(end - from);
        std::size_t passed = 0;
        for (std::size_t i = 0; i < people.size(); ++i) {
            places[passed] = static_cast<std::uint32_t>(i);  // stays, if they pass: that cannot be foreseen
            const auto above = static_cast<std::uint32_t>(slots[slot(people[i], shift)] - from);  // huge, if below
            passed += static_cast<std::size_t>(above < width);
        }
        return passed;
    }

private:
    static constexpr std::size_t least_ways = 128;
    static constexpr std::size_t most_slots = std::size_t{1} << 15U;  // these stay in a core's own memory
    static constexpr double most_units = 0x1p30;

    [[nodiscard]] static std::size_t slot(PersonId person, unsigned shift) { return (person * 0x9e3779b9U) >> shift; }
    [[nodiscard]] Units units_above(double worth) const { return static_cast<Units>(worth * units_) + 1; }

    /// A count that at least `wanted` of the counts reach, and hardly more: counts are told apart by a 32nd.
    [[nodiscard]] static Units reached_by(std::size_t wanted, std::span<const Units> counts)
    {
        constexpr unsigned step = 18;  // the bits of a float behind the first five of its fraction
        const auto steps = [](Units count) { return std::bit_cast<std::uint32_t>(static_cast<float>(count)) >> step; };
        const std::uint32_t top = steps(std::ranges::max(counts));
        std::array<std::uint32_t, 256> at_steps_below{};
        for (const Units count : counts) ++at_steps_below[std::min(top - steps(count), 255U)];
        std::size_t reached = 0;
        std::uint32_t below = 0;
        while ((reached += at_steps_below[below]) < wanted && below < 254) ++below;
        return static_cast<Units>(std::bit_cast<float>((top - std::min(top, below)) << step));
    }

    std::vector<Units> slots_;
    unsigned shift_ = 0;
    double units_ = 1;  // in one of worth
    std::vector<Units> kept_;
    std::vector<Units> highest_;
};

}  // namespace tertius
