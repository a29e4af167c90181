#pragma once

#include "contact_shares.hpp"
#include "person_map.hpp"
#include "rounded_score.hpp"
#include "stranger_sieve.hpp"
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

/// Finds the best strangers of one person at a time.
template <class Weight, class Values>
class StrangerSearch {
public:
    StrangerSearch(const ContactShares<Weight>& shares, const PeopleToMeetOptions& options)
        : shares_(shares),
          execution_(options.execution),
          limit_(static_cast<std::size_t>(options.limit)),
          sums_(shares.graph().size()),
          strongest_(shares.graph().is_weighted() ? shares.graph().size() : 0)
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
        std::ranges::sort_heap(best_, std::less<>{});
        for (const auto& [other, score, shared, introducer] : best_)
            *row++ = {person, other, score, introducer, shared};
        forget_best();
        return row;
    }

private:
    struct Sum {
        double worth = 0;
        std::uint32_t shared = 0;
        PersonId introducer = nobody;
    };

    struct Ranked {
        PersonId other;
        double score;
        std::uint32_t shared;
        PersonId introducer;
        friend bool operator<(const Ranked& a, const Ranked& b)  // a comes first
        {
            return a.score != b.score ? a.score > b.score : a.other < b.other;
        }
    };

    void rank_by_two_steps(PersonId person)
    {
        // Those already known start at minus infinity and stay there, and do not look newly met.
        const auto contacts = shares_.graph().alters(person);
        constexpr Sum known{-std::numeric_limits<double>::infinity(), 1};
        sums_[person] = known;
        for (const PersonId contact : contacts) sums_[contact] = known;
        StrangerSieve::Units level = count_in_sieve(person);
        while (true) {
            add_up(person, level);
            take_met([&](PersonId other) { consider(other, finished(person, other)); });
            const StrangerSieve::Units enough = best_.size() == limit_ ? sieve_.level_of(best_.front().score) : 0;
            if (level <= enough) break;
            level = enough;
            forget_best();
        }
        sums_[person] = {};
        for (const PersonId contact : contacts) sums_[contact] = {};
    }

    /// A level of the sieve that the best will probably pass; 0, where a sieve is of no use.
    StrangerSieve::Units count_in_sieve(PersonId person)
    {
        if (!shares_.adds_up()) return 0;
        const auto& graph = shares_.graph();
        const auto contacts = graph.alters(person);
        double ways = 0;
        double worth = 0;
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            ways += static_cast<double>(graph.degree(contacts[place]));
            worth += shares_.strength(person, place) * shares_.share(contacts[place]) * shares_.total(contacts[place]);
        }
        if (!StrangerSieve::helps(ways, limit_)) return 0;
        if (!(worth > 0)) return 0;
        sieve_.empty(ways, worth);
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            prefetch_contact(contacts, place + 2);
            throw_if_stopped(execution_);
            with_worth(person, place,
                       [&](const auto& alters, const auto& worth_of) { sieve_.count(alters, worth_of); });
        }
        return sieve_.level_of(2 * limit_, contacts);
    }

    void prefetch_contact(std::span<const PersonId> contacts, std::size_t place) const
    {
        if (place >= contacts.size()) return;
        const PersonId* first = shares_.graph().alters(contacts[place]).data();
        __builtin_prefetch(first);
        __builtin_prefetch(first + 16);
    }

    /// Calls visit(alters of the contact, what the way there is worth, by the alter's place).
    template <class Visit>
    void with_worth(PersonId person, std::size_t place, const Visit& visit) const
    {
        const PersonId contact = shares_.graph().alters(person)[place];
        const auto alters = shares_.graph().alters(contact);
        const double share = shares_.share(contact);
        if (!shares_.weighted()) return visit(alters, [=](std::size_t) { return share; });
        const double strength = shares_.strength(person, place);
        const auto weights = shares_.graph().weights(contact);
        if (shares_.measure() == MeetingMeasure::jaccard)
            return visit(alters, [=](std::size_t i) { return std::min<double>(strength, weights[i]); });
        visit(alters, [=](std::size_t i) { return strength * weights[i] * share; });
    }

    /// Adds up what each way is worth to whoever it leads to, if they pass the sieve.
    void add_up(PersonId person, StrangerSieve::Units level)
    {
        const auto contacts = shares_.graph().alters(person);
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            throw_if_stopped(execution_);
            with_worth(person, place, [&](std::span<const PersonId> alters, const auto& worth) {
                make_room(alters.size() + 1);
                if (level == 0) return add_ways(person, place, alters.size(), std::identity{}, worth);
                const std::size_t passed = sieve_.pass(alters, level, passing_.data());
                add_ways(
                    person, place, passed, [this](std::size_t i) { return passing_[i]; }, worth);
            });
        }
    }

    void make_room(std::size_t ways)
    {
        if (met_.size() < met_count_ + ways) met_.resize(2 * (met_count_ + ways));
        if (passing_.size() < ways) passing_.resize(2 * ways);
    }

    /// Adds `count` of the ways through one contact.
    template <class Place, class Worth>
    void add_ways(PersonId person, std::size_t place, std::size_t count, const Place& place_of, const Worth& worth)
    {
        const PersonId contact = shares_.graph().alters(person)[place];
        const PersonId* alters = shares_.graph().alters(contact).data();
        if (!shares_.graph().is_weighted())  // then the first is as good as any
            return add_each(alters, count, place_of, worth,
                            [=](Sum& sum, std::size_t) { sum.introducer = std::min(sum.introducer, contact); });
        const Weight first_half = shares_.graph().weights(person)[place];
        const Weight* second_halves = shares_.graph().weights(contact).data();
        add_each(alters, count, place_of, worth, [=, this](Sum& sum, std::size_t i) {
            const Weight weaker = std::min(first_half, second_halves[i]);
            Weight& strongest = strongest_[alters[i]];
            if (sum.shared > 0 && weaker <= strongest) return;
            strongest = weaker;
            sum.introducer = contact;
        });
    }

    template <class Place, class Worth, class Introduce>
    void add_each(const PersonId* alters, std::size_t count, const Place& place_of, const Worth& worth,
                  const Introduce& introduce)
    {
        PersonId* met = met_.data() + met_count_;
        for (std::size_t way = 0; way < count; ++way) {
            const std::size_t i = place_of(way);
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
        const auto contacts = shares_.graph().alters(person);
        sums_[person] = {-std::numeric_limits<double>::infinity(), 1};
        add_up(person, 0);
        sums_[person] = {};
        for (const PersonId second : met()) sums_[second].worth *= shares_.share(second);
        for (const PersonId other : met())
            if (!std::ranges::binary_search(contacts, other)) consider(other, third_steps(other));
        take_met([](PersonId) {});
    }

    [[nodiscard]] double third_steps(PersonId other)
    {
        const auto alters = shares_.graph().alters(other);
        double sum = 0;
        for (std::size_t place = 0; place < alters.size(); ++place)
            sum += sums_[alters[place]].worth * shares_.strength(other, place);
        return sum;
    }

    /// Keeps the `limit` best so far in a heap, the worst of them on top.
    void consider(PersonId other, double score)
    {
        const double rounded = rounded_score(score);
        if (rounded < least_ || !(rounded > 0)) return;
        keep({other, rounded, sums_[other].shared, sums_[other].introducer});
    }

    void keep(const Ranked& candidate)
    {
        if (best_.size() == limit_) {
            if (!(candidate < best_.front())) return;
            std::ranges::pop_heap(best_, std::less<>{});
            best_.pop_back();
        }
        best_.push_back(candidate);
        std::ranges::push_heap(best_, std::less<>{});
        if (best_.size() == limit_) least_ = best_.front().score;
    }

    void forget_best()
    {
        best_.clear();
        least_ = 0;
    }

    const ContactShares<Weight>& shares_;
    const Execution& execution_;
    std::size_t limit_;
    std::optional<Walks<Weight>> walks_;  // for the measures that walk
    StrangerSieve sieve_;
    typename Values::template Of<Sum> sums_;
    typename Values::template Of<Weight> strongest_;  // the introducer's weaker tie, where weights can differ
    std::vector<PersonId> met_;                       // the first met_count_ of them
    std::size_t met_count_ = 0;
    std::vector<Ranked> best_;
    double least_ = 0;  // of the best, once there are enough
    std::vector<std::uint32_t> passing_;
};

}  // namespace tertius
