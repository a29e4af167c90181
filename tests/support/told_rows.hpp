#pragma once

#include <tertius/network/network.hpp>

#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace tertius::test {

namespace told_detail {

inline std::string entry(const KeyColumn& column, std::size_t row)
{
    return to_text(key_at(column.keys, column.codes[row]));
}
inline std::string entry(const WordColumn& column, std::size_t row)
{
    return std::string(column[row]);
}
inline std::string entry(const TimeColumn& column, std::size_t row)
{
    return column[row] == no_time ? "" : std::to_string(column[row]);
}
inline std::string entry(const NumberColumn& column, std::size_t row)
{
    char digits[32] = "";
    if (!std::isnan(column[row])) std::snprintf(digits, sizeof digits, "%a", column[row]);  // to the last bit
    return digits;
}
inline std::string entry(const TagColumn& column, std::size_t row)
{
    std::string tags;
    for (const std::uint32_t code : column[row]) tags += column.words[code] + ";";
    return tags;
}

}  // namespace told_detail

/// All that a network says, row by row in its order, to the last bit: two networks that say the same are equal here.
inline std::vector<std::string> told_rows(const Network& network)
{
    std::vector<std::string> lines;
    const NetworkRecords records = network.records();
    for_each_table(
        [&](const auto& table) {
            for (std::size_t row = 0; row < row_count(table); ++row) {
                std::string line(table.name);
                table.columns(
                    [&](std::string_view name, Need, const auto& column) {
                        const std::string said = row < column.size() ? told_detail::entry(column, row) : "";
                        if (!said.empty()) line += "|" + std::string(name) + "=" + said;
                    },
                    table);
                lines.push_back(std::move(line));
            }
        },
        records);
    return lines;
}

}  // namespace tertius::test
