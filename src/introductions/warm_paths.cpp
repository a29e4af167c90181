#include "chain_search.hpp"

#include <tertius/introductions/warm_paths.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

namespace tertius {

namespace {

void require_path_options(const WarmPathOptions& options)
{
    if (options.limit < 1)
        throw InvalidOption("option.limit", "limit is " + std::to_string(options.limit) + "; must be at least 1");
    if (options.max_hops < 0 || options.max_hops > 64)
        throw InvalidOption("option.max_hops",
                            "max_hops is " + std::to_string(options.max_hops) + "; must be from 0 to 64");
    if (!(options.willingness > 0 && options.willingness <= 1))
        throw InvalidOption("option.willingness",
                            "willingness is " + std::to_string(options.willingness) + "; must be in (0, 1]");
}

/// The ties that a seeker may see and that carry something.
template <class Weight>
class VisibleTies {
public:
    VisibleTies(const TieGraph<Weight>& graph, const TieVisible& visible) : graph_(graph), visible_(visible) {}

    /// Calls visit(alter, strength) for each visible tie of ego.
    template <class Visit>
    void for_each(PersonId ego, const Visit& visit) const
    {
        for (const auto& tie : graph_.ties_of(ego)) {
            const auto [a, b] = tie.people();
            if (visible_ && !visible_(a, b)) continue;
            if (tie.weight > 1)
                throw InvalidInput("strength.range", "the tie between " + std::to_string(a) + " and " +
                                                         std::to_string(b) + " has weight " +
                                                         std::to_string(tie.weight) + "; a strength must be in [0, 1]");
            if (tie.weight > 0) visit(tie.target, static_cast<double>(tie.weight));
        }
    }

private:
    const TieGraph<Weight>& graph_;
    const TieVisible& visible_;
};

/// The people around one person, hop by hop.
struct Surroundings {
    explicit Surroundings(PersonId centre) : hops{{centre, 0}}, outermost{centre} {}

    /// At least this far is everybody who was not reached.
    [[nodiscard]] int hops_to(PersonId person) const
    {
        const auto found = hops.find(person);
        return found == hops.end() ? radius + 1 : found->second;
    }

    template <class Weight>
    void widen(const VisibleTies<Weight>& ties)
    {
        ++radius;
        std::vector<PersonId> reached;
        for (const PersonId person : outermost)
            ties.for_each(person, [&](PersonId alter, double) {
                if (hops.emplace(alter, radius).second) reached.push_back(alter);
            });
        inner.insert(inner.end(), outermost.begin(), outermost.end());
        outermost = std::move(reached);
    }

    int radius = 0;
    std::unordered_map<PersonId, int> hops;  // looked up only, never walked through
    std::vector<PersonId> inner;             // nearer than the radius
    std::vector<PersonId> outermost;
};

/// Collects the steps that can be part of a chain of at most max_hops hops.
///
/// Somebody on such a chain is near the seeker or near the target: the two surroundings are widened, the one with
/// fewer people at its rim first, until their radii make up max_hops - 1. A step then has an end inside one of them,
/// or leads from rim to rim, where either rim shows it.
template <class Weight>
class StepCollector {
public:
    StepCollector(const VisibleTies<Weight>& ties, PersonId seeker, PersonId target, const WarmPathOptions& options)
        : seeker_(seeker), target_(target), options_(options), from_seeker_(seeker), to_target_(target)
    {
        while (from_seeker_.radius + to_target_.radius < options.max_hops - 1) narrower_rim().widen(ties);
        auto shown = from_seeker_.inner;
        for (const auto* people : {&to_target_.inner, &narrower_rim().outermost})
            shown.insert(shown.end(), people->begin(), people->end());
        std::ranges::sort(shown);
        const auto repeated = std::ranges::unique(shown);
        shown.erase(repeated.begin(), repeated.end());
        for (const PersonId person : shown)
            ties.for_each(person, [&](PersonId alter, double strength) {
                if (alter < person && std::ranges::binary_search(shown, alter)) return;  // added there
                add(person, alter, strength);
                add(alter, person, strength);
            });
    }

    [[nodiscard]] detail::ChainField field() const { return {seeker_, target_, steps_}; }

private:
    Surroundings& narrower_rim()
    {
        return from_seeker_.outermost.size() <= to_target_.outermost.size() ? from_seeker_ : to_target_;
    }

    void add(PersonId from, PersonId to, double strength)
    {
        if (from == target_ || to == seeker_) return;
        if (from_seeker_.hops_to(from) + 1 + to_target_.hops_to(to) > options_.max_hops) return;
        const detail::Length passing_on = to == target_ ? 0 : detail::length_of_chance(options_.willingness);
        steps_.push_back({from, to, detail::length_of_chance(strength) + passing_on + detail::one_hop});
    }

    PersonId seeker_;
    PersonId target_;
    const WarmPathOptions& options_;
    Surroundings from_seeker_;
    Surroundings to_target_;
    std::vector<detail::Step> steps_;
};

/// The path with its probability, multiplied from the strongest tie down: the same for the same ties in any order.
template <class Weight>
WarmPath described(const TieGraph<Weight>& graph, std::vector<PersonId> people, double willingness)
{
    WarmPath path{std::move(people)};
    std::vector<double> strengths;
    for (std::size_t hop = 0; hop + 1 < path.people.size(); ++hop) {
        const double strength = graph.weight(path.people[hop], path.people[hop + 1]);
        if (hop == 0 || strength < path.weakest.strength)
            path.weakest = {path.people[hop], path.people[hop + 1], strength, unscored};
        strengths.push_back(strength);
    }
    std::ranges::sort(strengths, std::greater{});
    for (const double strength : strengths) path.probability *= strength;
    for (std::size_t between = 2; between < path.people.size(); ++between) path.probability *= willingness;
    return path;
}

}  // namespace

template <class Weight>
std::vector<WarmPath> warm_paths(const TieGraph<Weight>& strengths, PersonId seeker, PersonId target,
                                 const WarmPathOptions& options)
{
    require_path_options(options);
    require_person(strengths, seeker);
    require_person(strengths, target);
    if (seeker == target) return {WarmPath{{seeker}}};
    if (options.max_hops == 0) return {};
    const VisibleTies<Weight> ties(strengths, options.visible);
    const auto field = StepCollector<Weight>(ties, seeker, target, options).field();
    std::vector<WarmPath> paths;
    for (auto& chain : detail::shortest_chains(field, options.limit, options.max_hops))
        paths.push_back(described(strengths, std::move(chain), options.willingness));
    return paths;
}

std::vector<WarmPath> warm_paths(const TieStrengths& strengths, PersonId seeker, PersonId target,
                                 const WarmPathOptions& options)
{
    auto paths = warm_paths(strengths.graph(), seeker, target, options);
    for (WarmPath& path : paths)
        if (const auto tie = strengths.find(path.weakest.person, path.weakest.alter))
            path.weakest.evidence = strengths[*tie].evidence;
    return paths;
}

template std::vector<WarmPath> warm_paths(const TieGraph<float>&, PersonId, PersonId, const WarmPathOptions&);
template std::vector<WarmPath> warm_paths(const TieGraph<double>&, PersonId, PersonId, const WarmPathOptions&);

}  // namespace tertius
