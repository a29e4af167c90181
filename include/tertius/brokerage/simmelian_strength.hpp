#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace tertius {

/// Two people who are tied both ways, and how many third people hold their tie.
struct SimmelianTie {
    PersonId a = nobody;
    PersonId b = nobody;  ///< > a
    std::uint64_t strength = 0;
};

/// Simmelian strength of a tie: how many third people are tied both ways to both.
///
/// A tie is Simmelian if there is one at all: then the pair is bound by a group's norms, and neither is free to broker
/// between the other and the group. In an undirected graph every tie goes both ways. A tie of weight 0 is none.
///
/// Value   0 for a tie that nobody shares, and for two people who are not tied both ways.
/// Throws  UnknownPerson; InvalidInput if a is b.
/// Cost    O(d) of the two.
/// Source  Krackhardt, Research in the Sociology of Organizations 16, 183 (1999).
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::uint64_t simmelian_strength(const TieGraph<Weight, direction>& graph, PersonId a, PersonId b);

/// Every tie that goes both ways, with its Simmelian strength: by a, then b.
///
/// Throws  Cancelled.
/// Cost    O(n + sum over ties of the smaller degree) time, divided among the threads; 24 bytes a tie end and, for each
///         thread, 8 bytes a person.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<SimmelianTie> simmelian_strengths(const TieGraph<Weight, direction>& graph,
                                                            const Execution& execution = {});

extern template std::uint64_t simmelian_strength(const TieGraph<float>&, PersonId, PersonId);
extern template std::uint64_t simmelian_strength(const TieGraph<double>&, PersonId, PersonId);
extern template std::uint64_t simmelian_strength(const DirectedTieGraph<float>&, PersonId, PersonId);
extern template std::uint64_t simmelian_strength(const DirectedTieGraph<double>&, PersonId, PersonId);
extern template std::vector<SimmelianTie> simmelian_strengths(const TieGraph<float>&, const Execution&);
extern template std::vector<SimmelianTie> simmelian_strengths(const TieGraph<double>&, const Execution&);
extern template std::vector<SimmelianTie> simmelian_strengths(const DirectedTieGraph<float>&, const Execution&);
extern template std::vector<SimmelianTie> simmelian_strengths(const DirectedTieGraph<double>&, const Execution&);

}  // namespace tertius
