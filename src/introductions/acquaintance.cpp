#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace tertius {

namespace {

constexpr double size_exponent = -0.5;  // of a unit: how fast the chance to have met falls with its size
constexpr Time endless = std::numeric_limits<Time>::max();
constexpr double through_contact = 0.5;  // the chance that two full ties to one contact have brought two together

}  // namespace

Acquaintance::Units::Units(std::vector<std::uint32_t> unit_of_person, const Relationships& relationships)
    : unit(std::move(unit_of_person))
{
    for (const std::uint32_t of : unit) {
        if (of == no_word) continue;
        if (of >= size.size()) size.resize(std::size_t{of} + 1, 0);
        ++size[of];
    }
    if (unit.empty() || relationships.since.empty()) return;
    stay.resize(unit.size());
    for (std::size_t row = 0; row < relationships.from.size(); ++row) {
        const PersonId from = relationships.from[row];
        const PersonId to = relationships.to[row];
        const Time since = relationships.since[row];
        if (since == no_time || !shared(from, to)) continue;
        const Time until =
            relationships.until.empty() || relationships.until[row] == no_time ? endless : relationships.until[row];
        for (const PersonId person : {from, to}) {
            Stay& known = stay[person];
            known.since = known.since == no_time ? since : std::min(known.since, since);
            known.until = std::max(known.until, until);
        }
    }
}

bool Acquaintance::Units::shared(PersonId a, PersonId b) const
{
    return !unit.empty() && unit[a] != no_word && unit[a] == unit[b];
}

double Acquaintance::Units::time_together(PersonId a, PersonId b) const
{
    if (stay.empty() || stay[a].since == no_time || stay[b].since == no_time) return 1;
    const Time from = std::max(stay[a].since, stay[b].since);
    const Time to = std::min(stay[a].until, stay[b].until);
    if (to <= from) return 0;
    if (to == endless) return 1;  // both are still there: the one who came last was never alone
    const auto length = [](const Stay& whole) { return static_cast<double>(whole.until - whole.since); };
    return static_cast<double>(to - from) / std::min(length(stay[a]), length(stay[b]));
}

double Acquaintance::Units::chance_apart(PersonId a, PersonId b) const
{
    if (!shared(a, b)) return 1;
    return 1 - time_together(a, b) * std::pow(size[unit[a]], size_exponent);
}

Acquaintance::Acquaintance(const Network& network, const TieGraph<double>& strengths)
    : strengths_(strengths),
      organisations_(network.people().organisation.codes, network.relationships()),
      departments_(departments(network), network.relationships())
{
}

/// Departments of one name in two organisations are two.
std::vector<std::uint32_t> Acquaintance::departments(const Network& network)
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
    return unit;
}

bool Acquaintance::shares_unit(PersonId a, PersonId b) const
{
    return organisations_.shared(a, b) || departments_.shared(a, b);
}

double Acquaintance::chance(PersonId a, PersonId b) const
{
    double apart = organisations_.chance_apart(a, b) * departments_.chance_apart(a, b);
    for_each_shared_contact(strengths_, a, b,
                            [&](PersonId, double to_a, double to_b) { apart *= 1 - through_contact * (to_a * to_b); });
    return 1 - apart;
}

}  // namespace tertius
