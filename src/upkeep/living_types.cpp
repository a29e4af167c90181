#include <tertius/upkeep/living_types.hpp>

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

/// How likely each type is, whoever has which role.
std::array<double, relationship_types.size()> chances(const TieCourse& tie)
{
    std::array<double, relationship_types.size()> sums{};
    for (const TieType& type : tie.types) sums[static_cast<std::size_t>(type.type)] += type.probability;
    return sums;
}

}  // namespace

std::array<LivingType, relationship_types.size()> living_types(const TieCourses& courses)
{
    std::array<LivingType, relationship_types.size()> types{};
    for (std::size_t place = 0; place < types.size(); ++place) types[place].type = relationship_types[place];
    for (const TieCourse& tie : courses.ties) {
        const auto chance = chances(tie);
        const auto likeliest = static_cast<std::size_t>(std::ranges::max_element(chance) - chance.begin());
        for (std::size_t place = 0; place < types.size(); ++place) {
            if (tie.declared ? chance[place] == 0 : place != likeliest) continue;
            ++types[place].ties;
            types[place].alive += tie.alive >= living;
        }
    }
    return types;
}

double type_variety(std::span<const LivingType> types)
{
    double alive = 0;
    for (const LivingType& type : types) alive += type.alive;
    if (alive == 0) return unscored;
    double entropy = 0;
    for (const LivingType& type : types)
        if (type.alive > 0) entropy -= type.alive / alive * std::log(type.alive / alive);
    return entropy / std::log(static_cast<double>(relationship_types.size()));
}

}  // namespace tertius
