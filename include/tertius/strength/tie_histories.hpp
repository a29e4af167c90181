#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_history.hpp>

#include <cmath>
#include <compare>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace tertius {

/// One contact between two people, as strength sees it. Not written unless told: logs hold millions.
struct Contact {
    PersonId low;   ///< the lower of the two
    PersonId high;  ///< the higher
    Time time;
    bool forward;  ///< from low to high
    float share;   ///< 1/n for a message to n people

    friend auto operator<=>(const Contact&, const Contact&) = default;
};

/// The contacts of an interaction log, sorted by pair and time: each pair's contacts stand together.
///
/// Rows of one sender and one time are one message; each of its n rows counts 1/n.
///
/// Cost  O(n) time, in parallel; 72 bytes a row at the most, 24 of them the answer.
[[nodiscard]] std::vector<Contact> contacts(const Interactions& interactions, const Execution& execution = {});

/// Two people and what has passed between them.
struct HistoryOfPair {
    PersonId low = 0;
    PersonId high = 0;
    TieHistory history{};
    /// Recorded weights of the relationships from low to high and back, read as contacts of unknown date in a network
    /// without a log; unstated where no weight is recorded that way.
    float stated_forward = unstated;
    float stated_backward = unstated;

    /// Both ways together; unstated where neither is recorded.
    [[nodiscard]] double stated() const
    {
        if (std::isnan(stated_forward)) return stated_backward;
        return std::isnan(stated_backward) ? stated_forward : double{stated_forward} + stated_backward;
    }

    static constexpr float unstated = std::numeric_limits<float>::quiet_NaN();

    /// Of the same people and the same past.
    friend bool operator==(const HistoryOfPair& a, const HistoryOfPair& b)
    {
        return a.low == b.low && a.high == b.high && a.history == b.history;
    }
};

/// The history of every pair that was in contact by `at`, in the order of pairs: the batch twin of TieLedger.
///
/// Requires  contacts sorted, as contacts() gives them.
/// Cost      O(n), in parallel over pairs.
[[nodiscard]] std::vector<HistoryOfPair> tie_histories(std::span<const Contact> contacts, Time at,
                                                       const Execution& execution = {});
/// The same straight from a log, without a second copy of its contacts.
[[nodiscard]] std::vector<HistoryOfPair> tie_histories(const Interactions& interactions, Time at,
                                                       const Execution& execution = {});

/// Whether contacts say who turned to whom: of the pairs with several contacts, at least a fifth have them both ways.
/// Logs of encounters write nearly every pair one way round only.
[[nodiscard]] bool have_direction(std::span<const HistoryOfPair> histories);

}  // namespace tertius
