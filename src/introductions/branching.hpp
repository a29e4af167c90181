#pragma once

#include "round.hpp"

namespace tertius::detail {

inline constexpr double proof_tolerance = 1e-9;  ///< of the sum: a choice this near to a bound is the best there is

/// Whether a round is small enough to be searched.
[[nodiscard]] bool is_small(const Round& round);

/// Betters a choice by branch and bound until it is proven best or `effort` numbers have been computed. What no choice
/// exceeds by then.
///
/// Each branch solves the linear relaxation under what has been decided so far, turns its shares into a choice and, if
/// the bound is above the best choice, decides the candidate whose share is nearest to one half both ways.
[[nodiscard]] double search(const Round& round, Choice& best, double effort, const Execution& execution);

}  // namespace tertius::detail
