#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <cmath>
#include <map>
#include <utility>

namespace tertius {

namespace {

constexpr double size_exponent = -0.5;   // of a unit: how fast the chance to have met falls with its size
constexpr double through_contact = 0.5;  // the chance that two full ties to one contact have brought two together

}  // namespace

Acquaintance::Acquaintance(const Network& network, const TieGraph<double>& strengths)
    : strengths_(strengths),
      organisations_(units(network.people().organisation.codes)),
      departments_(departments(network))
{
}

Acquaintance::Units Acquaintance::units(std::vector<std::uint32_t> unit_of_person)
{
    Units units{std::move(unit_of_person), {}};
    for (const std::uint32_t unit : units.unit) {
        if (unit == no_word) continue;
        if (unit >= units.size.size()) units.size.resize(std::size_t{unit} + 1, 0);
        ++units.size[unit];
    }
    return units;
}

/// Departments of one name in two organisations are two.
Acquaintance::Units Acquaintance::departments(const Network& network)
{
    const auto& organisation = network.people().organisation.codes;
    const auto& department = network.people().department.codes;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> numbers;
    std::vector<std::uint32_t> unit(department.size(), no_word);
    for (std::size_t person = 0; person < department.size(); ++person) {
        if (department[person] == no_word) continue;
        const std::pair name(organisation.empty() ? no_word : organisation[person], department[person]);
        unit[person] = numbers.emplace(name, static_cast<std::uint32_t>(numbers.size())).first->second;
    }
    return units(std::move(unit));
}

double Acquaintance::chance_apart(const Units& units, PersonId a, PersonId b)
{
    if (units.unit.empty() || units.unit[a] == no_word || units.unit[a] != units.unit[b]) return 1;
    return 1 - std::pow(units.size[units.unit[a]], size_exponent);
}

double Acquaintance::chance(PersonId a, PersonId b) const
{
    double apart = chance_apart(organisations_, a, b) * chance_apart(departments_, a, b);
    for_each_shared_contact(strengths_, a, b,
                            [&](PersonId, double to_a, double to_b) { apart *= 1 - through_contact * (to_a * to_b); });
    return 1 - apart;
}

}  // namespace tertius
