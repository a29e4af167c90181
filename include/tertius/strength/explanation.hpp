#pragma once

#include <tertius/strength/tie_strengths.hpp>

#include <string>
#include <vector>

namespace tertius {

/// One reason why a tie is as strong as it is.
struct Reason {
    Aspect aspect;
    double log_odds = 0;   ///< what it adds to the average tie's; below 0 it weakens
    std::string sentence;  ///< what the records say about it, in plain words
};

/// Why a tie is as strong as it is: a sum that anybody can check.
///
///     base + sum of the reasons' log_odds = log-odds of the strength   (to 1e-9)
struct Explanation {
    double base = 0;              ///< log-odds of a tie that is average in everything
    std::vector<Reason> reasons;  ///< the weightiest first
    double log_odds = 0;
    double strength = 0;
    double low = 0;
    double high = 0;
};

/// Explains the tie at that place. Sentences speak of `person` and `alter` by the names given.
///
/// Requires  tie < strengths.tie_count().
[[nodiscard]] Explanation explain(const TieStrengths& strengths, std::size_t tie, const std::string& person,
                                  const std::string& alter);

}  // namespace tertius
