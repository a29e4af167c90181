#pragma once

#include <tertius/network/network.hpp>
#include <tertius/upkeep/gifts.hpp>

#include <array>
#include <utility>
#include <vector>

namespace tertius::detail {

/// What one person has given to whom, by kind, and whom anybody has brought together.
class Given {
public:
    Given(const Network& network, PersonId giver, Time at);

    /// When the receiver last got something of the kind; no_time if never.
    [[nodiscard]] Time last(PersonId receiver, GiftKind kind) const { return last_[index(kind)][receiver]; }
    /// Whether anybody ever got something of the kind.
    [[nodiscard]] bool ever(GiftKind kind) const;
    /// Whether an introduction of two people is on record, whatever came of it: nobody is asked twice.
    [[nodiscard]] bool introduced(PersonId a, PersonId b) const;

private:
    static std::size_t index(GiftKind kind) { return static_cast<std::size_t>(kind); }
    void note(PersonId receiver, GiftKind kind, Time time);
    void note_exchanges(const Exchanges& exchanges, PersonId giver, Time at);
    void note_introductions(const Introductions& introductions, PersonId giver, Time at);

    std::array<std::vector<Time>, 3> last_;  // by kind and receiver
    std::vector<std::pair<PersonId, PersonId>> introduced_;
};

}  // namespace tertius::detail
