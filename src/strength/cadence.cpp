#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/cadence.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tertius {

namespace {

using detail::seconds_in_day;
constexpr double minute = 60;  // as TieHistory lengthens its gaps
constexpr double gaps_in_norm_mean = 2;
constexpr double gaps_in_norm_spread = 1;

}  // namespace

Cadence::Cadence(const RelationshipNorm& norm, const TieHistory& history) : lasting_(norm.lasting)
{
    double sum = gaps_in_norm_mean * std::log(norm.gap_days * seconds_in_day);
    double squares = gaps_in_norm_spread * norm.gap_spread * norm.gap_spread;
    if (history.count() > 1) {
        const double own = history.mean_log_gap();
        gaps_ = history.count() - 1.0;
        sum += gaps_ * own;
        squares += gaps_ * std::max(0.0, history.mean_square_log_gap() - own * own);
    }
    mean_ = sum / (gaps_in_norm_mean + gaps_);
    deviation_ = std::sqrt(squares / (gaps_in_norm_spread + gaps_));
}

double Cadence::median_gap_days() const
{
    return std::exp(mean_) / seconds_in_day;
}

double Cadence::chance_longer(double silence) const
{
    return std::erfc((std::log(silence + minute) - mean_) / deviation_ / std::numbers::sqrt2) / 2;
}

double Cadence::chance_alive(double silence) const
{
    const double silent = (1 - chance_last()) * chance_longer(silence);
    return silent / (silent + chance_last());
}

double Cadence::chance_within(double silence, double horizon) const
{
    const double longer = chance_longer(silence);
    const double ends = longer - chance_longer(silence + horizon);
    return (1 - chance_last()) * ends / ((1 - chance_last()) * longer + chance_last());
}

}  // namespace tertius
