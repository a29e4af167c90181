#include "checks.hpp"

#include <array>

namespace tertius::detail {

namespace {

/// What a number may be, by its column's name.
struct Range {
    std::string_view column;
    double least, most;
};

constexpr double week_in_minutes = 7 * 24 * 60;
constexpr double unlimited = std::numeric_limits<double>::max();
constexpr std::array<Range, 6> ranges{{
    {"capacity", 0, unlimited},
    {"weight", 0, unlimited},
    {"minutes", 0, week_in_minutes},
    {"quality", 0, 1},
    {"confidence", 0, 1},
    {"size", 0, unlimited},
}};

std::string to_text(double number)
{
    std::string text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

void refuse(const char* code, const Place& place, const std::string& what)
{
    throw InvalidInput(code, std::string(place.table) + " row " + std::to_string(place.row) + ": " +
                                 std::string(place.column) + " " + what);
}

void check_times(std::string_view table, std::string_view column, const TimeColumn& times, Need need,
                 const NetworkOptions& options)
{
    for (std::size_t row = 0; row < times.size(); ++row) {
        const Time time = times[row];
        const Place place{table, column, row};
        if (time == no_time) {
            if (need == Need::required) refuse("time.missing", place, "is missing");
        } else if (time < options.min_time || time > options.max_time) {
            const bool milliseconds = time / 1000 >= options.min_time && time / 1000 <= options.max_time;
            refuse("time.range", place,
                   "is " + std::to_string(time) + "; must be seconds from " + std::to_string(options.min_time) +
                       " to " + std::to_string(options.max_time) +
                       (time > options.max_time && milliseconds ? "; it looks like milliseconds" : ""));
        }
    }
}

void check_numbers(std::string_view table, std::string_view column, const NumberColumn& numbers)
{
    Range range{column, -unlimited, unlimited};
    for (const Range& known : ranges)
        if (known.column == column) range = known;
    for (std::size_t row = 0; row < numbers.size(); ++row) {
        const double number = numbers[row];
        if (std::isnan(number)) continue;
        if (std::isinf(number)) refuse("number.not_finite", {table, column, row}, "is infinite");
        if (number < range.least || number > range.most)
            refuse(number < 0 ? "number.negative" : "number.range", {table, column, row},
                   "is " + to_text(number) + "; must be >= " + to_text(range.least) +
                       (range.most == unlimited ? "" : " and <= " + to_text(range.most)));
    }
}

void check_order(std::string_view table, std::string_view end_column, const TimeColumn& begin, const TimeColumn& end)
{
    if (begin.empty() || end.empty()) return;
    for (std::size_t row = 0; row < end.size(); ++row)
        if (begin[row] != no_time && end[row] != no_time && end[row] < begin[row])
            refuse("time.order", {table, end_column, row},
                   "is " + std::to_string(end[row]) + ", before it began at " + std::to_string(begin[row]));
}

}  // namespace tertius::detail
