#include "same_rows.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

namespace tertius {

namespace {

/// The second table's rows below the first's.
template <class Table>
Table stacked(Table first, const Table& second)
{
    const std::size_t first_rows = row_count(first);
    const std::size_t second_rows = row_count(second);
    Table::columns(
        [&](std::string_view, Need, auto& column, const auto& more) {
            if (column.size() == 0 && more.size() == 0) return;
            detail::pad(column, first_rows);
            detail::append(column, more);
            detail::pad(column, first_rows + second_rows);
        },
        first, second);
    return first;
}

/// Marks the rows that stay when the second table's rows, from `first_rows` on, add to the first's only what goes
/// beyond them: of equal rows as many as the table that has more of them.
template <class Table>
std::vector<bool> beyond_the_first(const Table& table, std::size_t first_rows)
{
    const auto identities = detail::identities(table);
    const auto rows = detail::sorted_rows(identities, row_count(table));
    std::vector<bool> kept(rows.size(), true);
    for (std::size_t first = 0, last = 0; first < rows.size(); first = last) {
        std::size_t in_first = 0;
        for (last = first; last < rows.size() && detail::same_row(identities, rows[first], rows[last]); ++last) {
            if (rows[last] < first_rows)
                ++in_first;
            else if (in_first > 0) {
                kept[rows[last]] = false;
                --in_first;
            }
        }
    }
    return kept;
}

/// One row for each key: the first, filled up from the other.
PeopleTable<KeyColumn> one_row_each(PeopleTable<KeyColumn> people)
{
    const std::vector<std::uint32_t>& keys = people.key.codes;
    std::vector<std::size_t> first_of(size(people.key.keys), keys.size());
    std::vector<std::size_t> into(keys.size());
    for (std::size_t row = 0; row < keys.size(); ++row) {
        std::size_t& first = first_of[keys[row]];
        into[row] = first = std::min(first, row);
    }
    return detail::taken_in(std::move(people), into);
}

}  // namespace

Network merged(const Network& first, const Network& second)
{
    NetworkRecords records;
    const NetworkRecords a = first.records();
    const NetworkRecords b = second.records();
    for_each_table(
        [](const auto& from_a, const auto& from_b, auto& result) {
            using Table = std::decay_t<decltype(result)>;
            result = stacked(from_a, from_b);
            if constexpr (std::is_same_v<Table, PeopleTable<KeyColumn>>)
                result = one_row_each(std::move(result));
            else
                detail::keep_rows(result, beyond_the_first(result, row_count(from_a)));
        },
        a, b, records);
    // Both sides' times have passed the checks that they were made with.
    constexpr auto any = std::numeric_limits<Time>::max();
    return Network(std::move(records), {.min_time = -any, .max_time = any});
}

}  // namespace tertius
