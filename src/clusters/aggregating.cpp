#include "aggregating.hpp"

#include "glance.hpp"

#include <algorithm>

namespace tertius::detail {

namespace {

/// A part has at most as many ties as its members together.
void make_room(const Level& level, const Grouping& members, RoomyRows& rows)
{
    rows.starts.resize(members.count());
    rows.lengths.resize(members.count());
    std::uint64_t total = 0;
    for (UnitId part = 0; part < members.count(); ++part) {
        rows.starts[part] = total;
        for (const UnitId unit : members[part]) total += level.degree(unit);
    }
    rows.alters.resize(total);
    rows.weights.resize(total);
}

void write_row(UnitId part, Tally& tally, RoomyRows& rows)
{
    const auto start = rows.starts[part];
    std::uint64_t length = 0;
    tally.drain([&](UnitId alter, float weight) {
        if (alter == part) return;
        rows.alters[start + length] = alter;
        rows.weights[start + length] = weight;
        ++length;
    });
    rows.lengths[part] = length;
}

/// Writes the rows of parts [first, last): the ties of their members, one after the other, tallied until a part ends.
void write_rows(const Level& level, const Grouping& members, std::span<const UnitId> part_of, UnitId first, UnitId last,
                Tally& tally, RoomyRows& rows)
{
    const auto units =
        std::span(members.units).subspan(members.starts[first], members.starts[last] - members.starts[first]);
    const auto nothing_else = [](UnitId) {};
    for_each_tallied(level, units, part_of.data(), tally, nothing_else, [&](std::size_t place, UnitId unit) {
        const UnitId part = part_of[unit];
        if (place + 1 == units.size() || part_of[units[place + 1]] != part) write_row(part, tally, rows);
    });
}

void set_rows(const Execution& execution, Level& level, const RoomyRows& rows)
{
    const std::size_t size = rows.lengths.size();
    level.own_offsets.resize(size + 1);
    for (std::size_t unit = 0; unit < size; ++unit)
        level.own_offsets[unit + 1] = level.own_offsets[unit] + rows.lengths[unit];
    level.own_alters.resize(level.own_offsets.back());
    level.own_weights.resize(level.own_offsets.back());
    parallel_for(execution, size, 1024, [&](std::size_t begin, std::size_t end) {
        for (std::size_t unit = begin; unit < end; ++unit) {
            const auto to = static_cast<std::ptrdiff_t>(level.own_offsets[unit]);
            std::copy_n(rows.alters.data() + rows.starts[unit], rows.lengths[unit], level.own_alters.begin() + to);
            std::copy_n(rows.weights.data() + rows.starts[unit], rows.lengths[unit], level.own_weights.begin() + to);
        }
    });
    level.show_own();
}

/// A part with somebody fixed among its members is fixed.
Column<std::uint8_t> fixed_parts(const Level& level, const Grouping& members)
{
    if (level.fixed.empty()) return {};
    Column<std::uint8_t> fixed(members.count());
    for (UnitId part = 0; part < members.count(); ++part)
        fixed[part] = std::ranges::any_of(members[part], [&](UnitId unit) { return level.fixed[unit] != 0; }) ? 1 : 0;
    return fixed;
}

}  // namespace

Level aggregate(const Execution& execution, const Level& level, const Grouping& members,
                std::span<const UnitId> part_of, PerThread<Tally>& tallies, RoomyRows& rows)
{
    make_room(level, members, rows);
    parallel_for(execution, members.count(), 256, [&](std::size_t begin, std::size_t end) {
        write_rows(level, members, part_of, static_cast<UnitId>(begin), static_cast<UnitId>(end), tallies.local(),
                   rows);
    });
    Level next;
    set_rows(execution, next, rows);
    next.fixed = fixed_parts(level, members);
    return next;
}

}  // namespace tertius::detail
