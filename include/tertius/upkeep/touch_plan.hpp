#pragma once

#include <tertius/strength/tie_strengths.hpp>

#include <string>
#include <vector>

namespace tertius {

/// Somebody to get in touch with, and what that is worth.
struct Touch {
    PersonId alter = 0;
    double gain = 0;    ///< importance * (after - before)
    double before = 0;  ///< the strength of the tie
    double after = 0;   ///< its strength if ego had just turned to them
    double importance = 1;
    Time last = no_time;    ///< the last contact
    std::string channel{};  ///< the one that they use most; empty where none is recorded
};

struct TouchOptions {
    int touches = 10;                  ///< at most so many people; >= 1
    std::vector<double> importance{};  ///< of each person to ego, finite and >= 0; empty: 1 each
    Execution execution{};
};

/// Whom to get in touch with, so that a person's network grows strongest: the n contacts that raise the sum of its
/// strengths, weighed by importance, the most.
///
/// A touch is one contact from `ego` to one alter, as strengths_after_contact.hpp has it: whether it is answered is up
/// to the other. What follows is judged by ties in the records whose people chose whom to turn to, so for a tie long
/// silent it promises too much. Each touch counts for its own tie alone, so the best n are those of the n largest gains.
///
/// Value     by falling gain, equals by alter; nobody of whom nothing is gained, nor any without a contact on record.
/// Requires  strengths that tie_strengths() judged from this network.
/// Throws    UnknownPerson; InvalidInput if the strengths are not of the network's people; InvalidOption for touches
///           or importance out of range.
/// Cost      O(rows log rows), and O(d log D) an alter, d and D the alters of the two.
[[nodiscard]] std::vector<Touch> touch_plan(const Network& network, const TieStrengths& strengths, PersonId ego,
                                            const TouchOptions& options = {});

}  // namespace tertius
