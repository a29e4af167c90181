#pragma once

#include <tertius/brokerage/brokerage_roles.hpp>

#include <array>

namespace tertius::detail {

/// How two ways (i, j, k) and (i', j, k') over the same broker j can overlap.
enum class Overlap : std::uint8_t {
    same,         // i = i' and k = k'
    same_source,  // only i = i'
    same_target,  // only k = k'
    chained,      // only k = i', or only i = k'
    reversed,     // k = i' and i = k'
    none,
};

inline constexpr std::size_t overlap_count = 6;

/// The chance that both of two ways have a role, by their overlap, when the clusters are dealt at random.
using RoleChances = std::array<std::array<double, overlap_count>, brokerage_role_count>;

/// Time O(number of clusters).
[[nodiscard]] RoleChances role_chances(const Partition& partition);

}  // namespace tertius::detail
