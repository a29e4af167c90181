#pragma once

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// How well a person's strangers are ranked: by those whom they met, in expectation over equal scores.
namespace tertius::evaluation {

struct Ranking {
    double reciprocal_rank = 0;  ///< of the first of those who were met
    double among_ten = 0;        ///< the chance that one of them is among the first ten
};

/// Requires  somebody met.
inline Ranking ranking(std::span<const double> scores, const std::vector<bool>& met)
{
    double best = 0;
    bool any = false;
    for (std::size_t place = 0; place < scores.size(); ++place)
        if (met[place] && (!any || scores[place] > best)) {
            best = scores[place];
            any = true;
        }
    double above = 0;
    double equal = 0;
    double met_equal = 0;
    for (std::size_t place = 0; place < scores.size(); ++place) {
        above += scores[place] > best ? 1 : 0;
        if (scores[place] != best) continue;
        equal += 1;
        met_equal += met[place] ? 1 : 0;
    }
    Ranking result;
    double left = 1;  // the chance that nobody who was met has come yet
    for (double place = 0; place <= equal - met_equal; ++place) {
        const double here = left * met_equal / (equal - place);
        result.reciprocal_rank += here / (above + place + 1);
        if (above + place < 10) result.among_ten += here;
        left -= here;
    }
    return result;
}

inline double mean_reciprocal_rank(std::span<const Ranking> people)
{
    double sum = 0;
    for (const Ranking& person : people) sum += person.reciprocal_rank;
    return sum / static_cast<double>(people.size());
}

inline double share_among_ten(std::span<const Ranking> people)
{
    double sum = 0;
    for (const Ranking& person : people) sum += person.among_ten;
    return sum / static_cast<double>(people.size());
}

struct Interval {
    double low = 0;
    double high = 0;
};

/// The 95 % interval of the relative difference of mean reciprocal ranks, over people drawn again and again.
inline Interval relative_difference(std::span<const Ranking> ours, std::span<const Ranking> theirs)
{
    constexpr std::size_t draws = 2000;
    Random random(1);
    std::vector<double> differences;
    for (std::size_t draw = 0; draw < draws; ++draw) {
        double sum = 0;
        double other = 0;
        for (std::size_t place = 0; place < ours.size(); ++place) {
            const std::size_t person = random.below(ours.size());
            sum += ours[person].reciprocal_rank;
            other += theirs[person].reciprocal_rank;
        }
        differences.push_back(sum / other - 1);
    }
    std::ranges::sort(differences);
    return {differences[draws / 40], differences[draws - 1 - draws / 40]};
}

}  // namespace tertius::evaluation
