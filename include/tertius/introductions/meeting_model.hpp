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

/// The weights that come with the library, fitted on public logs of mail, messages, questions and encounters.
[[nodiscard]] const MeetingModel& shipped_meeting_model();

}  // namespace tertius
