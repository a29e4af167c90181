#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/detail/spoken.hpp>
#include <tertius/upkeep/open_commitments.hpp>

#include "punctuality.hpp"
#include "require_ego.hpp"
#include "spoken_day.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tertius {

namespace {

using detail::Punctuality;

void require_ego_and_span(const Network& network, PersonId ego, const OpenCommitmentsOptions& options)
{
    detail::require_ego(network, ego);
    if (!(options.half_life_days > 0))
        throw InvalidOption("option.half_life_days",
                            "half_life_days is " + std::to_string(options.half_life_days) + "; must be > 0");
}

/// "Ben was late with 2 of 5 so far"; empty without a record.
std::string spoken_record(const std::string& owner_was, const Punctuality& owner)
{
    if (owner.dated_ones == 0) return {};
    return "; " + owner_was + " late with " + std::to_string(owner.late_ones) + " of " +
           std::to_string(owner.dated_ones) + " so far";
}

std::string sentence(const Network& network, PersonId ego, const OpenCommitment& one, Time at, const Punctuality& owner)
{
    const bool own = one.owner == ego;
    const std::string promise = own ? "You promised " + network.display_name(one.to) + " something"
                                    : network.display_name(one.owner) + " promised you something";
    if (one.due == no_time) return promise + " on " + detail::spoken_day(one.made) + " and named no day";
    const std::string by = promise + " by " + detail::spoken_day(one.due) + ": ";
    if (one.due <= at) return by + detail::spoken_time(static_cast<double>(at - one.due)) + " overdue";
    return by + detail::spoken_time(static_cast<double>(one.due - at)) + " left" +
           spoken_record(own ? "you were" : network.display_name(one.owner) + " was", owner);
}

/// Sorts what is most pressing to the front.
auto rank(const OpenCommitment& one)
{
    const bool undated = one.due == no_time;
    return std::tuple(undated, undated ? 0 : -one.risk, undated ? -one.made : -one.due, one.owner, one.to);
}

}  // namespace

std::vector<OpenCommitment> open_commitments(const Network& network, PersonId ego,
                                             const OpenCommitmentsOptions& options)
{
    require_ego_and_span(network, ego, options);
    const Time at = detail::moment_or_last(network, options.at);
    const Commitments& commitments = network.commitments();
    const auto punctuality = detail::punctualities(network, at, options.half_life_days);

    std::vector<OpenCommitment> open;
    for (std::size_t row = 0; row < commitments.owner.size(); ++row) {
        const PersonId owner = commitments.owner[row];
        const PersonId to = commitments.to[row];
        if (owner != ego && to != ego) continue;
        if (commitments.made[row] > at || detail::done_by(commitments, row, at) != no_time) continue;
        OpenCommitment one{owner, to, commitments.made[row], detail::due_of(commitments, row)};
        if (one.due != no_time) {
            one.days_left = static_cast<double>(one.due - at) / detail::seconds_in_day;
            one.risk = punctuality[owner].risk(detail::share_of_time(one.made, one.due, at));
        }
        one.reason = sentence(network, ego, one, at, punctuality[owner]);
        open.push_back(std::move(one));
    }
    std::ranges::stable_sort(open, {}, rank);
    return open;
}

}  // namespace tertius
