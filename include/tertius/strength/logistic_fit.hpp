#pragma once

#include <Eigen/Core>

#include <vector>

namespace tertius {

/// Cases seen together: a network at one time. They share a level that other groups need not have.
struct CaseGroup {
    Eigen::MatrixXd values;   ///< a row for each case, standardised; finite
    Eigen::VectorXd outcome;  ///< 0 or 1
    double case_weight = 1;   ///< what each case counts
};

struct LogisticOptions {
    Eigen::VectorXd prior{};            ///< where the weights are drawn to; empty: 0
    double ridge = 1;                   ///< how strongly, > 0
    double group_precision = 20;        ///< how strongly each group's own level is drawn to the common one, > 0
    std::vector<bool> at_least_zero{};  ///< for each weight, whether it may not be negative; empty: none
};

struct LogisticFit {
    double base = 0;
    Eigen::VectorXd weights;
    Eigen::MatrixXd covariance;  ///< of the weights, from the curvature at the optimum
    bool converged = false;
};

/// Logistic regression with a common level, a level of its own for each group, ridge and weights held >= 0.
///
/// Minimises  - sum of case_weight * log-likelihood + ridge / 2 * |weights - prior|^2
///            + group_precision / 2 * sum of (group level)^2
///
/// by Newton steps on the weights that are free to move, each halved until the sum falls.
///
/// Requires  at least one case; groups of equal width.
/// Cost      O(cases * width^2) a step, some ten steps.
[[nodiscard]] LogisticFit fit_logistic(const std::vector<CaseGroup>& groups, const LogisticOptions& options);

}  // namespace tertius
