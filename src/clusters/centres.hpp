#pragma once

#include <tertius/graph/parallel.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace tertius::detail {

/// One point a row.
using Points = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Which of `count` centres each point is nearest to, the centres lying so that points are close to theirs (k-means).
///
/// The best of ten starts, each of which draws points far from those drawn before (k-means++). Many points are
/// represented by 10,000 of them until a start is chosen. Fewer centres than asked for, if fewer points differ.
///
/// Cost    O(points * count * columns) for each of up to 100 rounds.
/// Source  Arthur, Vassilvitskii, SODA 2007.
[[nodiscard]] std::vector<std::uint32_t> nearest_centres(const Execution& execution, const Points& points,
                                                         std::uint32_t count, std::uint64_t seed);

}  // namespace tertius::detail
