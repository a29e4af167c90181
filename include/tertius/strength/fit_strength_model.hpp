#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/foresight.hpp>
#include <tertius/strength/snapshot.hpp>
#include <tertius/strength/strength_model.hpp>

#include <span>
#include <vector>

namespace tertius {

struct FitOptions {
    Time until = no_time;      ///< later records are not looked at; no_time: the last record
    double horizon_days = 90;  ///< what the model is to foretell contact within; > 0
    Execution execution{};
};

/// Fits a model from scratch on snapshots of several logs; each inner list is one log, and all logs weigh the same.
///
/// Every log gets weights of its own, drawn to those of networks in general, which are the mean of all logs'. Evidence
/// that no snapshot shows keeps its assumed weight.
///
/// Requires  at least one snapshot with a tie.
/// Cost      O(ties * evidence^2) for some ten steps.
[[nodiscard]] StrengthModel fit_strength_model(const std::vector<std::vector<Snapshot>>& logs);

/// What refining learnt, for the reader of a strength.
struct Refinement {
    StrengthModel model;
    std::size_t stretches = 0;  ///< how much of the past it learnt from; 0: nothing to learn, the prior stands
    std::size_t cases = 0;      ///< ties in them
    /// How well a model that was fitted in the same way, but had not seen the last `horizon_days`, foretold the contacts
    /// of that time. Only fit_strength_model() looks; without ties at its beginning there are no cases.
    Foresight held_back{};
};

/// Draws a model's weights towards what a log's own past teaches: every network has its own rhythm.
///
/// Each stretch of the past (past_stretches) with at least eight ties that were in contact again, and eight that were
/// not, is predicted from what went before it; the weights are those of `prior` moved by as much as that evidence
/// warrants.
///
/// Requires  contacts sorted by pair and time; none after `at` is used. horizon in seconds, > 0.
/// Cost      O(contacts) for each of up to 15 stretches.
[[nodiscard]] Refinement refined(const StrengthModel& prior, std::span<const Contact> contacts, PersonId size, Time at,
                                 double horizon, const Execution& execution = {});

/// The shipped weights, refined on a network's own past up to `until`: a model to keep and use again, with the word of
/// the last stretch of that past on how far it can be trusted.
///
/// Throws  InvalidOption  if horizon_days is not finite and > 0.
[[nodiscard]] Refinement fit_strength_model(const Network& network, const FitOptions& options = {});

}  // namespace tertius
