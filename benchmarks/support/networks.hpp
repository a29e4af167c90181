#pragma once

#include <tertius/graph/random.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
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
