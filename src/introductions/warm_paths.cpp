#include "chain_ground.hpp"
#include "chain_search.hpp"

#include <tertius/introductions/warm_paths.hpp>

#include <algorithm>
#include <functional>
#include <string>

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

constexpr std::size_t few_steps = 2048;

/// The best chains are seldom much longer than the very best: where there are many steps, those near it are searched
/// first, then more.
template <class Weight>
std::vector<detail::Chain> best_chains(const detail::ChainGround<Weight>& ground, PersonId seeker,
                                       const WarmPathOptions& options)
{
    if (ground.shortest() == detail::no_chain) return {};
    const auto search = [&](std::vector<detail::Step> steps, detail::Length longest) {
        return detail::shortest_chains({seeker, std::move(steps)},
                                       {static_cast<std::size_t>(options.limit),
                                        static_cast<std::size_t>(options.max_hops), longest, options.disjoint},
                                       options.execution);
    };
    constexpr detail::Length any_length = detail::no_chain - 1;
    if (auto all = ground.steps_within(any_length, few_steps)) return search(std::move(all->steps), any_length);
    for (detail::Length slack = detail::length_of_chance(0.95);; slack *= 2) {
        const detail::Length longest = std::min(ground.shortest() + slack, any_length);
        if (auto near = ground.steps_within(longest, std::numeric_limits<std::size_t>::max())) {
            auto chains = search(std::move(near->steps), longest);
            if (near->are_all || chains.size() == static_cast<std::size_t>(options.limit)) return chains;
        }
    }
}

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
std::vector<WarmPath> warm_paths(const TieGraph<Weight>& strengths, PersonId seeker, std::span<const PersonId> targets,
                                 const WarmPathOptions& options)
{
    require_path_options(options);
    require_person(strengths, seeker);
    for (const PersonId target : targets) require_person(strengths, target);
    if (std::ranges::find(targets, seeker) != targets.end()) return {WarmPath{{seeker}}};
    if (options.max_hops == 0 || targets.empty()) return {};
    const detail::ChainGround<Weight> ground(strengths, seeker, targets, options);
    std::vector<WarmPath> paths;
    for (auto& chain : best_chains(ground, seeker, options))
        paths.push_back(described(strengths, std::move(chain), options.willingness));
    return paths;
}

template <class Weight>
std::vector<WarmPath> warm_paths(const TieGraph<Weight>& strengths, PersonId seeker, PersonId target,
                                 const WarmPathOptions& options)
{
    return warm_paths(strengths, seeker, std::span(&target, 1), options);
}

std::vector<WarmPath> warm_paths(const TieStrengths& strengths, PersonId seeker, std::span<const PersonId> targets,
                                 const WarmPathOptions& options)
{
    auto paths = warm_paths(strengths.graph(), seeker, targets, options);
    for (WarmPath& path : paths)
        if (const auto tie = strengths.find(path.weakest.person, path.weakest.alter))
            path.weakest.evidence = strengths[*tie].evidence;
    return paths;
}

std::vector<WarmPath> warm_paths(const TieStrengths& strengths, PersonId seeker, PersonId target,
                                 const WarmPathOptions& options)
{
    return warm_paths(strengths, seeker, std::span(&target, 1), options);
}

template std::vector<WarmPath> warm_paths(const TieGraph<float>&, PersonId, PersonId, const WarmPathOptions&);
template std::vector<WarmPath> warm_paths(const TieGraph<double>&, PersonId, PersonId, const WarmPathOptions&);
template std::vector<WarmPath> warm_paths(const TieGraph<float>&, PersonId, std::span<const PersonId>,
                                          const WarmPathOptions&);
template std::vector<WarmPath> warm_paths(const TieGraph<double>&, PersonId, std::span<const PersonId>,
                                          const WarmPathOptions&);

}  // namespace tertius
