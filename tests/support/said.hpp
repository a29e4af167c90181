#pragma once

#include <tertius/network/network.hpp>
#include <tertius/network/same_person.hpp>
#include <tertius/store/store.hpp>

#include <cmath>
#include <set>
#include <string>
#include <string_view>

namespace tertius::test {

/// Records as lines of text, in no order: what two stores that say the same have in common.
using Said = std::multiset<std::string>;

namespace said_detail {

inline std::string cell(const KeyColumn& column, std::size_t row)
{
    return to_text(key_at(column.keys, column.codes[row]));
}
inline std::string cell(const WordColumn& column, std::size_t row)
{
    return std::string(column[row]);
}
inline std::string cell(const TimeColumn& column, std::size_t row)
{
    return column[row] == no_time ? "" : std::to_string(column[row]);
}
inline std::string cell(const NumberColumn& column, std::size_t row)
{
    return std::isnan(column[row]) ? "" : std::to_string(column[row]);
}
inline std::string cell(const TagColumn& column, std::size_t row)
{
    std::set<std::string> tags;
    for (const std::uint32_t code : column[row]) tags.insert(column.words[code]);
    std::string text;
    for (const std::string& tag : tags) text += tag + ",";
    return text;
}

}  // namespace said_detail

/// One line for each row of each table; what is not recorded is left out.
inline Said said(const Network& network)
{
    Said lines;
    const NetworkRecords records = network.records();
    for_each_table(
        [&](const auto& table) {
            for (std::size_t row = 0; row < row_count(table); ++row) {
                std::string line(table.name);
                table.columns(
                    [&](std::string_view column_name, Need, const auto& column) {
                        const std::string text = row < column.size() ? said_detail::cell(column, row) : "";
                        if (!text.empty()) line += "|" + std::string(column_name) + "=" + text;
                    },
                    table);
                lines.insert(std::move(line));
            }
        },
        records);
    return lines;
}

inline std::string said(const SamePerson& same)
{
    return "same|" + to_text(same.kept) + "|" + to_text(same.other) + "|" + same.reason;
}

/// All that a store has to say: its records as they were told, and who is one person.
inline Said said(const Store& store)
{
    Said lines = said(store.apart());
    for (const SamePerson& same : store.same_people()) lines.insert(said(same));
    return lines;
}

}  // namespace tertius::test
