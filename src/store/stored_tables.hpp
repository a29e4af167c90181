#pragma once

#include <tertius/network/network.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace tertius::store {

/// What a field of a row holds: the id of a person or of a word, seconds, or a number.
enum class Kind : std::uint8_t { person, word, time, number };

struct StoredColumn {
    std::string name;
    std::uint64_t tag;  ///< stands for the name in hashes
    Kind kind;
};

/// A table of the file, read off the columns() of a network's table: a column that is added there is kept here.
struct StoredTable {
    std::string name;
    std::uint64_t tag;
    std::vector<StoredColumn> columns;

    /// The names, each between double quotes, parted by commas.
    [[nodiscard]] std::string column_list() const;
    /// The place of a column, or the number of columns.
    [[nodiscard]] std::size_t place(std::string_view column) const;
};

/// The tables of records, in their order.
[[nodiscard]] const std::vector<StoredTable>& record_tables();
[[nodiscard]] const StoredTable& record_table(std::string_view name);

/// What is known of people besides their key, and apart from tags.
[[nodiscard]] const StoredTable& people_table();
/// The columns in which a person may have several words.
[[nodiscard]] const std::vector<StoredColumn>& tag_columns();

/// Calls visit(table) for each table of records of a network, in their order.
void for_each_record_table(const Network& network, const auto& visit)
{
    network.for_each_table([&](const auto& table) {
        if constexpr (!std::is_same_v<decltype(table), const People&>) visit(table);
    });
}

}  // namespace tertius::store
