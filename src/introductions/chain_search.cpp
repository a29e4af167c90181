#include "chain_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

namespace tertius::detail {

namespace {

constexpr Length unreachable = std::numeric_limits<Length>::max() / 2;

// A double's smallest chance is 2^-1074: 64 hops and the people between them stay below 2^62.
constexpr int hop_bits = 7;
constexpr int chance_bits = 36;

/// A chain, and from which of its people on the chains that share its beginning are still to be split off.
struct Candidate {
    Length length;
    Chain people;
    std::size_t branch;
    friend bool operator<(const Candidate& a, const Candidate& b)
    {
        return std::tie(a.length, a.people) < std::tie(b.length, b.people);
    }
};

class ChainSearch {
public:
    ChainSearch(const ChainField& field, int max_hops)
        : field_(field), max_hops_(static_cast<std::size_t>(max_hops)), barred_(field.size(), 0)
    {
    }

    std::vector<Chain> best(std::size_t limit)
    {
        std::vector<Chain> found;
        add_best({field_.seeker()}, found);
        while (found.size() < limit && !candidates_.empty()) {
            const Candidate next = candidates_.extract(candidates_.begin()).value();
            found.push_back(next.people);
            for (std::size_t place = next.branch; place + 1 < next.people.size(); ++place)
                add_best(
                    Chain(next.people.begin(), next.people.begin() + static_cast<std::ptrdiff_t>(place) + 1),
                    found);
        }
        return found;
    }

private:
    /// Adds the shortest chain that begins with `people` and then leaves all chains found that begin so too.
    void add_best(Chain people, const std::vector<Chain>& found)
    {
        const std::size_t branch = people.size() - 1;
        if (branch >= max_hops_) return;
        for (const std::uint32_t person : people) barred_[person] = 1;
        measure(max_hops_ - branch - 1);
        for (const std::uint32_t person : people) barred_[person] = 0;

        const auto taken = next_people(people, found);
        const auto open = [&](std::uint32_t next) { return !std::ranges::binary_search(taken, next); };
        std::size_t left = max_hops_ - branch;
        const Length length = begun(people) + follow(people, left, open);
        if (length >= unreachable) return;
        while (people.back() != field_.target()) follow(people, --left, [](std::uint32_t) { return true; });
        candidates_.insert({length, std::move(people), branch});
    }

    /// Takes the step that is the shortest with what follows; of equals the one to the lowest person.
    Length follow(Chain& people, std::size_t left, const auto& open) const
    {
        const auto& onward = remaining_[std::min(left, remaining_.size()) - 1];
        std::pair best(unreachable, nobody);
        for (const Step& step : field_.steps_of(people.back()))
            if (open(step.to)) best = std::min(best, std::pair(step.length + onward[step.to], step.to));
        people.push_back(best.second);
        return best.first;
    }

    /// For 0, 1, ... hops, how far each person is from the target around those barred; ends where it settles.
    void measure(std::size_t hops)
    {
        remaining_.assign(1, std::vector<Length>(field_.size(), unreachable));
        remaining_[0][field_.target()] = 0;
        for (bool changed = true; changed && remaining_.size() <= hops;) {
            changed = false;
            auto next = remaining_.back();
            for (std::uint32_t person = 0; person < field_.size(); ++person) {
                if (barred_[person]) continue;
                for (const Step& step : field_.steps_of(person))
                    next[person] = std::min(next[person], step.length + remaining_.back()[step.to]);
                changed |= next[person] != remaining_.back()[person];
            }
            if (changed) remaining_.push_back(std::move(next));
        }
    }

    /// Whom the chains found that begin with `people` go to next, in ascending order.
    static std::vector<std::uint32_t> next_people(const Chain& people, const std::vector<Chain>& found)
    {
        std::vector<std::uint32_t> next;
        for (const Chain& chain : found)
            if (chain.size() > people.size() && std::equal(people.begin(), people.end(), chain.begin()))
                next.push_back(chain[people.size()]);
        std::ranges::sort(next);
        return next;
    }

    [[nodiscard]] Length begun(const Chain& people) const
    {
        Length length = 0;
        for (std::size_t place = 0; place + 1 < people.size(); ++place) {
            const auto steps = field_.steps_of(people[place]);
            length += std::ranges::find(steps, people[place + 1], &Step::to)->length;
        }
        return length;
    }

    const ChainField& field_;
    std::size_t max_hops_;
    std::vector<std::uint8_t> barred_;
    std::vector<std::vector<Length>> remaining_;
    std::set<Candidate> candidates_;
};

}  // namespace

Length length_of_chance(double chance)
{
    return std::llround(std::ldexp(-std::log2(chance), chance_bits)) << hop_bits;
}

ChainField::ChainField(std::uint32_t people, std::uint32_t seeker, std::uint32_t target,
                       std::span<const Step> steps)
    : seeker_(seeker), target_(target), offsets_(std::size_t{people} + 1, 0), steps_(steps.size())
{
    for (const Step& step : steps) ++offsets_[step.from + 1];
    for (std::size_t person = 0; person < people; ++person) offsets_[person + 1] += offsets_[person];
    std::vector<std::uint64_t> next(offsets_.begin(), offsets_.end() - 1);
    for (const Step& step : steps) steps_[next[step.from]++] = step;
}

std::vector<Chain> shortest_chains(const ChainField& field, int limit, int max_hops)
{
    return ChainSearch(field, max_hops).best(static_cast<std::size_t>(limit));
}

}  // namespace tertius::detail
