#include <tertius/strength/conduct.hpp>
#include <tertius/strength/trust.hpp>

#include "options.hpp"

#include <array>
#include <cmath>

namespace tertius {

namespace {

/// What people asked for, and about.
detail::RowsOfPairs asked(const Network& network, Time at)
{
    const Interactions& interactions = network.interactions();
    const auto conduct = conduct_of(interactions.kind);
    return {interactions.from, interactions.to, interactions.time, at, [&](std::size_t row) {
                return !conduct.empty() && (conduct[row] == Conduct::requested || conduct[row] == Conduct::inquired);
            }};
}

}  // namespace

Belief Trustworthiness::value() const
{
    return mean(std::array{integrity, ability, benevolence});
}

TrustReader::TrustReader(const Network& network, Time at, const TrustOptions& options)
    : network_(network),
      at_(at),
      options_(options),
      promises_(network.commitments().owner, network.commitments().to, network.commitments().made, at,
                detail::every_row),
      gifts_(network.exchanges().giver, network.exchanges().receiver, network.exchanges().time, at, detail::every_row),
      requests_(asked(network, at))
{
    detail::require_positive("half_life_days", options.half_life_days);
    detail::require_positive_and_finite("favour_days", options.favour_days);
}

Belief TrustReader::integrity(PersonId person, PersonId other) const
{
    const Commitments& commitments = network_.commitments();
    double kept = 0;
    double broken = 0;
    for (const auto& promise : promises_.between(person, other)) {
        const Time due = commitments.due.empty() ? no_time : commitments.due[promise.row];
        Time done = commitments.done.empty() ? no_time : commitments.done[promise.row];
        if (done > at_) done = no_time;
        if (done != no_time && (due == no_time || done <= due))
            kept += weight(done);
        else if (due != no_time && due < at_)
            broken += weight(due);
    }
    return share_belief(kept, broken);
}

Belief TrustReader::ability(PersonId person, PersonId other) const
{
    const Commitments& commitments = network_.commitments();
    if (commitments.quality.empty()) return {};
    double total = 0;
    double judged = 0;
    for (const auto& promise : promises_.between(person, other)) {
        const double quality = commitments.quality[promise.row];
        if (std::isnan(quality)) continue;
        const double counts = weight(promise.time);
        total += counts * quality;
        judged += counts;
    }
    if (judged == 0) return {};
    const double value = (total + .5) / (judged + 1);
    return {value, std::sqrt(value * (1 - value) / (judged + 2)), judged};
}

Belief TrustReader::benevolence(PersonId person, PersonId other) const
{
    const Time favour = detail::in_seconds(options_.favour_days);
    double free = 0;
    double called_for = 0;
    for (const auto& gift : gifts_.between(person, other)) {
        const Time since = gift.time - favour;
        const bool prompted = requests_.any(other, person, since, gift.time) ||
                              promises_.any(person, other, since, gift.time) ||
                              gifts_.any(other, person, since, gift.time);
        (prompted ? called_for : free) += weight(gift.time);
    }
    return share_belief(free, called_for);
}

Trustworthiness TrustReader::shown(PersonId person, PersonId other) const
{
    return {integrity(person, other), ability(person, other), benevolence(person, other)};
}

TwoSided TrustReader::between(PersonId a, PersonId b) const
{
    const Belief forward = shown(a, b).value();
    const Belief backward = shown(b, a).value();
    return {forward, backward, geometric_mean(forward, backward)};
}

Belief conversation_trust(double turns_a, double turns_b)
{
    const double turns = turns_a + turns_b;
    if (turns == 0) return {};
    const auto bits = [](double share) { return share > 0 ? -share * std::log2(share) : 0; };
    const double talk = turns * (bits(turns_a / turns) + bits(turns_b / turns));
    const double value = talk / (1 + talk);
    return {value, std::sqrt(value * (1 - value) / (turns + 3)), turns};
}

}  // namespace tertius
