#pragma once

#include <tertius/introductions/meeting_evidence.hpp>

#include <array>
#include <string>

namespace tertius {

/// What evidence is worth: how likely a person is to meet one stranger rather than another.
///
///     score = sum over evidence of weight * standardised value
///
/// Every weight is >= 0, so that each part reads as "more of this is better". Scores rank one person's strangers: of
/// two, the chances to be met next stand as e^score.
struct MeetingModel {
    static constexpr std::size_t size = meeting_evidence.size();

    std::array<double, size> weight{};
    std::string origin;  ///< where the weights come from, for people to read

    /// What each piece of evidence adds for a row of values; the sum is the score.
    [[nodiscard]] std::array<double, size> contributions(
        const Eigen::Ref<const Eigen::Matrix<double, 1, static_cast<int>(size)>>& values) const
    {
        std::array<double, size> result{};
        for (std::size_t column = 0; column < size; ++column)
            result[column] = weight[column] * values[static_cast<Eigen::Index>(column)];
        return result;
    }
};

/// How much of what logs of days and longer teach holds for meetings within so many days; the rest is a session's.
[[nodiscard]] inline double share_of_days(double horizon_days)
{
    return 1 / (1 + 1 / (horizon_days * horizon_days));
}

/// Weights for meetings within so many days, from those of a session of hours and those of days and longer.
///
///     w = (1 - a) w_session + a w_days,   a = H^2 / (H^2 + 1 day^2)
///
/// Value  with the origin of `days`.
[[nodiscard]] inline MeetingModel blended(const MeetingModel& session, const MeetingModel& days, double horizon_days)
{
    MeetingModel model = days;
    const double share = share_of_days(horizon_days);
    for (std::size_t column = 0; column < MeetingModel::size; ++column)
        model.weight[column] = session.weight[column] + share * (days.weight[column] - session.weight[column]);
    return model;
}

/// The weights that come with the library for meetings within so many days, fitted on public logs of mail, messages,
/// questions and encounters.
[[nodiscard]] MeetingModel shipped_meeting_model(double horizon_days);

}  // namespace tertius
