#include "stored_tables.hpp"

#include "secret.hpp"

#include <algorithm>
#include <type_traits>

namespace tertius::store {

namespace {

using PeopleRecords = PeopleTable<KeyColumn>;

template <class Column>
constexpr Kind kind_of()
{
    if constexpr (std::is_same_v<Column, KeyColumn>)
        return Kind::person;
    else if constexpr (std::is_same_v<Column, TimeColumn>)
        return Kind::time;
    else if constexpr (std::is_same_v<Column, NumberColumn>)
        return Kind::number;
    else
        return Kind::word;
}

/// The columns of which `wanted<Column>()` is true.
template <class Table>
std::vector<StoredColumn> columns_of(const Table& table, const auto& wanted)
{
    std::vector<StoredColumn> columns;
    table.columns(
        [&](std::string_view name, Need, const auto& column) {
            using Column = std::decay_t<decltype(column)>;
            if (wanted(column)) columns.push_back({std::string(name), tag_of(name), kind_of<Column>()});
        },
        table);
    return columns;
}

constexpr auto is_tags = []<class Column>(const Column&) { return std::is_same_v<Column, TagColumn>; };

/// Whatever has one value in a row of people, except for their key.
constexpr auto is_particular = []<class Column>(const Column&) {
    return !std::is_same_v<Column, TagColumn> && !std::is_same_v<Column, KeyColumn>;
};

std::vector<StoredTable> all_record_tables()
{
    std::vector<StoredTable> tables;
    const NetworkRecords records;
    for_each_table(
        [&](const auto& table) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(table)>, PeopleRecords>)
                tables.push_back(
                    {std::string(table.name), tag_of(table.name), columns_of(table, [](const auto&) { return true; })});
        },
        records);
    return tables;
}

}  // namespace

std::string StoredTable::column_list() const
{
    std::string list;
    for (const StoredColumn& column : columns) list += (list.empty() ? "\"" : ", \"") + column.name + "\"";
    return list;
}

std::size_t StoredTable::place(std::string_view column) const
{
    return static_cast<std::size_t>(std::ranges::find(columns, column, &StoredColumn::name) - columns.begin());
}

const std::vector<StoredTable>& record_tables()
{
    static const std::vector<StoredTable> tables = all_record_tables();
    return tables;
}

const StoredTable& record_table(std::string_view name)
{
    return *std::ranges::find(record_tables(), name, &StoredTable::name);
}

const StoredTable& people_table()
{
    static const StoredTable table{"people", tag_of("people"), columns_of(PeopleRecords{}, is_particular)};
    return table;
}

const std::vector<StoredColumn>& tag_columns()
{
    static const std::vector<StoredColumn> columns = columns_of(PeopleRecords{}, is_tags);
    return columns;
}

}  // namespace tertius::store
