#pragma once

#include <tertius/upkeep/tie_courses.hpp>

#include <cstdint>
#include <vector>

namespace tertius {

/// In which of Dunbar's layers somebody is.
struct LayerMember {
    std::uint32_t layer = 0;  ///< 5, 15, 50 or 150: how many people it holds, those of the layers inside it included
    PersonId alter = 0;
    double contacts_a_month = 0;
};

/// The layers of attention around a person: the 5, 15, 50 and 150 people whom they are most in contact with.
///
///     layer  contacts of at least
///         5  one a week
///        15  one a month
///        50  one in half a year
///       150  one a year
///
/// Everybody by falling pace of contact (ties broken by the person) is in the innermost layer that is not full yet and
/// whose least pace they keep; who keeps none is in no layer. Ranks, not natural breaks (Jenks) in the logarithm of the
/// pace: breaks fit four classes to whatever is there, so a class called 5 holds one person or a dozen, and one more
/// scarcely known person moves the others (of 40 people in the Enron mail, two fifths of their contacts on average).
/// Here nobody's layer depends on people further out. The least pace keeps out of the innermost those whom nobody would
/// call close: of four people written to once a year, the first is not a confidant.
///
/// Value   the busiest first.
/// Cost    O(ties log ties).
/// Source  Dunbar, J. Human Evolution 22:469 (1992); layers in calls: MacCarron, Kaski, Dunbar, Social Networks 47:151
///         (2016).
[[nodiscard]] std::vector<LayerMember> contact_layers(const TieCourses& courses);

}  // namespace tertius
