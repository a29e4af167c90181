#include "telling_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

namespace tertius::detail {

namespace {

void require_column(const TraitColumn& column, std::size_t place, PersonId size)
{
    const auto offsets = column.offsets;
    const auto name = "trait column " + std::to_string(place);
    if (offsets.size() != std::size_t{size} + 1)
        throw InvalidInput("trait.size", name + " has " + std::to_string(offsets.size()) + " offsets; " +
                                             std::to_string(size) + " people need one more than they are");
    if (offsets.front() != 0 || offsets.back() != column.values.size() || !std::ranges::is_sorted(offsets))
        throw InvalidInput("trait.offsets", name + ": the offsets must rise from 0 to its " +
                                                std::to_string(column.values.size()) + " values");
}

/// Appends the places of one person's values, each once.
void append_places(std::span<const std::uint32_t> given, CountedColumn& column)
{
    const auto first = static_cast<std::ptrdiff_t>(column.places.size());
    for (const std::uint32_t value : given)
        column.places.push_back(
            static_cast<std::uint32_t>(std::ranges::lower_bound(column.values, value) - column.values.begin()));
    std::sort(column.places.begin() + first, column.places.end());
    column.places.erase(std::unique(column.places.begin() + first, column.places.end()), column.places.end());
}

CountedColumn counted(const TraitColumn& given)
{
    CountedColumn column;
    column.values.assign(given.values.begin(), given.values.end());
    std::ranges::sort(column.values);
    const auto repeated = std::ranges::unique(column.values);
    column.values.erase(repeated.begin(), repeated.end());
    column.offsets.reserve(given.offsets.size());
    column.offsets.push_back(0);
    column.places.reserve(given.values.size());
    for (std::size_t person = 0; person + 1 < given.offsets.size(); ++person) {
        const auto first = given.offsets[person];
        append_places(given.values.subspan(first, given.offsets[person + 1] - first), column);
        column.offsets.push_back(column.places.size());
        column.known += given.offsets[person + 1] > first ? 1 : 0;
    }
    column.totals.assign(column.values.size(), 0);
    for (const std::uint32_t place : column.places) ++column.totals[place];
    column.shared = static_cast<std::size_t>(std::ranges::count_if(column.totals, [](PersonId n) { return n > 1; }));
    return column;
}

}  // namespace

TellingValues::TellingValues(std::span<const TraitColumn> traits, PersonId size)
{
    for (std::size_t place = 0; place < traits.size(); ++place) require_column(traits[place], place, size);
    for (const TraitColumn& column : traits) columns_.push_back(counted(column));
    if (traits.empty()) return;
    log_factorials_.resize(std::size_t{size} + 1);
    for (std::size_t n = 2; n <= size; ++n)
        log_factorials_[n] = log_factorials_[n - 1] + std::log(static_cast<double>(n));
}

TellingValues::Scratch TellingValues::scratch() const
{
    std::size_t most = 0;
    for (const CountedColumn& column : columns_) most = std::max(most, column.values.size());
    return {std::vector<PersonId>(most), {}};
}

void TellingValues::collect(std::span<const PersonId> members, double significance, Scratch& scratch,
                            std::vector<TellingValue>& found) const
{
    for (std::uint32_t column = 0; column < columns_.size(); ++column)
        collect_of(column, members, significance, scratch, found);
}

void TellingValues::collect_of(std::uint32_t column, std::span<const PersonId> members, double significance,
                               Scratch& scratch, std::vector<TellingValue>& found) const
{
    const CountedColumn& from = columns_[column];
    scratch.met.clear();
    PersonId known = 0;
    for (const PersonId person : members) {
        known += from.offsets[person + 1] > from.offsets[person] ? 1 : 0;
        for (auto at = from.offsets[person]; at < from.offsets[person + 1]; ++at)
            if (scratch.counts[from.places[at]]++ == 0) scratch.met.push_back(from.places[at]);
    }
    const double least = std::log(static_cast<double>(from.shared) / significance);  // of that many, one may be chance
    for (const std::uint32_t place : scratch.met) {
        const PersonId count = std::exchange(scratch.counts[place], 0U);
        const PersonId total = from.totals[place];
        const double lift = (static_cast<double>(count) / known) / (static_cast<double>(total) / from.known);
        if (count < 2 || !(lift > 1)) continue;
        const double unlikely = surprise(count, known, total, from.known);
        if (unlikely >= least) found.push_back({column, from.values[place], count, known, total, lift, unlikely});
    }
}

double TellingValues::surprise(PersonId count, PersonId drawn, PersonId marked, PersonId all) const
{
    const double exactly =
        log_choices(marked, count) + log_choices(all - marked, drawn - count) - log_choices(all, drawn);
    double chances = 1;  // of more, relative to exactly so many
    double chance = 1;
    const double unmarked_left = static_cast<double>(all - marked) - drawn;
    const PersonId most = std::min(marked, drawn);
    for (PersonId k = count; k < most && chance > 0x1p-60; ++k) {
        chance *= (static_cast<double>(marked - k) / (k + 1.0)) * ((drawn - k) / (unmarked_left + k + 1));
        chances += chance;
    }
    return std::max(0.0, -(exactly + std::log(chances)));
}

}  // namespace tertius::detail
