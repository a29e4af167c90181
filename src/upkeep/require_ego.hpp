#pragma once

#include <tertius/graph/error.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <string>

namespace tertius::detail {

/// Guard line of every question about one person of a network.
inline void require_ego(const Network& network, PersonId ego)
{
    if (ego >= network.size())
        throw UnknownPerson("person " + std::to_string(ego) + " is not in the network; it has " +
                            std::to_string(network.size()) + " people, numbered from 0");
}

/// Guard line of every question about one person's ties in a network, as strengths judge them.
inline void require_ego(const Network& network, const TieStrengths& strengths, PersonId ego)
{
    if (strengths.size() != network.size())
        throw InvalidInput("strengths.size", "the strengths have " + std::to_string(strengths.size()) +
                                                 " people, the network " + std::to_string(network.size()));
    require_ego(network, ego);
}

}  // namespace tertius::detail
