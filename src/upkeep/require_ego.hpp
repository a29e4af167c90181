#pragma once

#include <tertius/graph/error.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <string>

namespace tertius::detail {

/// Guard line of every question about one person's ties in a network.
inline void require_ego(const Network& network, const TieStrengths& strengths, PersonId ego)
{
    if (strengths.size() != network.size())
        throw InvalidInput("strengths.size", "the strengths have " + std::to_string(strengths.size()) +
                                                 " people, the network " + std::to_string(network.size()));
    require_person(strengths.graph(), ego);
}

}  // namespace tertius::detail
