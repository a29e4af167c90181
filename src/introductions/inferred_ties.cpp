#include "brokers_contacts.hpp"

#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/inferred_ties.hpp>

#include <span>
#include <string>
#include <tuple>

namespace tertius {

namespace {

void require_consistent(const Network& network, const TieGraph<double>& strengths, PersonId ego,
                        const InferredTiesOptions& options)
{
    if (strengths.size() != network.size())
        throw InvalidInput("strengths.size", "the strengths have " + std::to_string(strengths.size()) +
                                                 " people, the network " + std::to_string(network.size()));
    require_person(strengths, ego);
    if (!(options.least > 0 && options.least <= 1))
        throw InvalidOption("option.least",
                            "least is " + std::to_string(options.least) + "; must be above 0 and at most 1");
    if (options.consider < 2)
        throw InvalidOption("option.consider",
                            "consider is " + std::to_string(options.consider) + "; must be at least 2");
}

}  // namespace

std::vector<InferredTie> inferred_ties(const Network& network, const TieGraph<double>& strengths, PersonId ego,
                                       const InferredTiesOptions& options)
{
    require_consistent(network, strengths, ego, options);
    const auto contacts = detail::strongest_contacts(strengths, ego, options.consider);
    const detail::JoinedPairs joined(network, ego, contacts);
    const Acquaintance acquaintance(network, strengths);

    std::vector<std::vector<InferredTie>> found(contacts.size());
    parallel_for(options.execution, contacts.size(), 1, [&](std::size_t first, std::size_t) {
        const PersonId a = contacts[first].person;
        for (const auto& contact : std::span(contacts).subspan(first + 1)) {
            const PersonId b = contact.person;
            const double chance = acquaintance.chance(a, b);
            if (chance < options.least || strengths.has_tie(a, b) || joined.contains(a, b)) continue;
            found[first].push_back({a, b, chance, acquaintance.shares_unit(a, b)});
        }
    });
    std::vector<InferredTie> ties;
    for (const auto& some : found) ties.insert(ties.end(), some.begin(), some.end());
    std::ranges::sort(ties, {}, [](const auto& tie) { return std::tuple(-tie.chance, tie.a, tie.b); });
    return ties;
}

}  // namespace tertius
