#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tertius::detail {

inline std::string counted(std::uint64_t count, std::string_view one)
{
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

/// "a mentor", "an advisor".
inline std::string with_article(std::string_view word)
{
    return (std::string_view("aeiou").find(word.front()) != std::string_view::npos ? "an " : "a ") + std::string(word);
}

/// A length of time as people say it: 3 hours, 12 days, 5 months.
inline std::string spoken_time(double seconds)
{
    struct Unit {
        double length;
        std::string_view name;
    };
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double day = 24 * hour;
    constexpr std::array units{Unit{365.25 * day, "year"}, Unit{30.44 * day, "month"}, Unit{day, "day"},
                               Unit{hour, "hour"}, Unit{minute, "minute"}};
    for (const auto& [length, name] : units)
        if (seconds >= 2 * length) return counted(static_cast<std::uint64_t>(std::llround(seconds / length)), name);
    return seconds >= minute ? counted(static_cast<std::uint64_t>(std::llround(seconds / minute)), "minute")
                             : "less than a minute";
}

/// A chance in whole percent: never certain, never impossible.
inline std::string spoken_chance(double chance)
{
    if (chance > 0.99) return "more than 99 %";
    if (chance < 0.01) return "less than 1 %";
    return std::to_string(std::lround(100 * chance)) + " %";
}

/// "a; b; c", leaving out what is empty.
inline std::string joined(const std::vector<std::string>& parts, std::string_view separator)
{
    std::string result;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!result.empty()) result += separator;
        result += part;
    }
    return result;
}

}  // namespace tertius::detail
