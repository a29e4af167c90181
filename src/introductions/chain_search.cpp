#include "chain_search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace tertius::detail {

namespace {

// A double's smallest chance is 2^-1074: 64 hops and the people between them stay below 2^61.
constexpr Length hop_room = 128;
constexpr double chance_unit = 0x1p36;

/// How far everybody is from a target in at most 0, 1, 2, ... hops, up to where it no longer changes.
class Remaining {
public:
    void measure(const ChainField& field, std::size_t hops, const std::vector<std::uint8_t>& barred,
                 const Execution& execution)
    {
        by_hops_.assign(1, std::vector<Length>(field.size(), no_chain));
        for (std::uint32_t place = 0; place < field.size(); ++place)
            if (field.is_target(place)) by_hops_[0][place] = 0;
        while (by_hops_.size() <= hops) {
            throw_if_stopped(execution);
            auto next = by_hops_.back();
            for (std::uint32_t place = 0; place < field.size(); ++place) {
                if (barred[place]) continue;
                for (const Step& step : field.steps_of(place))
                    next[place] = std::min(next[place], step.length + by_hops_.back()[step.to]);
            }
            if (next == by_hops_.back()) return;
            by_hops_.push_back(std::move(next));
        }
    }

    [[nodiscard]] const std::vector<Length>& in_at_most(std::size_t hops) const
    {
        return by_hops_[std::min(hops, by_hops_.size() - 1)];
    }

private:
    std::vector<std::vector<Length>> by_hops_;
};

/// The chains of one field, shortest first. People by their places.
class ChainSearch {
public:
    ChainSearch(const ChainField& field, const ChainsWanted& wanted, const Execution& execution)
        : field_(field), wanted_(wanted), execution_(execution), barred_(field.size(), 0)
    {
    }

    [[nodiscard]] std::vector<Chain> best()
    {
        add_best({field_.seeker()});
        while (found_.size() < wanted_.limit && !candidates_.empty()) {
            const Candidate next = candidates_.extract(candidates_.begin()).value();
            if (next.length > wanted_.longest) break;
            found_.push_back(next.places);
            if (wanted_.disjoint)
                add_best_without_those_between(next.places);
            else
                add_best_that_leave(next);
        }
        for (Chain& chain : found_)
            for (auto& place : chain) place = field_.person(place);
        return std::move(found_);
    }

private:
    /// A chain, and from which of its people on the chains that share its beginning are still to be split off.
    struct Candidate {
        Length length;
        Chain places;
        std::size_t branch;
        friend bool operator<(const Candidate& a, const Candidate& b)
        {
            return std::tie(a.length, a.places) < std::tie(b.length, b.places);
        }
    };

    void add_best_that_leave(const Candidate& chain)
    {
        for (auto end = chain.places.begin() + static_cast<std::ptrdiff_t>(chain.branch) + 1; end != chain.places.end();
             ++end)
            add_best(Chain(chain.places.begin(), end));
    }

    void add_best_without_those_between(const Chain& places)
    {
        for (std::size_t between = 1; between + 1 < places.size(); ++between) barred_[places[between]] = 1;
        add_best({field_.seeker()});
    }

    /// Adds the shortest chain that begins with `places` and then leaves all chains found that begin so too.
    void add_best(Chain places)
    {
        const std::size_t branch = places.size() - 1;
        if (branch >= wanted_.max_hops) return;
        std::size_t left = wanted_.max_hops - branch - 1;
        for (const auto place : places) barred_[place] = 1;
        remaining_.measure(field_, left, barred_, execution_);
        for (const auto place : places) barred_[place] = 0;

        const auto taken = next_places(places);
        const auto open = [&](std::uint32_t next) { return !std::ranges::binary_search(taken, next); };
        const Length begun = length_of(places);
        const Length rest = follow(places, left, open);
        if (rest >= no_chain) return;
        while (!field_.is_target(places.back())) follow(places, --left, [](std::uint32_t) { return true; });
        candidates_.insert({begun + rest, std::move(places), branch});
    }

    /// Takes the step that is the shortest with what follows in `left` hops; of equals the one to the lowest person.
    Length follow(Chain& places, std::size_t left, const auto& open) const
    {
        const auto& onward = remaining_.in_at_most(left);
        std::pair best(no_chain, nobody);
        for (const Step& step : field_.steps_of(places.back()))
            if (open(step.to)) best = std::min(best, std::pair(step.length + onward[step.to], step.to));
        places.push_back(best.second);
        return best.first;
    }

    /// Where the chains found that begin with `places` go next, in ascending order.
    [[nodiscard]] std::vector<std::uint32_t> next_places(const Chain& places) const
    {
        std::vector<std::uint32_t> next;
        for (const Chain& chain : found_)
            if (chain.size() > places.size() && std::equal(places.begin(), places.end(), chain.begin()))
                next.push_back(chain[places.size()]);
        std::ranges::sort(next);
        return next;
    }

    [[nodiscard]] Length length_of(const Chain& places) const
    {
        Length length = 0;
        for (std::size_t i = 0; i + 1 < places.size(); ++i)
            length += std::ranges::find(field_.steps_of(places[i]), places[i + 1], &Step::to)->length;
        return length;
    }

    const ChainField& field_;
    const ChainsWanted& wanted_;
    const Execution& execution_;
    std::vector<std::uint8_t> barred_;
    Remaining remaining_;
    std::set<Candidate> candidates_;
    std::vector<Chain> found_;
};

}  // namespace

Length length_of_chance(double chance)
{
    return std::llround(-std::log2(chance) * chance_unit) * hop_room;
}

ChainField::ChainField(PersonId seeker, std::vector<Step> steps) : people_{seeker}
{
    for (const Step& step : steps) people_.insert(people_.end(), {step.from, step.to});
    std::ranges::sort(people_);
    const auto repeated = std::ranges::unique(people_);
    people_.erase(repeated.begin(), repeated.end());
    seeker_ = place_of(seeker);

    offsets_.assign(people_.size() + 1, 0);
    for (Step& step : steps) {
        step = {place_of(step.from), place_of(step.to), step.length};
        ++offsets_[step.from + 1];
    }
    for (std::size_t place = 0; place < people_.size(); ++place) offsets_[place + 1] += offsets_[place];
    std::vector<std::uint64_t> next(offsets_.begin(), offsets_.end() - 1);
    steps_.resize(steps.size());
    for (const Step& step : steps) steps_[next[step.from]++] = step;
}

std::uint32_t ChainField::place_of(PersonId person) const
{
    return static_cast<std::uint32_t>(std::ranges::lower_bound(people_, person) - people_.begin());
}

std::vector<Chain> shortest_chains(const ChainField& field, const ChainsWanted& wanted, const Execution& execution)
{
    return ChainSearch(field, wanted, execution).best();
}

}  // namespace tertius::detail
