#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace tertius {

/// How far the people whom ego and one alter share are from each other.
struct Dispersion {
    PersonId ego = nobody;
    PersonId alter = nobody;
    std::uint32_t embeddedness = 0;  ///< people both know
    std::uint64_t dispersion = 0;    ///< pairs of these whom only ego and this alter hold together
    double normalised = 0;           ///< dispersion / embeddedness; 0 where nobody is shared
    double recursive = 0;            ///< the same, pairs of alters who score high themselves weighing more
};

/// Dispersion of ego's alters: whether an alter knows ego's people from different parts of ego's life.
///
///     disp(u, v) = pairs s, t of common alters of u and v who are not tied and share nobody among u's alters but v
///
/// The recursive form begins with x_v = 1 and three times sets x_v to (sum of x_w^2 over common alters w, and twice the
/// sum of x_s x_t over the pairs above) / embeddedness. High at work: somebody who spans ego's contexts. A tie of weight
/// 0 is none; other weights do not count.
///
/// Value   one row an alter, in ascending order of alters; none for an isolate.
/// Throws  UnknownPerson, if ego is not in the graph.
/// Cost    O(sum over ego's alters of the smaller degree * log d), and of the square of their embeddedness.
/// Source  Backstrom, Kleinberg, Romantic Partnerships and the Dispersion of Social Ties, CSCW 2014.
template <std::floating_point Weight>
[[nodiscard]] std::vector<Dispersion> dispersions(const TieGraph<Weight>& graph, PersonId ego);

/// The dispersion of everybody's alters, ego by ego: the same numbers, to the last bit.
///
/// Throws  Cancelled.
/// Cost    the sum of that for each, divided among the threads; 40 bytes a row and, for each thread, 4 bytes a person.
template <std::floating_point Weight>
[[nodiscard]] std::vector<Dispersion> dispersions(const TieGraph<Weight>& graph, const Execution& execution = {});

extern template std::vector<Dispersion> dispersions(const TieGraph<float>&, PersonId);
extern template std::vector<Dispersion> dispersions(const TieGraph<double>&, PersonId);
extern template std::vector<Dispersion> dispersions(const TieGraph<float>&, const Execution&);
extern template std::vector<Dispersion> dispersions(const TieGraph<double>&, const Execution&);

}  // namespace tertius
