#pragma once

#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/tie_histories.hpp>

#include "declared_ties.hpp"

#include <vector>

namespace tertius::detail {

/// What a network's log holds up to a moment.
struct Past {
    Time at = 0;
    std::vector<Contact> contacts;
};

/// The past up to `at`; up to the last record if it is no_time.
inline Past past_of(const Network& network, Time at, const Execution& execution)
{
    Past past{moment_or_last(network, at), contacts(network.interactions(), execution)};
    std::erase_if(past.contacts, [&](const Contact& contact) { return contact.time > past.at; });
    return past;
}

/// When the log begins: its first contact; the end of the past when there is none.
inline Time start_of_log(const Past& past)
{
    Time start = past.at;
    for (const Contact& contact : past.contacts) start = std::min(start, contact.time);
    return start;
}

/// The history of every pair that was in contact or has a declared relationship, sorted by pair; with recorded weights
/// where there was no contact at all.
inline std::vector<HistoryOfPair> histories_of(const Network& network, const Past& past, const Execution& execution)
{
    auto histories = tie_histories(past.contacts, past.at, execution);
    const DeclaredTies declared(network.relationships(), past.at);
    add_declared(histories, declared);
    if (past.contacts.empty()) state_weights(histories, declared, network.relationships().weight);
    return histories;
}

}  // namespace tertius::detail
