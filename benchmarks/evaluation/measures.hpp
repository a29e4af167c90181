#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

// How good a prediction of yes-or-no outcomes is. Equal scores count as half right (AUC) or are averaged over
// (average precision), so that a constant score gets what chance gets.
namespace tertius::evaluation {

struct Quality {
    double auc = 0;
    double average_precision = 0;
};

inline std::vector<std::size_t> by_falling(const std::vector<double>& score)
{
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order,
                      [&](std::size_t a, std::size_t b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });
    return order;
}

inline Quality quality(const std::vector<double>& score, const std::vector<bool>& met)
{
    const auto order = by_falling(score);
    const auto yes = static_cast<double>(std::ranges::count(met, true));
    const double no = static_cast<double>(met.size()) - yes;
    double above_yes = 0;
    double above = 0;
    Quality result;
    for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
        double yes_here = 0;
        while (last < order.size() && score[order[last]] == score[order[first]]) yes_here += met[order[last++]];
        const double here = static_cast<double>(last - first);
        result.auc += (here - yes_here) * (above_yes + yes_here / 2);
        result.average_precision += yes_here * (above_yes + yes_here) / (above + here);
        above_yes += yes_here;
        above += here;
    }
    result.auc /= yes * no;
    result.average_precision /= yes;
    return result;
}

/// Expected calibration error over ten bins of equal numbers of cases.
inline double calibration_error(const std::vector<double>& chance, const std::vector<bool>& met)
{
    const auto order = by_falling(chance);
    double error = 0;
    for (std::size_t bin = 0; bin < 10; ++bin) {
        double difference = 0;
        for (std::size_t place = bin * order.size() / 10; place < (bin + 1) * order.size() / 10; ++place)
            difference += chance[order[place]] - (met[order[place]] ? 1 : 0);
        error += std::abs(difference);
    }
    return error / static_cast<double>(order.size());
}

}  // namespace tertius::evaluation
