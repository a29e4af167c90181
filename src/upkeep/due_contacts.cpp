#include <tertius/network/detail/moment.hpp>
#include <tertius/upkeep/due_contacts.hpp>

#include "require_ego.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace tertius {

namespace {

constexpr double longest_gap = 1e11;  // seconds, some 3,000 years: more is no date

Time moment_after(Time last, double gap)
{
    return last + static_cast<Time>(std::llround(std::min(gap, longest_gap)));
}

DueContact due_contact(const Rhythm& tie, PersonId ego, const Rhythms& all)
{
    const auto silence = static_cast<double>(all.at - tie.last);
    const double gap = tie.cadence.median_gap_days();
    DueContact row{.alter = tie.low == ego ? tie.high : tie.low,
                   .alive = tie.cadence.chance_alive(silence),
                   .overdue = 1 - tie.cadence.chance_longer(silence),
                   .silence_days = silence / detail::seconds_in_day,
                   .usual_gap_days = gap,
                   .last = tie.last,
                   .due = moment_after(tie.last, gap * detail::seconds_in_day)};
    if (!tie.type) return row;
    const auto [first, second] = roles(tie.type->type);
    const bool alter_is_first = tie.type->low_is_first == (row.alter == tie.low);
    row.role = alter_is_first ? first : second;
    row.gap_of_role = all.of_types[tie.type->type].gap_days;
    return row;
}

}  // namespace

std::vector<DueContact> due_contacts(const Network& network, PersonId ego, const DueOptions& options)
{
    detail::require_ego(network, ego);
    if (options.limit < 0)
        throw InvalidOption("option.limit", "limit is " + std::to_string(options.limit) + "; must be at least 0");
    const Rhythms all = rhythms(network, options.at, options.execution);
    std::vector<DueContact> rows;
    for (const Rhythm& tie : all.pairs)
        if (tie.low == ego || tie.high == ego) rows.push_back(due_contact(tie, ego, all));
    std::ranges::sort(rows, {},
                      [](const DueContact& row) { return std::pair(-row.overdue * (1 + row.alive), row.alter); });
    if (options.limit > 0 && rows.size() > static_cast<std::size_t>(options.limit))
        rows.resize(static_cast<std::size_t>(options.limit));
    return rows;
}

}  // namespace tertius
