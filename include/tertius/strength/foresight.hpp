#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace tertius {

/// How well chances foretold what came true. NaN: nothing to judge by, or everything or nothing came true.
struct Foresight {
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

    std::size_t cases = 0;
    double auc = unknown;                ///< the chance that what came true had been given more than what did not
    double average_precision = unknown;  ///< mean share of true cases among those given at least as much
    double log_loss = unknown;           ///< mean of -ln of the chance given to what happened
    double calibration_error = unknown;  ///< mean distance of chance and share, over ten bins of equal size
};

/// Judges chances by outcomes, 1 or 0. Equal chances count as half right, so that a constant one gets what luck gets.
///
/// Requires  as many outcomes as chances.
/// Cost      O(n log n).
[[nodiscard]] Foresight foresight(const std::vector<double>& chances, const std::vector<bool>& outcomes);

/// One of ten bins of equal numbers of cases, from the highest chances to the lowest.
struct CalibrationBin {
    std::size_t cases = 0;
    double foretold = 0;  ///< mean chance
    double observed = 0;  ///< share that came true
};

[[nodiscard]] std::vector<CalibrationBin> calibration_bins(const std::vector<double>& chances,
                                                           const std::vector<bool>& outcomes);

}  // namespace tertius
