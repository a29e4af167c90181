#pragma once

#include <tertius/clusters/cover.hpp>
#include <tertius/clusters/detect_clusters.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace tertius {

/// A persona's place among all: 0, 1, 2, ... person by person.
using PersonaId = std::uint32_t;

struct CircleOptions {
    double local_resolution = 0.5;  ///< finite, > 0; larger: more personas. Near 0: one for each piece of the alters
    PersonId smallest = 4;          ///< people; smaller circles stand only where somebody has none of this size
    ClusterOptions clusters{};      ///< how personas are clustered; its execution serves the whole call
};

/// Circles that were found, and through which of their personas people are in them.
struct DetectedCircles {
    Cover cover;
    std::vector<PersonId> persons;        ///< whose each persona is; those of one person stand together
    std::vector<CircleId> circles;        ///< the circle that each persona is in
    std::vector<PersonaId> tie_personas;  ///< beside graph.alters(): the persona of ego that knows the alter
    double quality = 0;                   ///< of the clusters of personas, by the quality asked for
    bool converged = false;               ///< whether the search among personas ended because nothing was left to gain
    CircleOptions options;                ///< without the execution, which has no part in the answer
};

/// Who belongs together where people wear several hats: a colleague, a neighbour and a trustee of one club are in three
/// circles.
///
/// Ego-splitting: everybody's alters fall into local circles by who knows whom among them (ego_circles), and each local
/// circle is a persona of ego. A tie between a and b joins the persona of a that knows b to the persona of b that knows
/// a. The personas, who wear one hat each, are clustered, and whoever has a persona in a cluster is in the circle.
///
/// A tie between two who have no contact in common is a local bridge: it leads from one circle to another, so it joins
/// no personas. Whoever has bridges only is tied to all others like that, and by their strongest (of equal ones, the
/// first) to somebody who is not. So people none of whom has contacts in common are clustered as by detect_clusters.
///
/// A few people may know each other by chance: a circle smaller than `smallest` is dropped if everybody in it is in one
/// of that size or more, and their personas go with the circle of theirs that holds most weight of their ties.
///
/// Everybody is in a circle at least, an isolate in one of their own. A tie of weight 0 is none, but its ends have
/// personas, too. The answer depends on the graph, the options and the seed, not on the number of threads.
///
/// Throws  InvalidOption unless both resolutions are finite and > 0, for a start or fixed people, and as detect_clusters
///         does; InvalidInput if there are 2^32 personas or more; Cancelled.
/// Cost    O(n + sum over ties of the smaller degree + c) time, c the cost of detect_clusters for as many ties; about 24
///         bytes a tie end beside the answer and that cost and, for each thread, 4 bytes a person and 32 a tie of the
///         largest ego network.
/// Source  Epasto, Lattanzi, Paes Leme, KDD 2017, 145; Blondel and others, Journal of Statistical Mechanics (2008)
///         P10008, for the local circles; Granovetter, American Journal of Sociology 78, 1360 (1973), for local bridges.
template <std::floating_point Weight>
[[nodiscard]] DetectedCircles detect_circles(const TieGraph<Weight>& graph, CircleOptions options = {});

/// The circles among ego's alters: the local circles that detect_circles makes personas of.
///
/// Alters are grouped by the ties among them, as modularity at `local_resolution` rewards it. Whoever knows no other
/// alter goes with the circle that holds most weight of ego's ties.
///
/// Value   a partition of the places in graph.alters(ego).
/// Throws  UnknownPerson; InvalidOption for the local resolution; Cancelled.
/// Cost    O(t + sum over ego's alters of the smaller degree * log d), t the ties among ego's alters.
template <std::floating_point Weight>
[[nodiscard]] Partition ego_circles(const TieGraph<Weight>& graph, PersonId ego, const CircleOptions& options = {});

extern template DetectedCircles detect_circles(const TieGraph<float>&, CircleOptions);
extern template DetectedCircles detect_circles(const TieGraph<double>&, CircleOptions);
extern template Partition ego_circles(const TieGraph<float>&, PersonId, const CircleOptions&);
extern template Partition ego_circles(const TieGraph<double>&, PersonId, const CircleOptions&);

}  // namespace tertius
