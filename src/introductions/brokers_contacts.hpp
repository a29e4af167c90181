#pragma once

#include <tertius/network/introduction_stage.hpp>
#include <tertius/network/network.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace tertius::detail {

/// Somebody the broker knows.
struct BrokersContact {
    PersonId person;
    double strength;
};

/// The broker's strongest contacts, in ascending order of the person.
inline std::vector<BrokersContact> strongest_contacts(const TieGraph<double>& graph, PersonId broker, int count)
{
    std::vector<BrokersContact> contacts;
    for (const auto& tie : graph.ties_of(broker)) contacts.push_back({tie.target, tie.weight});
    std::ranges::stable_sort(contacts, std::greater{}, &BrokersContact::strength);
    contacts.resize(std::min(contacts.size(), static_cast<std::size_t>(count)));
    std::ranges::sort(contacts, {}, &BrokersContact::person);
    return contacts;
}

/// The pairs among some people that a record joins, sorted.
class JoinedPairs {
public:
    /// Introductions count that were made, and those that this broker has been asked for.
    JoinedPairs(const Network& network, PersonId broker, const std::vector<BrokersContact>& among)
        : wanted_(network.size(), 0)
    {
        for (const auto& contact : among) wanted_[contact.person] = 1;
        add(network.relationships().from, network.relationships().to);
        add(network.interactions().from, network.interactions().to);
        add(network.commitments().owner, network.commitments().to);
        add(network.exchanges().giver, network.exchanges().receiver);
        const Introductions& introductions = network.introductions();
        for (std::size_t row = 0; row < introductions.a.size(); ++row)
            if (introductions.broker[row] == broker || was_made(introductions, row))
                add(introductions.a[row], introductions.b[row]);
        std::ranges::sort(pairs_);
    }

    /// Requires  a < b.
    [[nodiscard]] bool contains(PersonId a, PersonId b) const
    {
        return std::ranges::binary_search(pairs_, std::pair(a, b));
    }

private:
    void add(const PersonColumn& first, const PersonColumn& second)
    {
        for (std::size_t row = 0; row < first.size(); ++row) add(first[row], second[row]);
    }
    void add(PersonId a, PersonId b)
    {
        if (wanted_[a] && wanted_[b]) pairs_.emplace_back(std::minmax(a, b));
    }

    std::vector<std::uint8_t> wanted_;
    std::vector<std::pair<PersonId, PersonId>> pairs_;
};

}  // namespace tertius::detail
