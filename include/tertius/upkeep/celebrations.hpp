#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <string>
#include <vector>

namespace tertius {

/// Something that happened to a contact and that has not been answered to yet.
struct Celebration {
    PersonId person = nobody;
    std::string kind{};  ///< as a record words it; empty where none does
    Time time = no_time;
    double age_days = 0;
    double strength = 0;    ///< of the tie to the person
    bool hardship = false;  ///< calls for a word of support, not for congratulations
    std::string reason{};   ///< told to ego
};

struct CelebrationsOptions {
    double within_days = 90;     ///< what is older is past; finite and > 0
    double half_life_days = 30;  ///< in which it loses half its freshness; > 0, infinity: never
};

/// Whom a person should congratulate or comfort: what happened to their contacts and has gone unanswered.
///
///     order = strength * 2^(-age / half-life)
///
/// Looks at the milestones of the moment that the strengths are judged at and before, of everybody whom ego is tied to.
/// A reaction is what EmpathyReader takes for one, however late it comes. Two milestones of one person are one where
/// both tell of a new position, both of a jubilee, or are of one kind, at most a fortnight apart; a kind that does not
/// say what happened (none, or "congratulated") goes with any that is no hardship. The earliest gives the time, the
/// first that says what happened the kind.
///
/// Value   those that matter most first, equals by person and time.
/// Throws  UnknownPerson; InvalidInput if the strengths are not of the network's people; InvalidOption.
/// Cost    O(n log n), n the interactions and milestones.
[[nodiscard]] std::vector<Celebration> celebrations(const Network& network, const TieStrengths& strengths, PersonId ego,
                                                    const CelebrationsOptions& options = {});

}  // namespace tertius
