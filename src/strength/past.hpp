#pragma once

#include <tertius/strength/tie_histories.hpp>

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
    const Time last = network.last_time();
    Past past{at != no_time ? at : last == no_time ? 0 : last, contacts(network.interactions(), execution)};
    std::erase_if(past.contacts, [&](const Contact& contact) { return contact.time > past.at; });
    return past;
}

}  // namespace tertius::detail
