#include "same_rows.hpp"

#include <algorithm>
#include <numeric>

namespace tertius::detail {

PeopleTable<KeyColumn> taken_in(PeopleTable<KeyColumn> people, const std::vector<std::size_t>& into)
{
    const std::size_t rows = into.size();
    Twins twins(rows, rows);
    std::vector<std::size_t> last(rows);
    std::iota(last.begin(), last.end(), std::size_t{0});
    std::vector<bool> kept(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        kept[row] = into[row] == row;
        if (kept[row]) continue;
        twins[last[into[row]]] = row;
        last[into[row]] = row;
    }
    people.columns(
        [&](std::string_view, Need, auto& column) {
            if (column.size() > 0) fill_from_twins(column, twins);
        },
        people);
    keep_rows(people, kept);
    return people;
}

std::vector<std::size_t> sorted_rows(const std::vector<Entries>& columns, std::size_t rows)
{
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        for (const Entries& column : columns)
            if (column[a] != column[b]) return column[a] < column[b];
        return false;
    });
    return order;
}

bool same_row(const std::vector<Entries>& columns, std::size_t a, std::size_t b)
{
    return std::ranges::all_of(columns, [&](const Entries& column) { return column[a] == column[b]; });
}

}  // namespace tertius::detail
