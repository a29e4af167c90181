#pragma once

#include "grouping.hpp"
#include "level.hpp"
#include "tally.hpp"

namespace tertius::detail {

/// Rows written side by side with room to spare, before their lengths are known. One aggregating leaves the memory to
/// the next.
struct RoomyRows {
    UnwrittenColumn<std::uint64_t> starts;
    UnwrittenColumn<UnitId> alters;
    UnwrittenColumn<float> weights;
    UnwrittenColumn<std::uint64_t> lengths;
};

/// The next level: each part becomes one unit; ties between two parts add up, ties within a part are left out.
[[nodiscard]] Level aggregate(const Execution& execution, const Level& level, const Grouping& members,
                              std::span<const UnitId> part_of, PerThread<Tally>& tallies, RoomyRows& rows);

/// What the members of each part weigh together.
template <class Mass>
[[nodiscard]] Column<Mass> aggregate_masses(const Execution& execution, const Column<Mass>& masses,
                                            const Grouping& members)
{
    Column<Mass> sums(members.count());
    parallel_for(execution, members.count(), 1024, [&](std::size_t begin, std::size_t end) {
        for (auto part = static_cast<UnitId>(begin); part < end; ++part)
            for (const UnitId unit : members[part]) sums[part] += masses[unit];
    });
    return sums;
}

}  // namespace tertius::detail
