#pragma once

#include <tertius/network/network.hpp>

#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tertius::detail {

/// Where a record is wrong, for the error's message.
struct Place {
    std::string_view table;
    std::string_view column;
    std::size_t row;
};

[[noreturn]] void refuse(const char* code, const Place& place, const std::string& what);

/// All columns of a table are as long as its longest, or absent where they may be.
void check_lengths(const auto& table)
{
    const std::size_t rows = row_count(table);
    table.columns(
        [&](std::string_view column, Need need, const auto& values) {
            if (values.size() == rows || (values.size() == 0 && need == Need::optional)) return;
            if (values.size() == 0)
                throw InvalidInput("column.missing",
                                   std::string(table.name) + ": column " + std::string(column) + " is missing");
            throw InvalidInput("column.length", std::string(table.name) + ": column " + std::string(column) + " has " +
                                                    std::to_string(values.size()) + " rows, the table has " +
                                                    std::to_string(rows));
        },
        table);
}

void check_times(std::string_view table, std::string_view column, const TimeColumn& times, Need need,
                 const NetworkOptions& options);
void check_numbers(std::string_view table, std::string_view column, const NumberColumn& numbers);
/// `end` is not before `begin`, where both are recorded.
void check_order(std::string_view table, std::string_view end_column, const TimeColumn& begin, const TimeColumn& end);

}  // namespace tertius::detail
