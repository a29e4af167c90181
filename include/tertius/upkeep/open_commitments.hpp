#pragma once

#include <tertius/network/network.hpp>

#include <limits>
#include <string>
#include <vector>

namespace tertius {

/// A promise that is not kept yet, and how likely it will be late.
struct OpenCommitment {
    PersonId owner = nobody;  ///< who promised
    PersonId to = nobody;     ///< to whom
    Time made = no_time;
    Time due = no_time;                                           ///< no_time: no day was named
    double days_left = std::numeric_limits<double>::quiet_NaN();  ///< below 0: overdue; NaN: no day was named
    double risk = std::numeric_limits<double>::quiet_NaN();       ///< the chance that it is late; NaN: no day was named
    std::string reason{};                                         ///< told to ego
};

struct OpenCommitmentsOptions {
    Time at = no_time;  ///< later records are not looked at; no_time: the last record
    double half_life_days =
        365;  ///< in which a promise of the owner's record loses half its weight; > 0, infinity: never
};

/// What a person has promised and not done yet, and what others have promised them; with the risk that it is late.
///
///     risk  = l / (l + (1 - l) (1 - F(u))),   u the share of the time from `made` to `due` that is over
///     l     = (1 + late) / (5 + late + kept)
///     F(u)  = (b / (b + ln(1/u)))^a,   a = 2 + kept,   b = 2/3 + sum of ln(1/u) over promises kept
///
/// l is the chance that the owner is late: one promise in five is, by a prior worth five promises, which the owner's
/// own record corrects. F(u) is the chance that what is kept is delivered by u: u^k, k ~ Gamma(a, b), so that most is
/// done close to the day; a prior worth two promises. So the risk begins at l, rises while nothing comes, and is 1
/// once the day is over. The record is every promise of the owner to anybody that was kept by its day or was not,
/// each counting 2^(-age / half-life); a promise kept at once counts as kept after a hundredth of the time.
///
/// Value   by falling risk, equals by the latest due: what broke lately can still be put right; then those without a
///         day, the latest made first; equals by owner, to and row.
/// Throws  UnknownPerson, InvalidOption.
/// Cost    O(commitments + open ones * log).
/// Source  the lateness as in trust.hpp; that work fills the time until its day: Ariely and Wertenbroch, Psychol. Sci.
///         13:219 (2002), and that people are later than they think: Buehler, Griffin, Ross, JPSP 67:366 (1994).
///         The numbers of the priors are ours.
[[nodiscard]] std::vector<OpenCommitment> open_commitments(const Network& network, PersonId ego,
                                                           const OpenCommitmentsOptions& options = {});

}  // namespace tertius
