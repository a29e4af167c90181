#pragma once

#include "logs.hpp"

#include <tertius/strength/tie_strengths.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

// How well strengths read from recorded weights alone agree with what people said.
namespace tertius::evaluation {

/// A square of numbers, one for each ordered pair of people.
using Square = std::vector<std::vector<double>>;

/// The weights of one type of relationship; 0 where there is none. People are numbered as in people.csv.
inline Square recorded_weights(const std::filesystem::path& folder, const std::string& type)
{
    std::map<std::string, std::size_t, std::less<>> ids;
    std::istringstream people(read_whole(folder / "people.csv"));
    std::string line;
    std::getline(people, line);
    while (std::getline(people, line)) ids.emplace(line.substr(0, line.find(',')), ids.size());
    Square weights(ids.size(), std::vector<double>(ids.size(), 0));
    std::istringstream rows(read_whole(folder / "relationships.csv"));
    std::getline(rows, line);
    while (std::getline(rows, line)) {
        std::istringstream row(line);
        std::array<std::string, 4> field;
        for (std::string& value : field) std::getline(row, value, ',');
        if (field[2] == type) weights[ids.at(field[0])][ids.at(field[1])] += std::stod(field[3]);
    }
    return weights;
}

/// Strengths judged from those weights alone, either way round; 0 for a pair without a recorded weight.
inline Square strengths_from(const Square& weights)
{
    NetworkRecords records;
    std::vector<std::int64_t> keys(weights.size());
    std::iota(keys.begin(), keys.end(), 0);
    records.people.key = KeyColumn(Keys(keys));
    std::vector<std::uint32_t> from, to;
    std::vector<std::string> types;
    for (std::uint32_t a = 0; a < weights.size(); ++a)
        for (std::uint32_t b = 0; b < weights.size(); ++b) {
            if (weights[a][b] <= 0) continue;
            from.push_back(a);
            to.push_back(b);
            types.emplace_back("peer");
            records.relationships.weight.push_back(weights[a][b]);
        }
    records.relationships.from = KeyColumn(std::move(from), Keys(keys));
    records.relationships.to = KeyColumn(std::move(to), Keys(keys));
    records.relationships.type = WordColumn(types);
    Square result(weights.size(), std::vector<double>(weights.size(), 0));
    const TieStrengths judged = tie_strengths(Network(std::move(records)));
    for (const TieStrength& tie : judged.ties())
        result[tie.person][tie.alter] = result[tie.alter][tie.person] = tie.strength;
    return result;
}

inline std::vector<double> ranks(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t place) { return values[place]; });
    std::vector<double> result(values.size());
    for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
        while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
        for (std::size_t place = first; place < last; ++place)
            result[order[place]] = static_cast<double>(first + last - 1) / 2;
    }
    return result;
}

/// Spearman's rank correlation, equal values sharing their mean rank.
inline double rank_correlation(const std::vector<double>& one, const std::vector<double>& other)
{
    const auto a = ranks(one);
    const auto b = ranks(other);
    const double mean = (static_cast<double>(a.size()) - 1) / 2;
    double both = 0, of_a = 0, of_b = 0;
    for (std::size_t place = 0; place < a.size(); ++place) {
        both += (a[place] - mean) * (b[place] - mean);
        of_a += (a[place] - mean) * (a[place] - mean);
        of_b += (b[place] - mean) * (b[place] - mean);
    }
    return both / std::sqrt(of_a * of_b);
}

/// Both ways of a pair added up.
inline Square both_ways(const Square& weights)
{
    Square sum = weights;
    for (std::size_t a = 0; a < sum.size(); ++a)
        for (std::size_t b = 0; b < sum.size(); ++b) sum[a][b] += weights[b][a];
    return sum;
}

/// Office: mean over the people of the rank correlation with the ranks they gave to all whom they ranked.
inline double with_recalled_ranks(const Square& score, const Square& recalled)
{
    double sum = 0;
    for (std::size_t ego = 0; ego < score.size(); ++ego) {
        std::vector<double> given, said;
        for (std::size_t alter = 0; alter < score.size(); ++alter) {
            if (recalled[ego][alter] <= 0) continue;
            given.push_back(score[ego][alter]);
            said.push_back(-recalled[ego][alter]);
        }
        sum += rank_correlation(given, said);
    }
    return sum / static_cast<double>(score.size());
}

/// Researchers: the rank correlation with the acquaintance stated, 0 for none, over all ordered pairs.
inline double with_acquaintance(const Square& score, const Square& stated)
{
    std::vector<double> given, said;
    for (std::size_t ego = 0; ego < score.size(); ++ego)
        for (std::size_t alter = 0; alter < score.size(); ++alter) {
            if (ego == alter) continue;
            given.push_back(score[ego][alter]);
            said.push_back(stated[ego][alter]);
        }
    return rank_correlation(given, said);
}

inline void print_stated(const std::filesystem::path& data)
{
    const Square observed = recorded_weights(data / "bk-office", "observed");
    const Square recalled = recorded_weights(data / "bk-office", "recalled_rank");
    std::printf("\nstated strength (rank correlation)         count strength\n");
    std::printf("bk-office, mean over 40 people, all ranked  %5.3f  %5.3f\n",
                with_recalled_ranks(both_ways(observed), recalled),
                with_recalled_ranks(strengths_from(observed), recalled));
    const Square messages = recorded_weights(data / "freeman-eies", "messages");
    const Square acquaintance = recorded_weights(data / "freeman-eies", "acquaintance_after");
    std::printf("freeman-eies, all 992 ordered pairs         %5.3f  %5.3f\n",
                with_acquaintance(both_ways(messages), acquaintance),
                with_acquaintance(strengths_from(messages), acquaintance));
}

}  // namespace tertius::evaluation
