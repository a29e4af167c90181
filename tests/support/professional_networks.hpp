#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <initializer_list>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

// Small networks with records, that tests about people's work are written about.
namespace tertius::test {

using Words = std::vector<std::string>;
using TagLists = std::vector<std::vector<std::string>>;

/// Records of the people named, and nothing else yet.
inline NetworkRecords people_named(Words names)
{
    NetworkRecords records;
    records.people.key = KeyColumn(Keys(std::move(names)));
    return records;
}

inline TieStrengths strengths(PersonId size, std::initializer_list<std::tuple<PersonId, PersonId, double>> ties)
{
    std::vector<TieStrength> rows;
    for (const auto& [a, b, strength] : ties) rows.push_back({.person = a, .alter = b, .strength = strength});
    return {size, std::move(rows)};
}

/// Ola (0) knows Ada (1), Ben (2) and Cem (3); Ada knows Cem, Ben knows Dee (4).
///
/// Ada of Acme needs investment, which Ben of Initech offers, and both are for clean energy.
inline NetworkRecords olas_circle()
{
    auto records = people_named({"Ola", "Ada", "Ben", "Cem", "Dee"});
    records.people.organisation = WordColumn(Words{"", "Acme", "Initech", "Acme", ""});
    records.people.needs = TagColumn(TagLists{{}, {"investment", "legal advice"}, {}, {}, {}});
    records.people.offers = TagColumn(TagLists{{}, {}, {"investment"}, {}, {}});
    records.people.goals = TagColumn(TagLists{{}, {"clean energy"}, {"clean energy"}, {"sport"}, {}});
    records.people.values = TagColumn(TagLists{{}, {}, {}, {}, {"openness"}});
    return records;
}

inline TieStrengths olas_strengths()
{
    return strengths(5, {{0, 1, 0.8}, {0, 2, 0.6}, {0, 3, 0.4}, {1, 3, 0.5}, {2, 4, 0.5}});
}

}  // namespace tertius::test
