#pragma once

#include <tertius/graph/tie_graph.hpp>
#include <tertius/network/network.hpp>

#include <cstdint>
#include <vector>

namespace tertius {

/// Estimates the chance that two people whom no record joins know each other all the same.
///
///     P(a, b) = 1 - product over shared units o of (1 - T_o S_o^-1/2) * product over shared contacts z of
///                   (1 - s_az s_zb / 2)
///
/// Units are the organisation and, within it, the department; S_o is how many recorded people a unit has. T_o is the
/// time that both spent there, in parts of the shorter stay. A stay lasts from the first `since` to the last `until` of
/// a person's relationships within the unit, or on to this day where one has no end; where no `since` is recorded for
/// one of the two, T_o is 1. The two constants, 1/2 and 1/2, are priors. Keeps a reference to the strengths.
///
/// Source  Granovetter, AJS 78:1360 (1973), for the forbidden triad; Hsieh, Tang & Lerman, WWW 2013, for time spent
///         together in an organisation and the fall with its size.
class Acquaintance {
public:
    /// Requires  strengths of the network's people.
    Acquaintance(const Network& network, const TieGraph<double>& strengths);

    /// In [0, 1); symmetric. O(contacts of the two).
    [[nodiscard]] double chance(PersonId a, PersonId b) const;
    /// Whether the two are recorded in one organisation or department.
    [[nodiscard]] bool shares_unit(PersonId a, PersonId b) const;

private:
    /// From when to when somebody was in a unit; open where the end is not known.
    struct Stay {
        Time since = no_time;
        Time until = no_time;
    };
    /// For each person the unit they belong to, since when, and how many belong to it.
    struct Units {
        std::vector<std::uint32_t> unit;  // no_word: not recorded
        std::vector<std::uint32_t> size;  // by unit
        std::vector<Stay> stay;           // empty: no `since` is recorded at all

        Units(std::vector<std::uint32_t> unit_of_person, const Relationships& relationships);
        [[nodiscard]] bool shared(PersonId a, PersonId b) const;
        [[nodiscard]] double time_together(PersonId a, PersonId b) const;
        [[nodiscard]] double chance_apart(PersonId a, PersonId b) const;
    };
    static std::vector<std::uint32_t> departments(const Network& network);

    const TieGraph<double>& strengths_;
    Units organisations_;
    Units departments_;
};

}  // namespace tertius
