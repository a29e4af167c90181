#pragma once

namespace tertius::detail {

inline constexpr double seconds_in_day = 86400;

}  // namespace tertius::detail
