#include "chain_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <set>
#include <tuple>
#include <utility>

namespace tertius::detail {

namespace {

constexpr Length unreachable = std::numeric_limits<Length>::max() / 2;

// A double's smallest chance is 2^-1074: 64 hops and the people between them stay below 2^61.
constexpr Length hop_room = 128;
constexpr int chance_bits = 36;

/// How far everybody is from the target in at most 0, 1, 2, ... hops, up to where it no longer changes.
class Remaining {
public:
    void measure(const ChainField& field, std::size_t hops, const std::vector<std::uint8_t>& barred)
    {
        by_hops_.assign(1, std::vector<Length>(field.size(), unreachable));
        by_hops_[0][field.target()] = 0;
        while (by_hops_.size() <= hops) {
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
    ChainSearch(const ChainField& field, std::size_t max_hops)
        : field_(field), max_hops_(max_hops), barred_(field.size(), 0)
    {
    }

    /// At most `limit` chains, none of them longer than `longest`.
    std::vector<Chain> best(std::size_t limit, Length longest)
    {
        std::vector<Chain> found;
        add_best({field_.seeker()}, found);
        while (found.size() < limit && !candidates_.empty() && candidates_.begin()->length <= longest) {
            const Candidate next = candidates_.extract(candidates_.begin()).value();
            found.push_back(next.places);
            for (std::size_t branch = next.branch; branch + 1 < next.places.size(); ++branch)
                add_best(Chain(next.places.begin(), next.places.begin() + static_cast<std::ptrdiff_t>(branch) + 1),
                         found);
        }
        for (Chain& chain : found)
            for (auto& place : chain) place = field_.person(place);
        return found;
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

    /// Adds the shortest chain that begins with `places` and then leaves all chains found that begin so too.
    void add_best(Chain places, const std::vector<Chain>& found)
    {
        const std::size_t branch = places.size() - 1;
        if (branch >= max_hops_) return;
        for (const auto place : places) barred_[place] = 1;
        remaining_.measure(field_, max_hops_ - branch - 1, barred_);
        for (const auto place : places) barred_[place] = 0;

        const auto taken = next_places(places, found);
        const auto open = [&](std::uint32_t next) { return !std::ranges::binary_search(taken, next); };
        std::size_t left = max_hops_ - branch - 1;
        const Length begun = length_of(places);
        const Length rest = follow(places, left, open);
        if (rest >= unreachable) return;
        while (places.back() != field_.target()) follow(places, --left, [](std::uint32_t) { return true; });
        candidates_.insert({begun + rest, std::move(places), branch});
    }

    /// Takes the step that is the shortest with what follows in `left` hops; of equals the one to the lowest person.
    Length follow(Chain& places, std::size_t left, const auto& open) const
    {
        const auto& onward = remaining_.in_at_most(left);
        std::pair best(unreachable, nobody);
        for (const Step& step : field_.steps_of(places.back()))
            if (open(step.to)) best = std::min(best, std::pair(step.length + onward[step.to], step.to));
        places.push_back(best.second);
        return best.first;
    }

    /// Where the chains found that begin with `places` go next, in ascending order.
    static std::vector<std::uint32_t> next_places(const Chain& places, const std::vector<Chain>& found)
    {
        std::vector<std::uint32_t> next;
        for (const Chain& chain : found)
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
    std::size_t max_hops_;
    std::vector<std::uint8_t> barred_;
    Remaining remaining_;
    std::set<Candidate> candidates_;
};

/// How far everybody is from the seeker who can still be on a chain no longer than `longest`.
std::vector<Length> travelled(const ChainField& field, const std::vector<Length>& onward, Length longest)
{
    std::vector<Length> length(field.size(), unreachable);
    using Reached = std::pair<Length, std::uint32_t>;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> next;
    length[field.seeker()] = 0;
    next.emplace(0, field.seeker());
    while (!next.empty()) {
        const auto [so_far, place] = next.top();
        next.pop();
        if (so_far > length[place]) continue;
        for (const Step& step : field.steps_of(place)) {
            const Length reached = so_far + step.length;
            if (reached >= length[step.to] || reached + onward[step.to] > longest) continue;
            length[step.to] = reached;
            next.emplace(reached, step.to);
        }
    }
    return length;
}

/// The steps that chains no longer than `longest` can take.
std::vector<Step> steps_within(const ChainField& field, const std::vector<Length>& onward, Length longest)
{
    const auto length = travelled(field, onward, longest);
    std::vector<Step> steps;
    for (std::uint32_t place = 0; place < field.size(); ++place) {
        if (length[place] == unreachable) continue;
        for (const Step& step : field.steps_of(place))
            if (length[place] + step.length + onward[step.to] <= longest)
                steps.push_back({field.person(place), field.person(step.to), step.length});
    }
    return steps;
}

}  // namespace

Length length_of_chance(double chance)
{
    return std::llround(std::ldexp(-std::log2(chance), chance_bits)) * hop_room;
}

ChainField::ChainField(PersonId seeker, PersonId target, std::vector<Step> steps) : people_{seeker, target}
{
    for (const Step& step : steps) people_.insert(people_.end(), {step.from, step.to});
    std::ranges::sort(people_);
    const auto repeated = std::ranges::unique(people_);
    people_.erase(repeated.begin(), repeated.end());
    seeker_ = place_of(seeker);
    target_ = place_of(target);

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

std::vector<Chain> shortest_chains(const ChainField& field, int limit, int max_hops)
{
    const auto wanted = static_cast<std::size_t>(limit);
    const auto hops = static_cast<std::size_t>(max_hops);
    Remaining remaining;
    remaining.measure(field, hops, std::vector<std::uint8_t>(field.size(), 0));
    const auto& onward = remaining.in_at_most(hops);
    if (onward[field.seeker()] >= unreachable) return {};

    // The best chains are seldom much longer than the very best: search close to it, then wider.
    const std::size_t all_steps = steps_within(field, onward, unreachable - 1).size();
    for (Length slack = length_of_chance(0.25);; slack *= 2) {
        const Length longest = onward[field.seeker()] + slack;
        auto steps = steps_within(field, onward, longest);
        const bool is_all = steps.size() == all_steps;
        const ChainField near(field.person(field.seeker()), field.person(field.target()), std::move(steps));
        auto chains = ChainSearch(near, hops).best(wanted, is_all ? unreachable : longest);
        if (is_all || chains.size() == wanted) return chains;
    }
}

}  // namespace tertius::detail
