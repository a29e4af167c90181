#pragma once

#include <Eigen/Core>

#include <vector>

namespace tertius {

/// What somebody could choose from, and what they chose.
struct Choice {
    Eigen::MatrixXd values;       ///< a row for each thing, standardised; finite
    std::vector<bool> chosen;     ///< one of them at least
    Eigen::VectorXd log_count{};  ///< how many things a row stands for, as a logarithm; empty: one each
    double weight = 1;            ///< what the choice counts
};

struct ChoiceOptions {
    Eigen::VectorXd prior{};  ///< where the weights are drawn to, each >= 0; empty: 0
    double ridge = 1;         ///< how strongly, > 0
};

/// Conditional logit with weights >= 0: what makes some things chosen among all that could be.
///
/// Minimises  - sum of weight * ln(sum of e^score over the chosen / sum of e^score over all) + ridge / 2 * |b - prior|^2,
///            score = b . values + log_count,
///
/// by Newton steps on the weights that are free to move, each halved until the sum falls. The curvature of the chosen
/// ones' sum is left out of the steps, which so always lead downwards.
///
/// Requires  at least one choice; values of equal width.
/// Cost      O(rows * width^2) a step, some ten steps.
/// Source    McFadden, in Zarembka (ed.), Frontiers in Econometrics (1974).
[[nodiscard]] Eigen::VectorXd fit_choices(const std::vector<Choice>& choices, const ChoiceOptions& options);

}  // namespace tertius
