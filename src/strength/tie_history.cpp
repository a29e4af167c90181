#include <tertius/strength/tie_history.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

constexpr std::size_t rungs = 10;
constexpr double shortest_half_life = 600;  // seconds; each rung's is four times that of the one below
constexpr double sessions_in_half_life = 20;
constexpr double minute = 60;

constexpr std::array<double, rungs> half_lives = [] {
    std::array<double, rungs> result{};
    double half_life = shortest_half_life;
    for (double& rung : result) {
        rung = half_life;
        half_life *= 4;
    }
    return result;
}();

/// What is left at each rung after `gap` seconds. One exponential: a rung's is the fourth power of the next one's.
std::array<double, rungs> kept_after(double gap)
{
    std::array<double, rungs> kept{};
    kept[rungs - 1] = std::exp2(-gap / half_lives[rungs - 1]);
    for (std::size_t rung = rungs - 1; rung > 0; --rung) {
        const double square = kept[rung] * kept[rung];
        kept[rung - 1] = square * square;
    }
    return kept;
}

}  // namespace

void TieHistory::record(Time time, bool forward, float share)
{
    if (count() == 0) {
        first_ = time;
        sessions_.fill(1);
    } else {
        const auto gap = static_cast<double>(time - last_);
        const auto kept = kept_after(gap);
        for (std::size_t rung = 0; rung < rungs; ++rung) {
            const auto left = static_cast<float>(kept[rung]);
            const double session = std::min(1.0, gap * sessions_in_half_life / half_lives[rung]);
            sessions_[rung] = sessions_[rung] * left + static_cast<float>(session);
            shares_[rung] *= left;
            forward_[rung] *= left;
            backward_[rung] *= left;
        }
        const double log_gap = std::log(gap + minute);
        log_gaps_ += log_gap;
        square_log_gaps_ += log_gap * log_gap;
        last_gap_ = static_cast<float>(gap);
    }
    Ladder& direction = forward ? forward_ : backward_;
    for (std::size_t rung = 0; rung < rungs; ++rung) {
        shares_[rung] += share;
        direction[rung] += 1;
    }
    (forward ? forward_count_ : backward_count_) += 1;
    evidence_ += share;
    last_ = time;
}

TieHistory::Faded::Faded(const TieHistory& history, Time at)
    : history_(&history), kept_(kept_after(static_cast<double>(at - history.last_)))
{
}

double TieHistory::Faded::read(const Ladder& ladder, double half_life) const
{
    const double place = std::clamp(std::log2(half_life / shortest_half_life) / 2, 0.0, rungs - 1.0);
    const auto below = std::min(static_cast<std::size_t>(place), rungs - 2);
    const double above = place - static_cast<double>(below);
    return ladder[below] * kept_[below] * (1 - above) + ladder[below + 1] * kept_[below + 1] * above;
}

}  // namespace tertius
