#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>
#include <tertius/network/visible_records.hpp>

namespace tertius {

/// The network as a seeker may know it: the ties that they may learn of, between the same people.
///
/// What is asked of it cannot depend on a hidden tie: scores, shared contacts, introducers and errors are those of a
/// network in which the tie is absent.
///
/// Value   all people, and the visible ties with their weights.
/// Throws  Cancelled.
/// Cost    O(n + m) time and space; asks once about each tie, on one thread.
template <class Weight>
[[nodiscard]] TieGraph<Weight> visible_ties(const TieGraph<Weight>& graph, const TieVisible& visible,
                                            const Execution& execution = {});

extern template TieGraph<float> visible_ties(const TieGraph<float>&, const TieVisible&, const Execution&);
extern template TieGraph<double> visible_ties(const TieGraph<double>&, const TieVisible&, const Execution&);

}  // namespace tertius
