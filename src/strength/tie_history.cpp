#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/tie_history.hpp>

#include "seconds_between.hpp"

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

using detail::seconds_between;

constexpr std::size_t rungs = 10;
constexpr double shortest_half_life = 600;  // seconds; each rung's is four times that of the one below
constexpr double sessions_in_half_life = 20;
constexpr double minute = 60;
constexpr double week = 7 * detail::seconds_in_day;
constexpr double negligible = 1e-30;  // less than this of a contact is none: denormal numbers are slow

constexpr std::array<double, rungs> half_lives = [] {
    std::array<double, rungs> result{};
    double half_life = shortest_half_life;
    for (double& rung : result) {
        rung = half_life;
        half_life *= 4;
    }
    return result;
}();

constexpr std::array<float, rungs> sessions_in_second = [] {
    std::array<float, rungs> result{};
    for (std::size_t rung = 0; rung < rungs; ++rung)
        result[rung] = static_cast<float>(sessions_in_half_life / half_lives[rung]);
    return result;
}();

/// What is left at each rung after `gap` seconds. One exponential: a rung's is the fourth power of the next one's.
std::array<double, rungs> kept_after(double gap)
{
    std::array<double, rungs> kept{};
    kept[rungs - 1] = std::exp2(-gap / half_lives[rungs - 1]);
    for (std::size_t rung = rungs - 1; rung > 0; --rung) {
        const double square = kept[rung] * kept[rung];
        kept[rung - 1] = kept[rung] < negligible ? 0 : square * square;
    }
    return kept;
}

}  // namespace

void TieHistory::fade(double gap)
{
    const auto kept = kept_after(gap);
    std::array<float, rungs> left{};
    for (std::size_t rung = 0; rung < rungs; ++rung)
        left[rung] = kept[rung] < negligible ? 0 : static_cast<float>(kept[rung]);
    const auto seconds = static_cast<float>(gap);
    for (std::size_t rung = 0; rung < rungs; ++rung)
        sessions_[rung] = sessions_[rung] * left[rung] + std::min(1.0F, seconds * sessions_in_second[rung]);
    for (Ladder* ladder : {&shares_, &forward_, &backward_})
        for (std::size_t rung = 0; rung < rungs; ++rung) (*ladder)[rung] *= left[rung];
}

void TieHistory::take_turn(bool forward, double gap, double log_gap)
{
    const bool goes_on = forward == last_forward_ && gap <= week && count() > 0;
    if (goes_on) return;
    Turns& own = forward ? forward_turns_ : backward_turns_;
    own.turns += 1;
    if (forward == last_forward_ || gap == 0 || gap > week) return;
    own.answers += 1;
    own.log_delays += log_gap;
}

void TieHistory::record(Time time, bool forward, float share)
{
    double gap = 0;
    double log_gap = 0;
    if (count() == 0) {
        first_ = time;
        sessions_.fill(1);
    } else {
        gap = static_cast<double>(seconds_between(last_, time));
        log_gap = std::log(gap + minute);
        fade(gap);
        log_gaps_ += log_gap;
        square_log_gaps_ += log_gap * log_gap;
        last_gap_ = static_cast<float>(gap);
    }
    take_turn(forward, gap, log_gap);
    Ladder& direction = forward ? forward_ : backward_;
    for (std::size_t rung = 0; rung < rungs; ++rung) shares_[rung] += share;
    for (std::size_t rung = 0; rung < rungs; ++rung) direction[rung] += 1;
    (forward ? forward_count_ : backward_count_) += 1;
    evidence_ += share;
    last_ = time;
    last_forward_ = forward;
}

std::uint32_t TieHistory::awaited(bool forward, Time at) const
{
    const bool is_open =
        count() > 0 && forward == last_forward_ && static_cast<double>(seconds_between(last_, at)) <= week;
    return turns(forward) - (is_open ? 1 : 0);
}

TieHistory::Faded::Faded(const TieHistory& history, Time at)
    : history_(&history), kept_(kept_after(static_cast<double>(seconds_between(history.last_, at))))
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
