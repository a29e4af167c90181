#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <span>
#include <vector>

namespace tertius {

/// Eagle's diversity: how evenly somebody spreads themselves over the people they know.
///
///     D(i) = - sum over alters j of p_ij ln p_ij / ln k,   p_ij the share of the weight of i's k ties
///
/// Low: nearly everything goes to a few. High: nobody is favoured. A tie of weight 0 makes no alter; in a directed graph
/// the weights of either direction are added up.
///
/// Value   in [0, 1], 1 where all ties weigh alike; NaN below two alters: there is nobody to choose between.
/// Throws  UnknownPerson, if ego is not in the graph; InvalidInput if two directed ties add up to more than a number holds.
/// Cost    O(d).
/// Source  Eagle, Macy & Claxton, Science 328:1029 (2010).
template <std::floating_point Weight, Direction direction>
[[nodiscard]] double diversity(const TieGraph<Weight, direction>& graph, PersonId ego);

/// The same of somebody whose ties weigh so much. Requires weights > 0.
[[nodiscard]] double diversity(std::span<const double> weights);

/// The diversity of everybody: the same numbers, to the last bit.
///
/// Throws  InvalidInput as above; Cancelled.
/// Cost    O(n + m), divided among the threads.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<double> diversities(const TieGraph<Weight, direction>& graph,
                                              const Execution& execution = {});

extern template double diversity(const TieGraph<float>&, PersonId);
extern template double diversity(const TieGraph<double>&, PersonId);
extern template double diversity(const DirectedTieGraph<float>&, PersonId);
extern template double diversity(const DirectedTieGraph<double>&, PersonId);
extern template std::vector<double> diversities(const TieGraph<float>&, const Execution&);
extern template std::vector<double> diversities(const TieGraph<double>&, const Execution&);
extern template std::vector<double> diversities(const DirectedTieGraph<float>&, const Execution&);
extern template std::vector<double> diversities(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
