#pragma once

#include "round.hpp"

namespace tertius::detail {

/// What a search for proof has found.
struct Proof {
    double upper_bound;  ///< no choice scores higher
    bool complete;       ///< the choice is the best there is
};

/// Whether a round is small enough to be searched.
[[nodiscard]] bool is_small(const Round& round);

/// Betters a choice by branch and bound until it is proven best or `effort` numbers have been computed.
///
/// Each branch solves the linear relaxation under what has been decided so far, turns its shares into a choice and, if
/// the bound is above the best choice, decides the candidate whose share is nearest to one half both ways.
[[nodiscard]] Proof search(const Round& round, Choice& best, double effort, const Execution& execution);

}  // namespace tertius::detail
