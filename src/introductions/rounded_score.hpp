#pragma once

#include <bit>
#include <cstdint>

namespace tertius {

/// A score >= 0 without its last 12 bits, where only the order of summation shows: equals come out equal.
inline double rounded_score(double score)
{
    constexpr std::uint64_t half = 0x800;
    constexpr std::uint64_t lost = 0xfff;
    return std::bit_cast<double>((std::bit_cast<std::uint64_t>(score) + half) & ~lost);
}

}  // namespace tertius
