#pragma once

#include <tertius/network/network.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

// What merging and uniting do to a column of records, whatever its kind.

namespace tertius::detail {

/// The second column's rows below the first's. Throws InvalidInput if keys of two kinds meet.
void append(KeyColumn& column, const KeyColumn& more);
void append(WordColumn& column, const WordColumn& more);
void append(TagColumn& column, const TagColumn& more);
void append(TimeColumn& column, const TimeColumn& more);
void append(NumberColumn& column, const NumberColumn& more);

/// Fills an absent column with "not recorded", so that rows can follow. Keys are always present.
void pad(KeyColumn& column, std::size_t rows);
void pad(WordColumn& column, std::size_t rows);
void pad(TagColumn& column, std::size_t rows);
void pad(TimeColumn& column, std::size_t rows);
void pad(NumberColumn& column, std::size_t rows);

/// Keeps the rows that `kept` marks.
void keep(KeyColumn& column, const std::vector<bool>& kept);
void keep(WordColumn& column, const std::vector<bool>& kept);
void keep(TagColumn& column, const std::vector<bool>& kept);
template <class Item>
void keep(std::vector<Item>& column, const std::vector<bool>& kept)
{
    std::size_t next = 0;
    for (std::size_t row = 0; row < column.size(); ++row)
        if (kept[row]) column[next++] = column[row];
    column.resize(next);
}

/// What each row says in one column, as a number: equal numbers, equal entries.
using Entries = std::vector<std::uint64_t>;
[[nodiscard]] Entries entries(const KeyColumn& column);
[[nodiscard]] Entries entries(const WordColumn& column);
[[nodiscard]] Entries entries(const TimeColumn& column);
[[nodiscard]] Entries entries(const NumberColumn& column);

/// For each row the next one of the same person, or the number of rows.
using Twins = std::vector<std::size_t>;

/// Writes into each row what it lacks and its twins have; tags are added.
void fill_from_twins(KeyColumn& column, const Twins& twins);
void fill_from_twins(WordColumn& column, const Twins& twins);
void fill_from_twins(TagColumn& column, const Twins& twins);
void fill_from_twins(NumberColumn& column, const Twins& twins);

}  // namespace tertius::detail
