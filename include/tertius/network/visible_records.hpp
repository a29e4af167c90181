#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>

#include <functional>

namespace tertius {

/// Whether a seeker may learn of the tie between two people (the lower person comes first).
///
/// Asked more than once about some ties, so it has to give the same answer each time. Empty: all may be seen.
using TieVisible = std::function<bool(PersonId, PersonId)>;

/// The records as a seeker may know them: nothing that passed between two people whose tie is hidden from them.
///
/// What is asked of the result, or of strengths judged by it, cannot depend on a hidden tie: suggestions, reasons,
/// chances and errors are those of a network in which nothing was ever recorded between the two.
///
/// An introduction is left out if any tie among the broker and the two is hidden. A message to several people is a row
/// for each of them: the rows of hidden ties alone are left out.
///
/// Value   the same people, whoever is left without a record too, and the other rows in their order.
/// Throws  Cancelled.
/// Cost    O(rows); asks once about each pair that records join, on one thread.
[[nodiscard]] Network visible_records(const Network& network, const TieVisible& visible,
                                      const Execution& execution = {});

}  // namespace tertius
