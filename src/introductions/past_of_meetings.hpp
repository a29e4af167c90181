#pragma once

#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/network/detail/moment.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace tertius::detail {

/// What a network knows, at a moment, of who knows whom.
struct PastOfMeetings {
    Time at = 0;
    double horizon = 0;  // seconds
    std::vector<Contact> contacts;
    std::vector<PersonPair> declared;
};

/// Pairs with a relationship that holds at the time.
inline std::vector<PersonPair> declared_pairs(const Relationships& relationships, Time at)
{
    std::vector<PersonPair> pairs;
    for (std::size_t row = 0; row < relationships.from.size(); ++row) {
        const bool begun = relationships.since.empty() || relationships.since[row] <= at;
        const bool ended =
            !relationships.until.empty() && relationships.until[row] != no_time && relationships.until[row] <= at;
        if (begun && !ended) pairs.emplace_back(relationships.from[row], relationships.to[row]);
    }
    return pairs;
}

/// A horizon longer than half of the log is taken as that: nothing in the log happens so slowly.
inline double within_log(double horizon, const std::vector<Contact>& contacts)
{
    if (contacts.empty()) return horizon;
    const auto [first, last] = std::ranges::minmax(contacts, {}, &Contact::time);
    const auto span = static_cast<double>(last.time - first.time);
    return span > 0 ? std::min(horizon, span / 2) : horizon;
}

/// Throws InvalidOption if horizon_days is not finite and > 0.
inline PastOfMeetings past_of_meetings(const Network& network, Time at, double horizon_days, const Execution& execution)
{
    if (!(horizon_days > 0) || std::isinf(horizon_days))
        throw InvalidOption("option.horizon_days",
                            "horizon_days is " + std::to_string(horizon_days) + "; must be finite and > 0");
    PastOfMeetings past{
        moment_or_last(network, at), horizon_days * seconds_in_day, contacts(network.interactions(), execution), {}};
    std::erase_if(past.contacts, [&](const Contact& contact) { return contact.time > past.at; });
    past.declared = declared_pairs(network.relationships(), past.at);
    past.horizon = within_log(past.horizon, past.contacts);
    return past;
}

}  // namespace tertius::detail
