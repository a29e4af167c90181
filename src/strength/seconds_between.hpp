#pragma once

#include <tertius/network/columns.hpp>

#include <cstdint>

namespace tertius::detail {

/// Seconds from one time to a later one, be they as far apart as times can be.
[[nodiscard]] constexpr std::uint64_t seconds_between(Time earlier, Time later)
{
    return static_cast<std::uint64_t>(later) - static_cast<std::uint64_t>(earlier);
}

}  // namespace tertius::detail
