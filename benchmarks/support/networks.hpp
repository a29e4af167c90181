#pragma once

#include <tertius/graph/random.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

// The networks that benchmarks run on.
namespace tertius::bench {

/// Teams of ten who mostly know each other, most ties inside the team, and a few people known far and wide.
inline TieGraph<> teams(PersonId people)
{
    Random random(42);
    TieGraphBuilder<> builder(people);
    const auto somebody = [&] {
        const double draw = random.unit();  // squared: low numbers are drawn more often
        return static_cast<PersonId>(draw * draw * people);
    };
    for (PersonId person = 0; person < people; ++person) {
        const PersonId team = person / 10 * 10;
        for (int tie = 0; tie < 4; ++tie) {
            const auto mate = team + static_cast<PersonId>(random.below(10));
            if (mate != person && mate < people) builder.add(person, mate);
        }
        if (const PersonId other = somebody(); other != person) builder.add(person, other);
    }
    return builder.build();
}

/// A number between `least` and `most`, drawn with density proportional to x^-exponent.
inline double power_law(Random& random, double exponent, double least, double most)
{
    const double power = 1 - exponent;
    const double low = std::pow(least, power);
    return std::pow(low + random.unit() * (std::pow(most, power) - low), 1 / power);
}

/// Everybody's number, in random order.
inline std::vector<PersonId> random_numbers(Random& random, PersonId people)
{
    std::vector<PersonId> numbers(people);
    std::iota(numbers.begin(), numbers.end(), PersonId{0});
    random.shuffle(std::span(numbers));
    return numbers;
}

/// Ties the people of a list, in which everybody stands as often as they want ties, to one another at random.
inline void pair_up(Random& random, std::span<PersonId> wanting, TieGraphBuilder<>& builder)
{
    random.shuffle(wanting);
    for (std::size_t place = 0; place + 1 < wanting.size(); place += 2)
        if (wanting[place] != wanting[place + 1]) builder.add(wanting[place], wanting[place + 1]);
}

/// Ties of people in clusters, some 10 a person: clusters of 20 to 5,000 people (power law, exponent 1.5), degrees from
/// 8 (exponent 2.5), 70 % of everybody's ties inside the cluster; numbers say nothing about clusters.
inline TieGraphBuilder<> planted(PersonId people)
{
    constexpr double inside = 0.7;
    Random random(42);
    const auto number = random_numbers(random, people);
    TieGraphBuilder<> builder(people, {.parallel_ties = ParallelTies::largest});
    builder.reserve(std::size_t{people} * 10);
    std::vector<PersonId> cluster;
    std::vector<PersonId> outside;
    outside.reserve(std::size_t{people} * 6);
    for (PersonId first = 0, last = 0; first < people; first = last) {
        const auto drawn = static_cast<PersonId>(power_law(random, 1.5, 20, 5000));
        last = first + std::min(drawn, people - first);
        cluster.clear();
        for (PersonId person = first; person < last; ++person) {
            // Nobody has more ties inside than a third of the cluster.
            const double most = std::min(1900.0, std::max(8.0, (last - first) / inside / 3));
            const double degree = power_law(random, 2.5, 8, most);
            const auto within = static_cast<std::size_t>(degree * inside);
            cluster.insert(cluster.end(), within, number[person]);
            outside.insert(outside.end(), static_cast<std::size_t>(degree + random.unit()) - within, number[person]);
        }
        pair_up(random, cluster, builder);
    }
    pair_up(random, outside, builder);
    return builder;
}

/// Ties of 2^scale people, 16 draws a person, a few of whom know very many and half of whom know hardly anybody: each
/// tie falls into a quarter of the table of pairs with the odds .57, .19, .19 and .05, into a quarter of that, and so
/// on. Numbers say nothing about degrees.
///
/// Source  Chakrabarti, Zhan, Faloutsos, R-MAT: a recursive model for graph mining, SDM 2004; odds of Graph500.
inline TieGraphBuilder<> kronecker(unsigned scale)
{
    Random random(42);
    const PersonId people = PersonId{1} << scale;
    const auto number = random_numbers(random, people);
    TieGraphBuilder<> builder(people, {.parallel_ties = ParallelTies::largest, .self_ties = SelfTies::drop});
    builder.reserve(std::size_t{people} * 16);
    for (std::size_t tie = 0; tie < std::size_t{people} * 16; ++tie) {
        PersonId a = 0;
        PersonId b = 0;
        for (unsigned level = 0; level < scale; ++level) {
            const double draw = random.unit();
            a = 2 * a + (draw >= 0.76 ? 1 : 0);
            b = 2 * b + ((draw >= 0.57 && draw < 0.76) || draw >= 0.95 ? 1 : 0);
        }
        builder.add(number[a], number[b]);
    }
    return builder;
}

/// Co-authors in computer science, from `$TERTIUS_DATA/com-dblp/relationships.csv.gz`: 317080 people,
/// numbered from 0 in the order of their first appearance, 1049866 ties. Nothing if TERTIUS_DATA is not set.
inline std::optional<TieGraph<>> com_dblp()
{
    const char* folder = std::getenv("TERTIUS_DATA");
    if (folder == nullptr) return {};
    const std::string path = std::string(folder) + "/com-dblp/relationships.csv.gz";
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> rows(gzopen(path.c_str(), "rb"), gzclose);
    if (!rows) return {};
    std::vector<PersonId> number;
    PersonId people = 0;
    const auto person = [&](std::size_t id) {
        if (id >= number.size()) number.resize(id + 1, nobody);
        if (number[id] == nobody) number[id] = people++;
        return number[id];
    };
    std::vector<PersonId> sources;
    std::vector<PersonId> targets;
    char line[256];
    std::size_t a = 0;
    std::size_t b = 0;
    while (gzgets(rows.get(), line, sizeof line) != nullptr)
        if (std::sscanf(line, "%zu,%zu", &a, &b) == 2) {
            sources.push_back(person(a));
            targets.push_back(person(b));
        }
    TieGraphBuilder<> builder(people, {.parallel_ties = ParallelTies::largest});
    builder.add(sources, targets);
    return builder.build();
}

}  // namespace tertius::bench
