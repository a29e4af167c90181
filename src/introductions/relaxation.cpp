#include "relaxation.hpp"

#include <cmath>
#include <limits>

namespace tertius::detail {

namespace {

constexpr double tolerance = 1e-9;
constexpr std::size_t pivots_before_afresh = 2000;  // rounding errors have then gathered

}  // namespace

Relaxation::Relaxation(const Round& round, std::vector<Row> candidates, std::span<const std::uint32_t> room)
    : round_(round), candidates_(std::move(candidates)), takes_(candidates_.size())
{
    std::vector<std::uint32_t> wanted(room.size(), 0);
    for (const Row row : candidates_) round.for_each_taken(row, [&](Taken place) { ++wanted[place]; });
    std::vector<std::size_t> number(room.size(), none);
    for (Taken place = 0; place < room.size(); ++place)
        if (wanted[place] > room[place]) {
            number[place] = room_.size();
            room_.push_back(room[place]);
        }
    for (std::size_t i = 0; i < candidates_.size(); ++i)
        round.for_each_taken(candidates_[i], [&](Taken place) {
            if (number[place] != none) takes_[i].push_back(number[place]);
        });
    variables_.resize(candidates_.size() + room_.size());
    for (std::size_t place = 0; place < room_.size(); ++place)
        variables_[candidates_.size() + place].high = std::numeric_limits<double>::infinity();
    table_.resize(room_.size() * variables_.size());
    basic_value_.resize(room_.size());
    start_afresh();
}

std::size_t Relaxation::bytes(std::size_t candidates, std::size_t places)
{
    return places * (candidates + places) * sizeof(double);
}

/// Nothing is basic but what stays free.
void Relaxation::start_afresh()
{
    pivots_ = 0;
    std::ranges::fill(table_, 0.0);
    gains_.assign(variables_.size(), 0);
    basic_.resize(room_.size());
    for (auto& variable : variables_) variable.row = none;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        gains_[i] = round_.score[candidates_[i]];
        for (const std::size_t place : takes_[i]) line(place)[i] = 1;
    }
    for (std::size_t place = 0; place < room_.size(); ++place) {
        const std::size_t free = candidates_.size() + place;
        line(place)[free] = 1;
        basic_[place] = free;
        variables_[free].row = place;
    }
}

void Relaxation::decide(std::size_t i, std::optional<int> value)
{
    variables_[i].low = value.value_or(0);
    variables_[i].high = value.value_or(1);
}

double Relaxation::value(std::size_t variable) const
{
    const Variable& v = variables_[variable];
    if (v.row != none) return basic_value_[v.row];
    return v.at_high ? v.high : v.low;
}

double Relaxation::share(std::size_t i) const
{
    return std::clamp(value(i), 0.0, 1.0);
}

/// Each variable that is not basic stands where its gain wants it; the basic ones follow.
void Relaxation::place_at_bounds()
{
    for (std::size_t j = 0; j < variables_.size(); ++j) variables_[j].at_high = gains_[j] > 0 && j < candidates_.size();
    for (std::size_t row = 0; row < room_.size(); ++row) {
        const double* entries = line(row);
        double value = 0;
        for (std::size_t place = 0; place < room_.size(); ++place)
            value += entries[candidates_.size() + place] * room_[place];
        for (std::size_t j = 0; j < candidates_.size(); ++j) {
            const Variable& v = variables_[j];
            if (v.row == none) value -= entries[j] * (v.at_high ? v.high : v.low);
        }
        basic_value_[row] = value;
    }
    effort_ += static_cast<double>(table_.size());
}

std::optional<std::size_t> Relaxation::most_violated() const
{
    std::optional<std::size_t> worst;
    double most = tolerance;
    for (std::size_t row = 0; row < basic_.size(); ++row) {
        const Variable& v = variables_[basic_[row]];
        const double violation = std::max(v.low - basic_value_[row], basic_value_[row] - v.high);
        if (violation > most) {
            most = violation;
            worst = row;
        }
    }
    return worst;
}

/// The variable that can give way to the row's at the least loss of gain. Those that would lose less, but not suffice,
/// go over to their other bound first.
std::optional<std::size_t> Relaxation::entering(std::size_t row, bool too_low)
{
    const double* entries = line(row);
    eligible_.clear();
    for (std::size_t j = 0; j < variables_.size(); ++j) {
        const Variable& v = variables_[j];
        if (v.row != none || v.low == v.high) continue;
        const double entry = entries[j];
        if (std::abs(entry) < tolerance) continue;
        // To raise the row's value a variable at its low bound must have a negative entry, one at its high a positive.
        if ((entry < 0) == (too_low != v.at_high)) eligible_.emplace_back(std::abs(gains_[j] / entry), j);
    }
    std::ranges::sort(eligible_);
    const Variable& leaving = variables_[basic_[row]];
    double missing = too_low ? leaving.low - basic_value_[row] : basic_value_[row] - leaving.high;
    for (const auto& [loss, j] : eligible_) {
        missing -= std::abs(entries[j]) * (variables_[j].high - variables_[j].low);
        if (missing <= tolerance) return j;
        flip(j);
    }
    return std::nullopt;
}

void Relaxation::flip(std::size_t variable)
{
    const double before = value(variable);
    variables_[variable].at_high = !variables_[variable].at_high;
    const double step = value(variable) - before;
    for (std::size_t row = 0; row < basic_.size(); ++row) basic_value_[row] -= line(row)[variable] * step;
}

void Relaxation::pivot(std::size_t row, std::size_t variable, double target)
{
    double* pivot_line = line(row);
    const double entry = pivot_line[variable];
    const double step = (basic_value_[row] - target) / entry;
    const double entered = value(variable) + step;
    for (std::size_t other = 0; other < basic_.size(); ++other) basic_value_[other] -= line(other)[variable] * step;
    basic_value_[row] = entered;

    Variable& leaving = variables_[basic_[row]];
    leaving.row = none;
    leaving.at_high = target == leaving.high;
    basic_[row] = variable;
    variables_[variable].row = row;

    const std::size_t width = variables_.size();
    for (std::size_t j = 0; j < width; ++j) pivot_line[j] /= entry;
    const auto take_off = [&](double* entries, double factor) {
        if (factor == 0) return;
        for (std::size_t j = 0; j < width; ++j) entries[j] -= factor * pivot_line[j];
        effort_ += static_cast<double>(width);
    };
    for (std::size_t other = 0; other < basic_.size(); ++other)
        if (other != row) take_off(line(other), line(other)[variable]);
    take_off(gains_.data(), gains_[variable]);
    ++pivots_;
}

bool Relaxation::solve(const Execution& execution)
{
    if (pivots_ > pivots_before_afresh) start_afresh();
    place_at_bounds();
    while (const auto row = most_violated()) {
        throw_if_stopped(execution);
        const Variable& leaving = variables_[basic_[*row]];
        const bool too_low = basic_value_[*row] < leaving.low;
        const auto variable = entering(*row, too_low);
        if (!variable) return false;
        pivot(*row, *variable, too_low ? leaving.low : leaving.high);
        if (pivots_ > 2 * pivots_before_afresh + 20 * basic_.size()) break;  // circles; the bound holds all the same
    }
    return true;
}

double Relaxation::price(std::size_t place) const
{
    return std::max(0.0, -gains_[candidates_.size() + place]);
}

double Relaxation::surplus(std::size_t i) const
{
    double surplus = round_.score[candidates_[i]];
    for (const std::size_t place : takes_[i]) surplus -= price(place);
    return surplus;
}

double Relaxation::bound() const
{
    double bound = 0;
    for (std::size_t place = 0; place < room_.size(); ++place) bound += price(place) * room_[place];
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        const double gain = surplus(i);
        bound += gain * (gain > 0 ? variables_[i].high : variables_[i].low);
    }
    return bound;
}

}  // namespace tertius::detail
