#pragma once

#include "best_strangers.hpp"
#include "contact_shares.hpp"
#include "person_map.hpp"
#include "walks.hpp"

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/introductions/people_to_meet.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace tertius {

/// A value for everybody, for searches that follow one another.
struct ForEverybody {
    template <class Value>
    using Of = detail::Column<Value>;
};

/// Values only for those who are met, for a search of its own.
struct ForTheMet {
    template <class Value>
    struct Of : detail::PersonMap<Value> {
        explicit Of(std::size_t) {}
    };
};

/// Finds the best strangers of one person at a time, by a measure that does not just add up over the shared contacts.
template <class Weight, class Values>
class StrangerSearch {
public:
    StrangerSearch(const ContactShares<Weight>& shares, const PeopleToMeetOptions& options)
        : shares_(shares),
          graph_(shares.graph()),
          execution_(options.execution),
          sums_(graph_.size()),
          strongest_(graph_.is_weighted() ? graph_.size() : 0),
          best_(static_cast<std::size_t>(options.limit))
    {
        if (is_walk(shares.measure())) walks_.emplace(shares, options.walk, options.execution);
    }

    /// Writes the person's rows, at most `limit`, and returns where they end.
    template <std::output_iterator<PersonToMeet> Rows>
    Rows write_rows(PersonId person, Rows row)
    {
        if (walks_) walks_->start(person);
        if (shares_.measure() == MeetingMeasure::l3)
            rank_by_three_steps(person);
        else
            rank_by_two_steps(person);
        return best_.write(row);
    }

private:
    struct Sum {
        double worth = 0;
        std::uint32_t shared = 0;
        PersonId introducer = nobody;
    };

    void rank_by_two_steps(PersonId person)
    {
        // Those already known start at minus infinity and stay there, and do not look newly met.
        const auto contacts = graph_.alters(person);
        constexpr Sum known{-std::numeric_limits<double>::infinity(), 1};
        sums_[person] = known;
        for (const PersonId contact : contacts) sums_[contact] = known;
        add_up(person);
        take_met([&](PersonId other) { consider(person, other, finished(person, other)); });
        sums_[person] = {};
        for (const PersonId contact : contacts) sums_[contact] = {};
    }

    /// Adds up what each way is worth to whoever it leads to.
    void add_up(PersonId person)
    {
        const auto contacts = graph_.alters(person);
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            throw_if_stopped(execution_);
            const std::size_t ways = met_count_ + graph_.degree(contacts[place]);
            if (met_.size() <= ways) met_.resize(2 * (ways + 1));
            shares_.with_worth(person, place, shares_.share(contacts[place]),
                               [&](const auto&, const auto& worth) { add_ways(person, place, worth); });
        }
    }

    /// Adds the ways through one contact.
    template <class Worth>
    void add_ways(PersonId person, std::size_t place, const Worth& worth)
    {
        const PersonId contact = graph_.alters(person)[place];
        if (!graph_.is_weighted())  // then the first is as good as any
            return add_each(contact, worth,
                            [=](Sum& sum, std::size_t) { sum.introducer = std::min(sum.introducer, contact); });
        const auto alters = graph_.alters(contact);
        const auto second_halves = graph_.weights(contact);
        const Weight first_half = graph_.weights(person)[place];
        add_each(contact, worth, [=, this](Sum& sum, std::size_t i) {
            const Weight weaker = std::min(first_half, second_halves[i]);
            Weight& strongest = strongest_[alters[i]];
            if (sum.shared > 0 && weaker <= strongest) return;
            strongest = weaker;
            sum.introducer = contact;
        });
    }

    template <class Worth, class Introduce>
    void add_each(PersonId contact, const Worth& worth, const Introduce& introduce)
    {
        const auto alters = graph_.alters(contact);
        PersonId* met = met_.data() + met_count_;
        for (std::size_t i = 0; i < alters.size(); ++i) {
            Sum& sum = sums_[alters[i]];
            *met = alters[i];  // stays, if they were not met before: whether they were cannot be foreseen
            met += sum.shared == 0;
            introduce(sum, i);
            sum.worth += worth(i);
            ++sum.shared;
        }
        met_count_ = static_cast<std::size_t>(met - met_.data());
    }

    [[nodiscard]] std::span<const PersonId> met() const { return std::span(met_).first(met_count_); }

    /// Calls visit(other) for everybody met, then forgets them.
    template <class Visit>
    void take_met(const Visit& visit)
    {
        for (const PersonId other : met()) {
            visit(other);
            sums_[other] = {};
        }
        met_count_ = 0;
    }

    [[nodiscard]] double finished(PersonId person, PersonId other)
    {
        switch (shares_.measure()) {
            case MeetingMeasure::jaccard:
                return jaccard(sums_[other].worth, shares_.total(person), shares_.total(other));
            case MeetingMeasure::degree_product:
                return sums_[other].worth > 0 ? shares_.total(person) * shares_.total(other) : 0;
            case MeetingMeasure::personal_pagerank:
            case MeetingMeasure::random_walk:
                return walks_ ? walks_->score(other) : 0;
            default:
                return sums_[other].worth;
        }
    }

    /// Two steps out as above but through everybody, then the third step gathered at each stranger.
    void rank_by_three_steps(PersonId person)
    {
        const auto contacts = graph_.alters(person);
        sums_[person] = {-std::numeric_limits<double>::infinity(), 1};
        add_up(person);
        sums_[person] = {};
        for (const PersonId second : met()) sums_[second].worth *= shares_.share(second);
        for (const PersonId other : met())
            if (!std::ranges::binary_search(contacts, other)) consider(person, other, third_steps(other));
        take_met([](PersonId) {});
    }

    [[nodiscard]] double third_steps(PersonId other)
    {
        const auto alters = graph_.alters(other);
        double sum = 0;
        for (std::size_t place = 0; place < alters.size(); ++place)
            sum += sums_[alters[place]].worth * shares_.strength(other, place);
        return sum;
    }

    void consider(PersonId person, PersonId other, double score)
    {
        best_.consider({person, other, score, sums_[other].introducer, sums_[other].shared});
    }

    const ContactShares<Weight>& shares_;
    const TieGraph<Weight>& graph_;
    const Execution& execution_;
    std::optional<Walks<Weight>> walks_;  // for the measures that walk
    typename Values::template Of<Sum> sums_;
    typename Values::template Of<Weight> strongest_;  // the introducer's weaker tie, where weights can differ
    std::vector<PersonId> met_;                       // the first met_count_ of them
    std::size_t met_count_ = 0;
    BestStrangers best_;
};

}  // namespace tertius
