#pragma once

#include <tertius/upkeep/tie_courses.hpp>

namespace tertius {

/// What a person gives and what they are given.
struct GivingBalance {
    double given = 0;          ///< exchanges by their size, and introductions, faded by age
    double received = 0;       ///< the same from everybody else
    Belief share{};            ///< of all that passed, what the person gave; unscored if nothing is on record
    double normal = unscored;  ///< what they would give if every tie were as is normal for its type
};

/// The balance of giving and receiving over all of a person's ties, beside what is normal for their types.
///
///     share   (1 + given) / (2 + given + received), the mean of Beta(1 + given, 1 + received)
///     normal  sum over people of what passed with each times ego's normal share there, over all that passed
///
/// So a mentor who gives 80 % is even, and a mentee who gives 20 %. What each gift counts, and how it fades, is as of
/// ReciprocityReader; with somebody to whom there is no tie, half is normal.
///
/// Throws  UnknownPerson, if the courses are of a person who is not in the network.
/// Cost    O(rows log rows + people log rows).
[[nodiscard]] GivingBalance giving_balance(const Network& network, const TieCourses& courses);

}  // namespace tertius
