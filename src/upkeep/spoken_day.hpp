#pragma once

#include <tertius/network/columns.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace tertius::detail {

/// The day of a moment, in UTC: "3 May 2026".
inline std::string spoken_day(Time time)
{
    constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
    using namespace std::chrono;
    const year_month_day day(floor<days>(sys_seconds(seconds(time))));
    return std::to_string(static_cast<unsigned>(day.day())) + " " +
           std::string(months[static_cast<unsigned>(day.month()) - 1]) + " " +
           std::to_string(static_cast<int>(day.year()));
}

}  // namespace tertius::detail
