#pragma once

#include <tertius/strength/evidence.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <vector>

namespace tertius {

/// A stretch of a log: seen up to `at`, judged by what happened in the `horizon` seconds after it.
struct Stretch {
    Time at = 0;
    double horizon = 0;
};

/// A moment of the past together with what came after it: what a model of strength learns from.
struct Snapshot {
    EvidenceMatrix values;                 ///< the evidence on each tie, as it stood at the moment
    Eigen::VectorXd outcome;               ///< 1 where the tie had a contact within the horizon after it, else 0
    Eigen::VectorXd forward;               ///< the same of contacts from the lower to the higher person
    Eigen::VectorXd backward;              ///< and of those from the higher to the lower
    std::vector<HistoryOfPair> histories;  ///< the ties' pasts, row by row
    Stretch stretch{};
    bool directed = true;  ///< whether contacts have a direction
};

/// The snapshot of a log at one moment, of at most `most_ties` ties drawn by a hash of the pair (0: all).
///
/// Requires  contacts sorted by pair and time.
/// Cost      O(contacts).
[[nodiscard]] Snapshot snapshot(std::span<const Contact> contacts, PersonId size, const Stretch& stretch,
                                std::size_t most_ties = 0, const Execution& execution = {});

/// The same with all dates hidden: nothing but how often the two were in contact, each way.
[[nodiscard]] Snapshot snapshot_without_dates(std::span<const Contact> contacts, PersonId size, const Stretch& stretch,
                                              std::size_t most_ties = 0, const Execution& execution = {});

/// The stretches of a log's past, up to `at`, that teach about the `horizon` seconds to come: of that length and of
/// halves and quarters of it, and three tenths of the log by events.
///
/// Leaves out those with less than a fifth of the contacts before them.
[[nodiscard]] std::vector<Stretch> past_stretches(std::span<const Contact> contacts, Time at, double horizon);

}  // namespace tertius
