#pragma once

#include "column_edits.hpp"

#include <string_view>
#include <type_traits>
#include <vector>

namespace tertius::detail {

/// The people whom nobody else's row takes in: into[row] is the row that takes it in, itself if it stays. Rows that
/// stay are filled up from those they take in.
[[nodiscard]] PeopleTable<KeyColumn> taken_in(PeopleTable<KeyColumn> people, const std::vector<std::size_t>& into);

/// What makes a row the one it is: of one that names a record, its source, record and people; else all it says.
template <class Table>
[[nodiscard]] std::vector<Entries> identities(const Table& table)
{
    std::vector<Entries> columns;
    const std::vector<std::uint32_t>& records = table.origin.record.codes;
    Table::columns(
        [&](std::string_view name, Need, const auto& column) {
            if (column.size() == 0) return;
            columns.push_back(entries(column));
            if (std::is_same_v<std::decay_t<decltype(column)>, KeyColumn> || name == "source" || name == "record")
                return;
            for (std::size_t row = 0; row < records.size(); ++row)
                if (records[row] != no_word) columns.back()[row] = 0;
        },
        table);
    return columns;
}

/// The rows in an order in which equal ones stand together, those further up in the table first.
[[nodiscard]] std::vector<std::size_t> sorted_rows(const std::vector<Entries>& columns, std::size_t rows);

[[nodiscard]] bool same_row(const std::vector<Entries>& columns, std::size_t a, std::size_t b);

/// Keeps the rows of a table that `kept` marks.
template <class Table>
void keep_rows(Table& table, const std::vector<bool>& kept)
{
    Table::columns(
        [&](std::string_view, Need, auto& column) {
            if (column.size() > 0) keep(column, kept);
        },
        table);
}

}  // namespace tertius::detail
