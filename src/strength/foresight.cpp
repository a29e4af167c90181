#include <tertius/strength/foresight.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tertius {

namespace {

std::vector<std::size_t> by_falling(const std::vector<double>& chances)
{
    std::vector<std::size_t> order(chances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return chances[a] != chances[b] ? chances[a] > chances[b] : a < b;
    });
    return order;
}

/// Fills in AUC and average precision from runs of equal chances.
void rank(const std::vector<double>& chances, const std::vector<bool>& outcomes, Foresight& result)
{
    const auto order = by_falling(chances);
    const auto yes = static_cast<double>(std::ranges::count(outcomes, true));
    const double no = static_cast<double>(outcomes.size()) - yes;
    if (yes == 0 || no == 0) return;
    double above_yes = 0;
    double above = 0;
    double auc = 0;
    double precision = 0;
    for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
        double yes_here = 0;
        while (last < order.size() && chances[order[last]] == chances[order[first]])
            yes_here += outcomes[order[last++]] ? 1 : 0;
        const auto here = static_cast<double>(last - first);
        auc += (here - yes_here) * (above_yes + yes_here / 2);
        precision += yes_here * (above_yes + yes_here) / (above + here);
        above_yes += yes_here;
        above += here;
    }
    result.auc = auc / (yes * no);
    result.average_precision = precision / yes;
}

}  // namespace

std::vector<CalibrationBin> calibration_bins(const std::vector<double>& chances, const std::vector<bool>& outcomes)
{
    constexpr std::size_t bins = 10;
    const auto order = by_falling(chances);
    std::vector<CalibrationBin> result(bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        auto& [cases, foretold, observed] = result[bin];
        for (std::size_t place = bin * order.size() / bins; place < (bin + 1) * order.size() / bins; ++place) {
            cases += 1;
            foretold += chances[order[place]];
            observed += outcomes[order[place]] ? 1 : 0;
        }
        if (cases == 0) continue;
        foretold /= static_cast<double>(cases);
        observed /= static_cast<double>(cases);
    }
    return result;
}

Foresight foresight(const std::vector<double>& chances, const std::vector<bool>& outcomes)
{
    Foresight result{.cases = chances.size()};
    if (chances.empty()) return result;
    rank(chances, outcomes, result);
    const auto cases = static_cast<double>(chances.size());
    double loss = 0;
    for (std::size_t place = 0; place < chances.size(); ++place)
        loss -= std::log(outcomes[place] ? chances[place] : 1 - chances[place]);
    result.log_loss = loss / cases;
    double error = 0;
    for (const auto& [in_bin, foretold, observed] : calibration_bins(chances, outcomes))
        error += static_cast<double>(in_bin) * std::abs(foretold - observed);
    result.calibration_error = error / cases;
    return result;
}

}  // namespace tertius
