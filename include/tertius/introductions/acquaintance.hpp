#pragma once

#include <tertius/graph/tie_graph.hpp>
#include <tertius/network/network.hpp>

#include <cstdint>
#include <vector>

namespace tertius {

/// Estimates the chance that two people whom no record joins know each other all the same.
///
///     P(a, b) = 1 - product over shared units o of (1 - S_o^-1/2) * product over shared contacts z of
///                   (1 - s_az s_zb / 2)
///
/// Units are the organisation and, within it, the department; S_o is how many recorded people a unit has. The two
/// constants, 1/2 and 1/2, are priors. Keeps a reference to the strengths.
///
/// Source  Granovetter, AJS 78:1360 (1973), for the forbidden triad; Hsieh, Tang & Lerman, WWW 2013, for the fall with
///         an organisation's size.
class Acquaintance {
public:
    /// Requires  strengths of the network's people.
    Acquaintance(const Network& network, const TieGraph<double>& strengths);

    /// In [0, 1); symmetric. O(contacts of the two).
    [[nodiscard]] double chance(PersonId a, PersonId b) const;

private:
    /// For each person the unit they belong to, and how many belong to it.
    struct Units {
        std::vector<std::uint32_t> unit;  // no_word: not recorded
        std::vector<std::uint32_t> size;  // by unit
    };
    static Units units(std::vector<std::uint32_t> unit_of_person);
    static Units departments(const Network& network);
    static double chance_apart(const Units& units, PersonId a, PersonId b);

    const TieGraph<double>& strengths_;
    Units organisations_;
    Units departments_;
};

}  // namespace tertius
