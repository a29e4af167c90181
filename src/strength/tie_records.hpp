#pragma once

#include <tertius/strength/detail/rows_of_pairs.hpp>
#include <tertius/strength/explanation.hpp>

#include "telling_contacts.hpp"

#include <span>
#include <vector>

namespace tertius::detail {

/// Finds the records that each aspect of a tie rests on.
class TieRecords {
public:
    /// Keeps references.
    TieRecords(const Network& network, std::span<const Contact> contacts, const TellingContacts& telling, Time at);

    /// Of communication the contacts that tell most; of reciprocity without gifts the same of the rarer direction; of
    /// rhythm the first and the last. Of other blocks all that speak of the pair. In the order of table and row.
    [[nodiscard]] std::vector<Record> of(Aspect aspect, PersonId a, PersonId b) const;

private:
    using Rows = std::vector<RowsOfPairs::Row>;
    [[nodiscard]] Rows contacts(PersonId a, PersonId b) const;
    [[nodiscard]] std::vector<Record> telling(PersonId a, PersonId b, const auto& asked) const;
    [[nodiscard]] std::vector<Record> communication(PersonId a, PersonId b) const;
    [[nodiscard]] std::vector<Record> trust(PersonId a, PersonId b) const;
    [[nodiscard]] std::vector<Record> respect(PersonId a, PersonId b) const;
    [[nodiscard]] std::vector<Record> reciprocity(PersonId a, PersonId b) const;
    [[nodiscard]] std::vector<Record> empathy(PersonId a, PersonId b) const;
    [[nodiscard]] std::vector<Record> rhythm(PersonId a, PersonId b) const;

    const Network& network_;
    std::span<const Contact> contacts_;
    const TellingContacts& telling_;
    Time at_;
    RowsOfPairs interactions_, appointments_, reactions_, promises_, gifts_, introduced_a_, introduced_b_;
};

}  // namespace tertius::detail
