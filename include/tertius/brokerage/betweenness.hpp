#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace tertius {

/// How long a tie is on the way from one person to another.
enum class TieLength : std::uint8_t {
    inverse_weight,  ///< 1 / weight: the stronger, the shorter; a tie of weight 0 cannot be gone
    weight,          ///< the weights are lengths, all > 0
    hop,             ///< 1 each; a tie of weight 0 is none
};

struct BetweennessOptions {
    TieLength length = TieLength::inverse_weight;
    bool normalised = true;    ///< as shares of all pairs of other people; false: as numbers of pairs
    double error = 0;          ///< 0: exact; else from samples, until every share is this close or closer; < 1
    double confidence = 0.95;  ///< how sure that is, of everybody at once; in (0, 1)
    std::uint64_t seed = 0;    ///< which pairs are sampled
    Execution execution{};
};

struct Betweennesses {
    std::vector<double> values;
    double error = 0;           ///< with the confidence asked for, no value is further off; 0: they are exact
    std::uint64_t samples = 0;  ///< how many pairs were drawn; 0 if all were looked at
};

/// Betweenness: on which share of the shortest ways between two others somebody stands.
///
///     b(v) = sum over s, t of ( shortest ways from s to t over v / shortest ways from s to t ),   s != t, v != s, t
///
/// divided by the number of such pairs if normalised. Pairs are ordered in a directed graph and not in an undirected
/// one; pairs without a way count as 0. Lengths that differ by less than 10^-12 of themselves are the same.
///
/// With `error` > 0, pairs are drawn until the empirical Bernstein bound, for all people and all looks at it together,
/// is no larger; or everything is worked out if that takes no longer.
///
/// Throws  InvalidOption for error and confidence; InvalidInput if weights are to be lengths and one is 0, or if there
///         are more shortest ways between two people than a double holds; Cancelled.
/// Cost    exact: O(n m) time without weights, O(n (m + n) log n) with; sampled: a search from both ends (with weights,
///         from one) for each of O((b / error + 1) log(n / (1 - confidence)) / error) pairs, b the largest share.
///         Divided among at most 16 threads. 128 bytes a person (sampled: 256); for each thread 64 bytes a person and, if
///         exact, 4 a tie end.
/// Source  Brandes, Journal of Mathematical Sociology 25, 163 (2001); Maurer, Pontil, COLT 2009 (the bound); Riondato,
///         Upfal, ACM TKDD 12, 61 (2018) (pairs).
template <std::floating_point Weight, Direction direction>
[[nodiscard]] Betweennesses betweennesses(const TieGraph<Weight, direction>& graph,
                                          const BetweennessOptions& options = {});

extern template Betweennesses betweennesses(const TieGraph<float>&, const BetweennessOptions&);
extern template Betweennesses betweennesses(const TieGraph<double>&, const BetweennessOptions&);
extern template Betweennesses betweennesses(const DirectedTieGraph<float>&, const BetweennessOptions&);
extern template Betweennesses betweennesses(const DirectedTieGraph<double>&, const BetweennessOptions&);

}  // namespace tertius
