#pragma once

#include "chain_search.hpp"
#include "person_map.hpp"

#include <tertius/graph/parallel.hpp>
#include <tertius/introductions/warm_paths.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <utility>
#include <vector>

// The part of a network that chains of a few hops between a seeker and some targets can lead through. Who belongs to
// it is found from both ends; its ties are read where they stand and never copied, so that memory goes with its people.
namespace tertius::detail {

/// The ties that a seeker may see and that carry something.
template <class Weight>
class VisibleTies {
public:
    VisibleTies(const TieGraph<Weight>& graph, const WarmPathOptions& options) : graph_(graph), options_(options) {}

    [[nodiscard]] std::uint64_t degree(PersonId ego) const { return graph_.degree(ego); }

    /// Calls visit(alter, weight) for each such tie of ego to somebody `wanted`.
    template <class Wanted, class Visit>
    void for_each(PersonId ego, const Wanted& wanted, const Visit& visit) const
    {
        throw_if_stopped(options_.execution);
        for (const auto& tie : graph_.ties_of(ego))
            if (tie.weight > 0 && wanted(tie.target) && is_visible(ego, tie.target)) visit(tie.target, tie.weight);
    }

    /// The same where `others` are few beside ego's ties: each of them is looked up.
    template <class Wanted, class Visit>
    void for_each_among(PersonId ego, std::span<const PersonId> others, const Wanted& wanted, const Visit& visit) const
    {
        throw_if_stopped(options_.execution);
        for (const PersonId other : others) {
            const Weight weight = graph_.weight(ego, other);
            if (weight > 0 && wanted(other) && is_visible(ego, other)) visit(other, weight);
        }
    }

private:
    [[nodiscard]] bool is_visible(PersonId a, PersonId b) const
    {
        return !options_.visible || options_.visible(std::min(a, b), std::max(a, b));
    }

    const TieGraph<Weight>& graph_;
    const WarmPathOptions& options_;
};

/// Who is within reach of some people, hop by hop.
template <class Weight>
class Reach {
public:
    Reach(const VisibleTies<Weight>& ties, std::span<const PersonId> centre) : ties_(ties)
    {
        for (const PersonId person : centre)
            if (add(person)) put_on_rim(person);
    }

    /// At least this far is everybody who was not reached.
    [[nodiscard]] int hops_to(PersonId person) const
    {
        const auto* hops = hops_.find(person);
        return hops ? *hops : radius_ + 1;
    }

    [[nodiscard]] bool has(PersonId person) const { return hops_.find(person) != nullptr; }
    [[nodiscard]] int radius() const { return radius_; }
    [[nodiscard]] const std::vector<PersonId>& people() const { return people_; }
    /// The ties to look at when it is widened.
    [[nodiscard]] std::uint64_t work() const { return work_; }

    /// One hop further, though not past the ends of a chain.
    template <class IsEnd>
    void widen(const IsEnd& is_end)
    {
        ++radius_;
        work_ = 0;
        for (const PersonId person : std::exchange(rim_, {}))
            ties_.for_each(
                person, [&](PersonId alter) { return !has(alter); },
                [&](PersonId alter, Weight) {
                    if (add(alter) && !is_end(alter)) put_on_rim(alter);
                });
    }

private:
    bool add(PersonId person)
    {
        if (!hops_.insert(person, radius_)) return false;
        people_.push_back(person);
        return true;
    }

    void put_on_rim(PersonId person)
    {
        rim_.push_back(person);
        work_ += ties_.degree(person);
    }

    const VisibleTies<Weight>& ties_;
    int radius_ = 0;
    PersonMap<int> hops_;
    std::vector<PersonId> people_;
    std::vector<PersonId> rim_;  // whose ties lead further
    std::uint64_t work_ = 0;
};

/// The people who can be on a chain, and what they have before them. People are called by their places, ascending.
///
/// Somebody on a chain is near the seeker or near a target: both reaches are widened, the one with less to look at
/// first, until their radii make up max_hops - 1. Which one it is changes the cost, never the chains.
template <class Weight>
class ChainGround {
public:
    ChainGround(const TieGraph<Weight>& graph, PersonId seeker, std::span<const PersonId> targets,
                const WarmPathOptions& options)
        : options_(options), ties_(graph, options), passing_on_(length_of_chance(options.willingness))
    {
        Reach<Weight> from_seeker(ties_, {&seeker, 1});
        Reach<Weight> to_target(ties_, targets);
        while (from_seeker.radius() + to_target.radius() < options.max_hops - 1)
            if (from_seeker.work() <= to_target.work())
                from_seeker.widen([&](PersonId person) { return to_target.hops_to(person) == 0; });
            else
                to_target.widen([&](PersonId person) { return person == seeker; });
        people_ = from_seeker.people();
        std::ranges::copy_if(to_target.people(), std::back_inserter(people_),
                             [&](PersonId person) { return !from_seeker.has(person); });
        std::ranges::sort(people_);
        for (std::uint32_t place = 0; place < people_.size(); ++place) {
            places_.insert(people_[place], place);
            hops_from_seeker_.push_back(static_cast<std::int8_t>(from_seeker.hops_to(people_[place])));
            hops_to_target_.push_back(static_cast<std::int8_t>(to_target.hops_to(people_[place])));
        }
        seeker_ = *places_.find(seeker);
        measure_onward();
        require_strengths();
    }

    /// The length of the shortest chain; no_chain if there is none.
    [[nodiscard]] Length shortest() const { return onward_[seeker_]; }

    /// The steps that chains no longer than `longest` can take, and whether these are all steps of all chains.
    struct Steps {
        std::vector<Step> steps;
        bool are_all = true;
    };

    /// Nothing if there are more than `most`.
    [[nodiscard]] std::optional<Steps> steps_within(Length longest, std::size_t most) const
    {
        Steps found;
        std::vector<Length> travelled(people_.size(), no_chain);
        using Reached = std::pair<Length, std::uint32_t>;
        std::priority_queue<Reached, std::vector<Reached>, std::greater<>> next;
        travelled[seeker_] = 0;
        next.emplace(0, seeker_);
        while (!next.empty()) {
            const auto [so_far, from] = next.top();
            next.pop();
            if (so_far > travelled[from]) continue;
            if (found.steps.size() > most) return {};
            for_each_step_from(from, [&](std::uint32_t to, Length length) {
                const Length reached = so_far + length;
                if (reached + onward_[to] > longest) {
                    found.are_all = false;
                    return;
                }
                found.steps.push_back({people_[from], people_[to], length});
                if (reached >= travelled[to] || is_target(to)) return;
                travelled[to] = reached;
                next.emplace(reached, to);
            });
        }
        return found;
    }

private:
    /// A step by a tie that is no strength.
    struct TooStrong {
        std::uint32_t from;
        std::uint32_t to;
        int hops_left;  // from `to` on
        Weight weight;
    };

    [[nodiscard]] bool is_target(std::uint32_t place) const { return hops_to_target_[place] == 0; }

    /// Calls visit(place, weight) for each visible tie of somebody to one of the `others`, some places in ascending
    /// order that `is_other` knows too.
    template <class IsOther, class Visit>
    void for_each_tie(std::uint32_t ego, std::span<const PersonId> others, const IsOther& is_other,
                      const Visit& visit) const
    {
        const std::uint64_t degree = ties_.degree(people_[ego]);
        const std::uint32_t* place = nullptr;
        const auto is_wanted = [&](PersonId alter) {
            place = places_.find(alter);
            return place && is_other(*place);
        };
        const auto visit_there = [&](PersonId, Weight weight) { visit(*place, weight); };
        if (degree > others.size() * std::bit_width(degree))
            ties_.for_each_among(people_[ego], others, is_wanted, visit_there);
        else
            ties_.for_each(people_[ego], is_wanted, visit_there);
    }

    template <class Visit>
    void for_each_step_from(std::uint32_t from, const Visit& visit) const
    {
        for_each_tie(
            from, people_,
            [&](std::uint32_t to) {
                return onward_[to] < no_chain && to != seeker_ &&
                       hops_from_seeker_[from] + 1 + hops_to_target_[to] <= options_.max_hops;
            },
            [&](std::uint32_t to, Weight weight) { visit(to, length_of_step(to, weight)); });
    }

    [[nodiscard]] Length length_of_step(std::uint32_t to, Weight weight) const
    {
        return length_of_chance(std::min<double>(weight, 1)) + (is_target(to) ? 0 : passing_on_) + one_hop;
    }

    /// Finds how far everybody is from a target, in as many hops as the way from the seeker to them leaves.
    void measure_onward()
    {
        onward_.assign(people_.size(), no_chain);
        last_.assign(people_.size(), no_chain);
        std::vector<std::uint32_t> front;
        for (std::uint32_t place = 0; place < people_.size(); ++place)
            if (is_target(place)) {
                onward_[place] = 0;
                front.push_back(place);
            }
        std::vector<std::uint32_t> reached;
        for (int hops = 1; hops <= options_.max_hops && !front.empty(); ++hops) {
            for (const auto place : front) last_[place] = onward_[place];
            reached.clear();
            step_back(front, hops, reached);
            for (const auto place : front) last_[place] = no_chain;
            std::swap(front, reached);
            std::ranges::sort(front);
            const auto repeated = std::ranges::unique(front);
            front.erase(repeated.begin(), repeated.end());
        }
    }

    /// One more hop towards the front, read from whichever side has fewer ties.
    void step_back(const std::vector<std::uint32_t>& front, int hops, std::vector<std::uint32_t>& reached)
    {
        const auto relax = [&](std::uint32_t from, std::uint32_t to, Weight weight) {
            if (weight > 1) too_strong_.push_back({from, to, hops - 1, weight});
            const Length length = length_of_step(to, weight) + last_[to];
            if (length >= onward_[from]) return;
            onward_[from] = length;
            if (from != seeker_) reached.push_back(from);  // nobody passes the seeker
        };
        const auto may_step = [&](std::uint32_t from) {
            return !is_target(from) && hops_from_seeker_[from] + hops <= options_.max_hops;
        };
        std::vector<std::uint32_t> behind;
        for (std::uint32_t place = 0; place < people_.size(); ++place)
            if (may_step(place)) behind.push_back(place);
        if (ties_of(front) <= ties_of(behind)) {
            const auto others = named(behind);
            for (const auto to : front)
                for_each_tie(to, others, may_step, [&](std::uint32_t from, Weight weight) { relax(from, to, weight); });
        } else {
            const auto others = named(front);
            const auto in_front = [&](std::uint32_t place) { return last_[place] < no_chain; };
            for (const auto from : behind)
                for_each_tie(from, others, in_front, [&](std::uint32_t to, Weight weight) { relax(from, to, weight); });
        }
    }

    [[nodiscard]] std::uint64_t ties_of(const std::vector<std::uint32_t>& places) const
    {
        std::uint64_t count = 0;
        for (const auto place : places) count += ties_.degree(people_[place]);
        return count;
    }

    [[nodiscard]] std::vector<PersonId> named(const std::vector<std::uint32_t>& places) const
    {
        std::vector<PersonId> people;
        people.reserve(places.size());
        for (const auto place : places) people.push_back(people_[place]);
        return people;
    }

    /// Refuses the lowest tie of a weight above 1 that is on a way of at most max_hops hops: whether there is one
    /// depends on what the seeker may see alone, not on what the search happened to read.
    void require_strengths() const
    {
        if (too_strong_.empty()) return;
        const auto hops = hops_from_seeker();
        const TooStrong* lowest = nullptr;
        const auto people = [&](const TooStrong& step) { return std::minmax(people_[step.from], people_[step.to]); };
        for (const TooStrong& step : too_strong_)
            if (hops[step.from] + 1 + step.hops_left <= options_.max_hops)
                if (!lowest || people(step) < people(*lowest)) lowest = &step;
        if (!lowest) return;
        const auto [a, b] = people(*lowest);
        throw InvalidInput("strength.range", "the tie between " + std::to_string(a) + " and " + std::to_string(b) +
                                                 " has weight " + std::to_string(lowest->weight) +
                                                 "; a strength must be in [0, 1]");
    }

    /// Exactly how far everybody is from the seeker, as far as it matters.
    [[nodiscard]] std::vector<int> hops_from_seeker() const
    {
        std::vector<int> hops(people_.size(), options_.max_hops);
        std::vector<std::uint32_t> reached{seeker_};
        hops[seeker_] = 0;
        for (std::size_t next = 0; next < reached.size(); ++next)
            for_each_step_from(reached[next], [&](std::uint32_t to, Length) {
                if (is_target(to) || hops[to] <= hops[reached[next]] + 1) return;
                hops[to] = hops[reached[next]] + 1;
                reached.push_back(to);
            });
        return hops;
    }

    const WarmPathOptions& options_;
    VisibleTies<Weight> ties_;
    Length passing_on_;
    std::vector<PersonId> people_;
    PersonMap<std::uint32_t> places_;
    std::vector<std::int8_t> hops_from_seeker_;  // at least, as `hops_to_target_`
    std::vector<std::int8_t> hops_to_target_;
    std::uint32_t seeker_ = 0;
    std::vector<Length> onward_;
    std::vector<Length> last_;  // of the front: in one hop fewer
    std::vector<TooStrong> too_strong_;
};

}  // namespace tertius::detail
