#pragma once

#include <tertius/graph/random.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <fstream>
#include <initializer_list>
#include <string>
#include <tuple>
#include <utility>

// Small named networks that tests are written about.
namespace tertius::test {

template <class Weight = float>
TieGraph<Weight> network(PersonId size, std::initializer_list<std::pair<PersonId, PersonId>> ties)
{
    TieGraphBuilder<Weight> builder(size);
    for (const auto& [a, b] : ties) builder.add(a, b);
    return builder.build();
}

template <class Weight = float>
TieGraph<Weight> weighted_network(PersonId size, std::initializer_list<std::tuple<PersonId, PersonId, Weight>> ties)
{
    TieGraphBuilder<Weight> builder(size);
    for (const auto& [a, b, weight] : ties) builder.add(a, b, weight);
    return builder.build();
}

/// Everybody tied to everybody.
inline TieGraph<> clique(PersonId size)
{
    TieGraphBuilder<> builder(size);
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = a + 1; b < size; ++b) builder.add(a, b);
    return builder.build();
}

/// Person 0 tied to everybody else, who do not know each other.
inline TieGraph<> star(PersonId strangers)
{
    TieGraphBuilder<> builder(strangers + 1);
    for (PersonId alter = 1; alter <= strangers; ++alter) builder.add(0, alter);
    return builder.build();
}

/// Two cliques of four, 0-3 and 5-8, with person 4 tied to 3 and 5.
inline TieGraph<> two_cliques_and_a_broker()
{
    TieGraphBuilder<> builder(9);
    for (const PersonId first : {0U, 5U})
        for (PersonId a = first; a < first + 4; ++a)
            for (PersonId b = a + 1; b < first + 4; ++b) builder.add(a, b);
    builder.add(3, 4).add(4, 5);
    return builder.build();
}

/// Zachary's karate club (34 members, 78 ties); origin in tests/data/SOURCES.md.
template <class Weight = float>
TieGraph<Weight> karate_club(bool weighted = false)
{
    std::ifstream file(std::string(TERTIUS_TEST_DATA) + "/karate.txt");
    TieGraphBuilder<Weight> builder(34);
    PersonId a = 0;
    PersonId b = 0;
    Weight weight = 1;
    while (file >> a >> b >> weight) builder.add(a, b, weighted ? weight : Weight{1});
    return builder.build();
}

/// Each pair tied with the given chance, weights in (0, 1] if weighted.
template <class Weight = float>
TieGraph<Weight> random_network(PersonId size, double chance, std::uint64_t seed, bool weighted = false)
{
    Random random(seed);
    TieGraphBuilder<Weight> builder(size);
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = a + 1; b < size; ++b)
            if (random.unit() < chance)
                builder.add(a, b, weighted ? static_cast<Weight>(1 - random.unit()) : Weight{1});
    return builder.build();
}

}  // namespace tertius::test
