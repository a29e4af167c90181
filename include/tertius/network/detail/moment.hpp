#pragma once

#include <tertius/network/network.hpp>

namespace tertius::detail {

inline constexpr Time one_day = 86'400;
inline constexpr double seconds_in_day = one_day;

/// The moment asked about; where none is given (no_time), that of the last record, 0 if no record says when.
[[nodiscard]] inline Time moment_or_last(const Network& network, Time at)
{
    if (at != no_time) return at;
    const Time last = network.last_time();
    return last != no_time ? last : 0;
}

}  // namespace tertius::detail
