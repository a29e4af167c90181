#include "aggregating.hpp"

#include <memory>

namespace tertius::detail {

namespace {

/// Rows written side by side with room to spare, before their lengths are known.
struct RoomyRows {
    Column<std::uint64_t> starts;
    std::unique_ptr<UnitId[]> alters;
    std::unique_ptr<float[]> weights;
    Column<std::uint64_t> lengths;
};

/// A part has at most as many ties as its members together.
RoomyRows make_room(const Level& level, const Grouping& members)
{
    RoomyRows rows;
    rows.starts.resize(members.count());
    rows.lengths.resize(members.count());
    std::uint64_t total = 0;
    for (UnitId part = 0; part < members.count(); ++part) {
        rows.starts[part] = total;
        for (const UnitId unit : members[part]) total += level.degree(unit);
    }
    rows.alters = std::make_unique_for_overwrite<UnitId[]>(total);
    rows.weights = std::make_unique_for_overwrite<float[]>(total);
    return rows;
}

void write_row(const Level& level, std::span<const UnitId> part_of, std::span<const UnitId> members, UnitId part,
               Tally& tally, RoomyRows& rows)
{
    for (const UnitId unit : members) tally_alters(level, unit, part_of.data(), tally);
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
            std::copy_n(rows.alters.get() + rows.starts[unit], rows.lengths[unit], level.own_alters.begin() + to);
            std::copy_n(rows.weights.get() + rows.starts[unit], rows.lengths[unit], level.own_weights.begin() + to);
        }
    });
    level.offsets = level.own_offsets;
    level.alters = level.own_alters;
    level.weights = level.own_weights;
}

}  // namespace

Level aggregate(const Execution& execution, const Level& level, std::span<const UnitId> part_of, UnitId parts,
                PerThread<Tally>& tallies)
{
    const Grouping members = group(part_of, parts);
    RoomyRows rows = make_room(level, members);
    Level next;
    next.masses.resize(parts);
    parallel_for(execution, parts, 256, [&](std::size_t begin, std::size_t end) {
        Tally& tally = tallies.local();
        for (auto part = static_cast<UnitId>(begin); part < end; ++part) {
            write_row(level, part_of, members[part], part, tally, rows);
            for (const UnitId unit : members[part]) next.masses[part] += level.masses[unit];
        }
    });
    set_rows(execution, next, rows);
    return next;
}

}  // namespace tertius::detail
