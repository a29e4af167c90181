#pragma once

#include <tertius/introductions/choice_fit.hpp>
#include <tertius/introductions/meeting_model.hpp>
#include <tertius/network/network.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace tertius {

struct MeetingFitOptions {
    Time until = no_time;      ///< later records are not looked at; no_time: the last record
    double horizon_days = 90;  ///< within what the model is to foretell meetings; > 0
    Execution execution{};
};

/// Whom people met in a stretch of a log, of all strangers whom they could have met: what a model learns from.
///
/// A choice for each of at most 250 people, drawn by a hash, who met somebody at distance two; of those whom they did not
/// meet, at most 200, each standing for as many as there were.
///
/// Requires  as MeetingView; contacts after the stretch's beginning say who met.
[[nodiscard]] std::vector<Choice> meeting_lesson(std::span<const Contact> contacts,
                                                 std::span<const PersonPair> declared, PersonId size,
                                                 const Stretch& stretch, const Execution& execution = {});

/// Fits a model on lessons of several logs; each inner list is one log. Logs weigh as much as `log_weights` says, all
/// the same if it is empty; weights are drawn towards those of `prior`, towards 0 unless given.
///
/// Requires  at least one choice; log_weights >= 0, one a log.
[[nodiscard]] MeetingModel fit_meeting_model(const std::vector<std::vector<std::vector<Choice>>>& logs,
                                             std::span<const double> log_weights = {}, const MeetingModel& prior = {});

/// What refining learnt.
struct MeetingRefinement {
    MeetingModel model;
    std::size_t stretches = 0;  ///< how much of the past it learnt from; 0: nothing to learn, the prior stands
    std::size_t people = 0;     ///< who met somebody in them
};

/// Draws a model's weights towards what a log's own past teaches.
///
/// The last quarter of the past is foretold from what went before it, and so are two other quarters and an eighth, which
/// count half. Where the horizon is shorter than a day, the past is of another time of day and teaches less: the weights
/// move by share_of_days() of the way.
///
/// Requires  contacts sorted by pair and time; none after `at` is used. horizon in seconds, > 0.
[[nodiscard]] MeetingRefinement refined(const MeetingModel& prior, std::span<const Contact> contacts,
                                        std::span<const PersonPair> declared, PersonId size, Time at, double horizon,
                                        const Execution& execution = {});

/// The shipped weights, refined on a network's own past up to `until`: a model to keep and use again.
///
/// Throws  InvalidOption  if horizon_days is not finite and > 0.
[[nodiscard]] MeetingRefinement fit_meeting_model(const Network& network, const MeetingFitOptions& options = {});

}  // namespace tertius
