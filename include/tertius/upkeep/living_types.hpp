#pragma once

#include <tertius/upkeep/tie_courses.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace tertius {

/// How much of one type of relationship a person has.
struct LivingType {
    RelationshipType type{};
    std::uint32_t ties = 0;   ///< of this type
    std::uint32_t alive = 0;  ///< of those, more likely alive than not; 0 ties or 0 alive: the type is missing
};

/// Which of the seven types of relationship a person keeps alive, and which are missing.
///
/// A tie counts for each of its declared types; one that nobody declared for its likeliest type, whichever of the two
/// has which role. A declared tie without any contact counts as a tie, not as alive.
///
/// Value  one for each type, in their order.
/// Cost   O(ties).
[[nodiscard]] std::array<LivingType, relationship_types.size()> living_types(const TieCourses& courses);

/// How evenly living ties are spread over the seven types: - sum of p ln p / ln 7.
///
/// Value  in [0, 1]: 0 if all are of one type, 1 if each type has as many; NaN if none is alive.
[[nodiscard]] double type_variety(std::span<const LivingType> types);

}  // namespace tertius
