#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_history.hpp>

#include <compare>
#include <cstddef>
#include <span>
#include <vector>

namespace tertius {

/// One contact between two people, as strength sees it.
struct Contact {
    PersonId low = 0;   ///< the lower of the two
    PersonId high = 0;  ///< the higher
    Time time = 0;
    bool forward = true;  ///< from low to high
    float share = 1;      ///< 1/n for a message to n people

    friend auto operator<=>(const Contact&, const Contact&) = default;
};

/// The contacts of an interaction log, sorted by pair and time: each pair's contacts stand together.
///
/// Rows of one sender and one time are one message; each of its n rows counts 1/n.
///
/// Cost  O(n log n) time, 24 bytes a row.
[[nodiscard]] std::vector<Contact> contacts(const Interactions& interactions, const Execution& execution = {});

/// Two people and what has passed between them.
struct HistoryOfPair {
    PersonId low = 0;
    PersonId high = 0;
    TieHistory history{};
};

/// The history of every pair that was in contact by `at`, in the order of pairs: the batch twin of TieLedger.
///
/// Requires  contacts sorted, as contacts() gives them.
/// Cost      O(n), in parallel over pairs.
[[nodiscard]] std::vector<HistoryOfPair> tie_histories(std::span<const Contact> contacts, Time at,
                                                       const Execution& execution = {});

/// Whether contacts say who turned to whom: of the pairs with several contacts, at least a fifth have them both ways.
/// Logs of encounters write nearly every pair one way round only.
[[nodiscard]] bool have_direction(std::span<const HistoryOfPair> histories);

}  // namespace tertius
