#pragma once

#include <tertius/strength/evidence.hpp>

#include <Eigen/Core>

#include <array>
#include <string>

namespace tertius {

/// What evidence is worth: the logistic model by which a tie's strength is judged.
///
///     log-odds = base + sum over evidence of weight * (value - mean) / deviation
///
/// The bracket is cut off at -5 and 5; evidence that the records cannot show counts as average, and widens the
/// interval instead. Evidence that `only_raises` has a weight >= 0.
struct StrengthModel {
    static constexpr std::size_t size = evidence.size();

    double base = 0;  ///< log-odds of a tie that is average in everything
    std::array<double, size> weight{};
    std::array<double, size> mean{};
    std::array<double, size> deviation{};

    /// How sure the weights are: their covariance, in the order of the evidence. Empty: sure.
    Eigen::MatrixXd covariance{};
    /// Standard deviations of log-odds, over networks, that no look at the ties' past can see coming: of the level
    /// of all ties, and of groups of alike ties.
    double level_deviation = 0.50;
    double group_deviation = 0.30;

    /// For the chance that a contact goes one way, given the strength: base, then weights of the strength's
    /// log-odds and of the log share of that way in contacts over H, over 4H and ever.
    std::array<double, 5> direction{0, 1, 0, 0, 0};

    std::string origin;  ///< where the weights come from, for people to read

    /// The standardised values of a row of evidence: NaN stays NaN.
    [[nodiscard]] Eigen::Matrix<double, 1, static_cast<int>(size)> standardised(
        const Eigen::Ref<const Eigen::Matrix<double, 1, static_cast<int>(size)>>& row) const;
    /// The chance of contact that a row of evidence speaks for.
    [[nodiscard]] double chance(const Eigen::Ref<const Eigen::Matrix<double, 1, static_cast<int>(size)>>& row) const;
};

/// The weights that come with the library, fitted on public logs of mail, messages, questions and encounters.
[[nodiscard]] const StrengthModel& shipped_strength_model();
/// Those for networks without a log, fitted on the same logs with all dates hidden: recorded weights are read as numbers
/// of contacts, the horizon as a fifth of the time over which they were counted.
[[nodiscard]] const StrengthModel& shipped_undated_model();

/// log(p / (1 - p)) and back.
[[nodiscard]] double log_odds(double probability);
[[nodiscard]] double probability(double log_odds);

}  // namespace tertius
