#pragma once

#include <cstddef>
#include <span>

namespace tertius {

/// How unevenly something is spread over people: 0 if all have the same, towards 1 if one has everything.
///
///     G = sum over people of (2 rank - n - 1) count / (n * total),   rank 1 for the lowest count, n for the highest
///
/// Value   in [0, 1 - 1/n]; unscored for a total of 0.
/// Cost    O(n log n).
/// Source  Gini, Variabilita e mutabilita, 1912.
[[nodiscard]] double gini(std::span<const std::size_t> counts);

}  // namespace tertius
