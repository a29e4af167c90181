#pragma once

#include <tertius/strength/evidence.hpp>
#include <tertius/strength/strength_model.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace tertius::detail {

/// Finds the contacts of a tie that its strength rests on: those without which it would be another.
///
/// Of up to half of the contacts asked about, twenty at most, several choices are taken away in turn: the latest, the
/// first, those that count most one by one, stretches, and contacts spread over time. The choice that moves the
/// log-odds furthest is named; all else stays as it is.
///
/// Cost  O(n) for each of some thirty choices, and for each of the n contacts one by one while n is at most 256.
class TellingContacts {
public:
    /// Keeps references.
    TellingContacts(const EvidenceReader& reader, const StrengthModel& model) : reader_(reader), model_(model) {}

    /// Places in `contacts`, ascending: of those of one pair, in order, that stand in `asked`, ascending.
    [[nodiscard]] std::vector<std::size_t> of(std::span<const Contact> contacts,
                                              const std::vector<std::size_t>& asked) const;

private:
    /// The log-odds, but for a constant, without the contacts at those places, ascending.
    [[nodiscard]] double log_odds_without(std::span<const Contact> contacts, std::span<const std::size_t> places) const;

    const EvidenceReader& reader_;
    const StrengthModel& model_;
};

}  // namespace tertius::detail
