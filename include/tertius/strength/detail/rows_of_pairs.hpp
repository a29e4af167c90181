#pragma once

#include <tertius/network/detail/moment.hpp>

#include <algorithm>
#include <cstdint>
#include <ranges>
#include <span>
#include <tuple>
#include <vector>

namespace tertius::detail {

/// The rows of a table that join one person to another, found by the two.
class RowsOfPairs {
public:
    struct Row {
        PersonId from;
        PersonId to;
        Time time;
        std::size_t row;
    };

    RowsOfPairs() = default;
    /// The rows of at most `at` for which wanted(row) holds; times may be no_time.
    template <class Wanted>
    RowsOfPairs(const PersonColumn& from, const PersonColumn& to, const TimeColumn& time, Time at, const Wanted& wanted)
    {
        for (std::size_t row = 0; row < from.size(); ++row)
            if (time[row] <= at && wanted(row)) rows_.push_back({from[row], to[row], time[row], row});
        std::ranges::sort(rows_, {}, [](const Row& r) { return std::tuple(r.from, r.to, r.time, r.row); });
    }

    [[nodiscard]] bool empty() const { return rows_.empty(); }
    /// Those from one person to the other, in the order of time.
    [[nodiscard]] std::span<const Row> between(PersonId from, PersonId to) const
    {
        const auto pair = [](const Row& row) { return std::pair(row.from, row.to); };
        const auto found = std::ranges::equal_range(rows_, std::pair(from, to), {}, pair);
        return {found.begin(), found.end()};
    }
    /// Whether one of those from `from` to `to` falls into [since, until].
    [[nodiscard]] bool any(PersonId from, PersonId to, Time since, Time until) const
    {
        const auto rows = between(from, to);
        const auto first = std::ranges::lower_bound(rows, since, {}, &Row::time);
        return first != rows.end() && first->time <= until;
    }

private:
    std::vector<Row> rows_;
};

inline bool every_row(std::size_t)
{
    return true;
}

/// A length of days in whole seconds; of what no log lasts, so much that no log does.
inline Time in_seconds(double days)
{
    return static_cast<Time>(std::min(days, 1e7) * seconds_in_day);
}

}  // namespace tertius::detail
