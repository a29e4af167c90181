#include "ego_net.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace tertius::detail {

namespace {

constexpr auto unnumbered = std::numeric_limits<std::uint32_t>::max();
constexpr int most_sweeps = 16;  // a few people may take turns for ever; all others have long settled

}  // namespace

void EgoNet::begin(std::size_t alters)
{
    ties_.clear();
    had_ties_ = false;
    alone_.assign(alters, 1);
}

void EgoNet::tie(std::uint32_t a, std::uint32_t b, double weight)
{
    ties_.push_back({a, b, weight});
    had_ties_ = true;
    alone_[a] = alone_[b] = 0;
}

void EgoNet::find_circles(const Execution& execution, double resolution)
{
    circles_.resize(alone_.size());
    std::iota(circles_.begin(), circles_.end(), 0U);
    weigh_units();
    while (!ties_.empty()) {
        file_ties();
        if (!move_units(execution, resolution) || !merge_units()) break;
    }
}

/// Weights count as shares of the heaviest tie, so that none is too large or too small.
void EgoNet::weigh_units()
{
    double heaviest = 0;
    for (const auto& tie : ties_) heaviest = std::max(heaviest, tie.weight);
    masses_.assign(alone_.size(), 0);
    total_ = 0;
    for (auto& tie : ties_) {
        tie.weight /= heaviest;
        masses_[tie.a] += tie.weight;
        masses_[tie.b] += tie.weight;
        total_ += 2 * tie.weight;
    }
}

/// The ties of each unit, in the order in which they were told.
void EgoNet::file_ties()
{
    starts_.assign(masses_.size() + 1, 0);
    for (const auto& tie : ties_) {
        ++starts_[tie.a + 1];
        ++starts_[tie.b + 1];
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    next_.assign(starts_.begin(), starts_.end() - 1);
    ends_.resize(starts_.back());
    for (const auto& [a, b, weight] : ties_) {
        ends_[next_[a]++] = {b, static_cast<float>(weight)};
        ends_[next_[b]++] = {a, static_cast<float>(weight)};
    }
}

/// Everybody alone at first; whether anybody moved.
bool EgoNet::move_units(const Execution& execution, double resolution)
{
    const auto units = static_cast<std::uint32_t>(masses_.size());
    circle_of_.resize(units);
    std::iota(circle_of_.begin(), circle_of_.end(), 0U);
    held_ = masses_;
    tied_.assign(units, 0);
    const double price = resolution / total_;
    bool any = false;
    for (int sweep = 0; sweep < most_sweeps; ++sweep) {
        throw_if_stopped(execution);
        bool moved = false;
        for (std::uint32_t unit = 0; unit < units; ++unit) moved |= move_unit(unit, price);
        if (!moved) break;
        any = true;
    }
    return any;
}

bool EgoNet::move_unit(std::uint32_t unit, double price)
{
    for (auto end = starts_[unit]; end < starts_[unit + 1]; ++end) {
        const std::uint32_t circle = circle_of_[ends_[end].unit];
        if (tied_[circle] == 0) met_.push_back(circle);
        tied_[circle] += ends_[end].weight;
    }
    const double mass = masses_[unit];
    const std::uint32_t own = circle_of_[unit];
    held_[own] -= mass;
    // Less than rounding is no gain: else two could change places without end.
    double most = tied_[own] - price * mass * held_[own] + 1e-9 * mass;
    std::uint32_t best = own;
    for (const std::uint32_t circle : met_) {
        const double gain = tied_[circle] - price * mass * held_[circle];
        if (circle == own || gain <= most) continue;
        most = gain;
        best = circle;
    }
    for (const std::uint32_t circle : met_) tied_[circle] = 0;
    met_.clear();
    held_[best] += mass;
    circle_of_[unit] = best;
    return best != own;
}

/// Makes each circle one unit, and forgets the ties inside; false if that changes nothing.
bool EgoNet::merge_units()
{
    const std::uint32_t merged = number(circle_of_, masses_.size());
    if (merged == masses_.size()) return false;
    for (auto& circle : circles_) circle = circle_of_[circle];
    held_.assign(merged, 0);
    for (std::size_t unit = 0; unit < masses_.size(); ++unit) held_[circle_of_[unit]] += masses_[unit];
    masses_.swap(held_);
    for (auto& tie : ties_) tie = {circle_of_[tie.a], circle_of_[tie.b], tie.weight};
    std::erase_if(ties_, [](const UnitTie& tie) { return tie.a == tie.b; });
    return true;
}

std::uint32_t EgoNet::settle()
{
    const auto busiest = static_cast<std::uint32_t>(std::ranges::max_element(heft_) - heft_.begin());
    for (std::size_t alter = 0; alter < alone_.size(); ++alter)
        if (alone_[alter]) circles_[alter] = busiest;
    return number(circles_, alone_.size());
}

/// Numbers the labels in use, all below `bound`, by their first place; returns how many there are.
std::uint32_t EgoNet::number(std::span<std::uint32_t> labels, std::size_t bound)
{
    number_.assign(bound, unnumbered);
    std::uint32_t count = 0;
    for (auto& label : labels) {
        if (number_[label] == unnumbered) number_[label] = count++;
        label = number_[label];
    }
    return count;
}

}  // namespace tertius::detail
