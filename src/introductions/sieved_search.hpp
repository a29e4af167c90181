#pragma once

#include "best_strangers.hpp"
#include "contact_shares.hpp"
#include "prefetch_row.hpp"
#include "shortlist.hpp"
#include "stranger_sieve.hpp"

#include <tertius/introductions/people_to_meet.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace tertius {

/// Finds the best strangers of one person at a time, by a measure that adds up over the shared contacts.
///
/// Walks the ways there twice: once to count them in a sieve, once to add up exactly what those are worth that lead to
/// people who pass. Needs memory in proportion to the ways of one person, however many people there are.
template <class Weight>
class SievedSearch {
public:
    SievedSearch(const ContactShares<Weight>& shares, const PeopleToMeetOptions& options)
        : shares_(shares),
          graph_(shares.graph()),
          execution_(options.execution),
          limit_(static_cast<std::size_t>(options.limit)),
          best_(limit_)
    {
    }

    /// Writes the person's rows, at most `limit`, and returns where they end.
    template <class Rows>
    Rows write_rows(PersonId person, Rows row)
    {
        look_around(person);
        Units from = sieved_ ? count_in_sieve(person) : 0;
        Units end = StrangerSieve::no_end;
        enter_known(person);
        while (true) {
            const std::size_t entered = list_.entries().size();
            add_up(person, from, end);
            for (const auto& entry : list_.entries().subspan(entered))
                best_.consider({person, entry.person, entry.worth, entry.introducer, entry.shared});
            const Units enough = sieved_ ? sieve_.level_of(best_.least()) : 0;
            if (from <= enough) break;
            end = from;  // the guess was too high: on with those between
            from = enough;
        }
        list_.clear();
        return best_.write(row);
    }

private:
    using Units = StrangerSieve::Units;

    /// Finds what each contact counts, and whether a sieve helps; if so, empties it.
    void look_around(PersonId person)
    {
        const auto contacts = graph_.alters(person);
        contact_share_.resize(contacts.size());
        double ways = 0;
        double worth = 0;
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            const double share = shares_.share(contacts[place]);
            contact_share_[place] = share;
            ways += static_cast<double>(graph_.degree(contacts[place]));
            worth += shares_.strength(person, place) * share * shares_.total(contacts[place]);
        }
        sieved_ = StrangerSieve::helps(ways, limit_) && worth > 0;
        if (sieved_) sieve_.empty(ways, worth);
    }

    /// A count that the best will probably reach.
    Units count_in_sieve(PersonId person)
    {
        const auto contacts = graph_.alters(person);
        if (person + std::size_t{1} < graph_.size())
            for (const PersonId contact : graph_.alters(person + 1)) prefetch_facts(contact);
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            throw_if_stopped(execution_);
            prefetch_ahead(person, place);
            with_worth(person, place,
                       [&](const auto& alters, const auto& worth_of) { sieve_.count(alters, worth_of); });
        }
        return sieve_.level_of(2 * limit_, contacts);
    }

    [[gnu::always_inline]] void prefetch_facts(PersonId contact) const
    {
        __builtin_prefetch(graph_.offsets().data() + contact);
        shares_.prefetch(contact);
    }

    /// Asks for the ties of whoever comes some contacts later: after the person's last, the next person's first.
    [[gnu::always_inline]] void prefetch_ahead(PersonId person, std::size_t place) const
    {
        constexpr std::size_t ahead = 8;
        constexpr std::size_t most_bytes = 1024;
        const std::size_t later = graph_.offsets()[person] + place + ahead;
        if (later >= graph_.alters().size()) return;
        detail::prefetch_row(graph_.alters(graph_.alters()[later]), most_bytes);
    }

    /// Enters those who are no strangers first, so that they are told from those found later.
    void enter_known(PersonId person)
    {
        const auto contacts = graph_.alters(person);
        list_.make_room(contacts.size() + 1);
        (void)list_[person];
        for (const PersonId contact : contacts) (void)list_[contact];
    }

    /// Adds up what each way is worth to whoever it leads to, if their slot counts at least `from` and less than `end`.
    void add_up(PersonId person, Units from, Units end)
    {
        const auto contacts = graph_.alters(person);
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            throw_if_stopped(execution_);
            const auto alters = graph_.alters(contacts[place]);
            if (passing_.size() < alters.size()) passing_.resize(2 * alters.size());
            const std::span<const std::uint32_t> passing(passing_.data(), pass(alters, from, end));
            list_.make_room(passing.size());
            with_worth(person, place, [&](const auto&, const auto& worth) { add_ways(person, place, passing, worth); });
        }
    }

    std::size_t pass(std::span<const PersonId> alters, Units from, Units end)
    {
        if (sieved_) return sieve_.pass(alters, from, end, passing_.data());
        std::iota(passing_.begin(), passing_.begin() + static_cast<std::ptrdiff_t>(alters.size()), 0U);
        return alters.size();
    }

    template <class Worth>
    void add_ways(PersonId person, std::size_t place, std::span<const std::uint32_t> passing, const Worth& worth)
    {
        const PersonId contact = graph_.alters(person)[place];
        const auto alters = graph_.alters(contact);
        const auto second_halves = graph_.weights(contact);
        for (const std::uint32_t i : passing) {
            auto& entry = list_[alters[i]];
            entry.worth += worth(i);
            const Weight weaker =
                graph_.is_weighted() ? std::min(graph_.weights(person)[place], second_halves[i]) : Weight{1};
            if (entry.shared++ > 0 && weaker <= entry.strongest) continue;
            entry.strongest = weaker;
            entry.introducer = contact;
        }
    }

    /// Calls visit(alters of the contact, what the way there is worth, by the alter's place).
    template <class Visit>
    void with_worth(PersonId person, std::size_t place, const Visit& visit) const
    {
        shares_.with_worth(person, place, contact_share_[place], visit);
    }

    const ContactShares<Weight>& shares_;
    const TieGraph<Weight>& graph_;
    const Execution& execution_;
    std::size_t limit_;
    BestStrangers best_;
    std::vector<double> contact_share_;
    bool sieved_ = false;
    StrangerSieve sieve_;
    std::vector<std::uint32_t> passing_;
    Shortlist<Weight> list_;
};

}  // namespace tertius
