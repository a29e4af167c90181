#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace tertius {

namespace detail {
__extension__ using Wide = unsigned __int128;
}  // namespace detail

/// Chance that comes out the same everywhere: one 64-bit state, one draw, one shuffle.
///
/// The standard distributions and std::shuffle differ between standard libraries; the same seed has to give the
/// same answer in all of them.
///
/// Source  Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014 (SplitMix64).
class Random {
public:
    explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

    constexpr std::uint64_t operator()()
    {
        state_ += 0x9e3779b97f4a7c15U;
        return mix(state_);
    }

    /// A number in [0, bound), bound > 0; biased by less than bound / 2^64.
    constexpr std::uint64_t below(std::uint64_t bound)
    {
        return static_cast<std::uint64_t>((static_cast<detail::Wide>((*this)()) * bound) >> 64U);
    }

    /// A number in [0, 1).
    constexpr double unit() { return static_cast<double>((*this)() >> 11U) * 0x1.0p-53; }

    template <class Item>
    constexpr void shuffle(std::span<Item> items)
    {
        for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[below(left)]);
    }

    /// A well-mixed hash of one number: neighbouring inputs share nothing.
    [[nodiscard]] static constexpr std::uint64_t mix(std::uint64_t value)
    {
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31U);
    }

private:
    std::uint64_t state_;
};

}  // namespace tertius
