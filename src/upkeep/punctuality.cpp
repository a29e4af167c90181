#include "punctuality.hpp"

#include <tertius/strength/belief.hpp>

#include <algorithm>
#include <cmath>

namespace tertius::detail {

namespace {

constexpr double prior_late = 1;
constexpr double prior_kept = 4;
constexpr double prior_shape = 2;
constexpr double prior_rate = 2.0 / 3;
constexpr double least_share = 0.01;  // what is done at once has taken some time

}  // namespace

double Punctuality::risk(double over) const
{
    if (over >= 1) return 1;
    const double chance_late = (prior_late + late) / (prior_late + prior_kept + late + kept);
    const double rate = prior_rate + haste;
    const double delivered = over > 0 ? std::pow(rate / (rate - std::log(over)), prior_shape + kept) : 0;
    return chance_late / (chance_late + (1 - chance_late) * (1 - delivered));
}

std::vector<Punctuality> punctualities(const Network& network, Time at, double half_life_days)
{
    const Commitments& commitments = network.commitments();
    std::vector<Punctuality> everybody(network.size());
    for (std::size_t row = 0; row < commitments.owner.size(); ++row) {
        const Time made = commitments.made[row];
        const Time due = due_of(commitments, row);
        const Time done = done_by(commitments, row, at);
        if (made > at || due == no_time) continue;
        Punctuality& owner = everybody[commitments.owner[row]];
        if (done != no_time && done <= due) {
            const double counts = faded(at - done, half_life_days);
            owner.kept += counts;
            owner.haste -= counts * std::log(std::max(least_share, share_of_time(made, due, done)));
        } else if (due < at) {
            owner.late += faded(at - due, half_life_days);
            ++owner.late_ones;
        } else {
            continue;
        }
        ++owner.dated_ones;
    }
    return everybody;
}

Time done_by(const Commitments& commitments, std::size_t row, Time at)
{
    if (commitments.done.empty() || commitments.done[row] > at) return no_time;
    return commitments.done[row];
}

Time due_of(const Commitments& commitments, std::size_t row)
{
    return commitments.due.empty() ? no_time : commitments.due[row];
}

double share_of_time(Time made, Time due, Time moment)
{
    return due > made ? static_cast<double>(moment - made) / static_cast<double>(due - made) : 1;
}

}  // namespace tertius::detail
