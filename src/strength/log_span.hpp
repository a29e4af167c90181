#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

namespace tertius::detail {

/// What a log spans: how many bits the ids of its people take, and its first and last time.
struct LogSpan {
    PersonId highest = 0;
    Time first = std::numeric_limits<Time>::max();
    Time last = no_time;

    [[nodiscard]] unsigned person_bits() const { return std::max(1U, static_cast<unsigned>(std::bit_width(highest))); }
};

inline LogSpan span_of(const Interactions& log, const Execution& execution)
{
    return deterministic_reduce(
        execution, log.time.size(), std::size_t{1} << 18U, LogSpan{},
        [&](std::size_t begin, std::size_t end) {
            LogSpan found;
            for (std::size_t row = begin; row < end; ++row) {
                found.highest = std::max({found.highest, log.from[row], log.to[row]});
                found.first = std::min(found.first, log.time[row]);
                found.last = std::max(found.last, log.time[row]);
            }
            return found;
        },
        [](const LogSpan& a, const LogSpan& b) {
            return LogSpan{std::max(a.highest, b.highest), std::min(a.first, b.first), std::max(a.last, b.last)};
        });
}

}  // namespace tertius::detail
