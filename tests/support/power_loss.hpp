#pragma once

#include "support/cached_disk.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace tertius::test {

/// How many points a crash test tries: few by default, as many as TERTIUS_CRASH_POINTS says in a full run.
inline std::size_t crash_points(std::size_t by_default)
{
    const char* wanted = std::getenv("TERTIUS_CRASH_POINTS");
    return wanted == nullptr ? by_default : std::stoul(wanted);
}

/// Some of the numbers below `count`, evenly spread; all of them where no more than `wanted`.
inline std::vector<std::size_t> spread(std::size_t count, std::size_t wanted)
{
    std::vector<std::size_t> some(std::min(count, wanted));
    for (std::size_t place = 0; place < some.size(); ++place) some[place] = place * count / some.size();
    return some;
}

/// Whether a disk writes when it says so.
enum class Sync : std::uint8_t { honest, lying };

/// What a disk holds after the power failed at one moment.
struct PowerLoss {
    std::size_t point = 0;   ///< which of the points it is; the seed of the damage
    std::size_t moment = 0;  ///< how many changes had been made
    DiskImage image;
};

/// Calls visit(point, moment, disk) for points spread evenly over all moments of a recorded run, which began with the
/// disk `from`; several times for one moment where there are more points than moments.
void for_each_moment(const std::vector<DiskChange>& changes, std::size_t points, auto visit, DiskImage from = {},
                     Sync sync = Sync::honest)
{
    CachedDisk disk(std::move(from));
    std::size_t made = 0;
    for (std::size_t point = 0; point < points; ++point) {
        const std::size_t moment = point * (changes.size() + 1) / points;
        for (; made < moment; ++made)
            if (sync == Sync::honest || changes[made].kind != DiskChange::Kind::sync) disk.apply(changes[made]);
        visit(point, moment, std::as_const(disk));
    }
}

/// The same with what the disk holds after the power failed then: visit(PowerLoss), another damage for every point.
void for_each_power_loss(const std::vector<DiskChange>& changes, std::size_t points, auto visit, DiskImage from = {},
                         Sync sync = Sync::honest)
{
    for_each_moment(
        changes, points,
        [&](std::size_t point, std::size_t moment, const CachedDisk& disk) {
            visit(PowerLoss{point, moment, disk.after_power_loss(Random(point))});
        },
        std::move(from), sync);
}

}  // namespace tertius::test
