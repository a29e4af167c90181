#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tertius {

/// What a go-between is, by the clusters of the one before, of themselves and of the one after.
enum class BrokerageRole : std::uint8_t {
    coordinator,     ///< A A A: inside their own cluster
    itinerant,       ///< A B A: an outsider between two of one cluster (also: consultant)
    gatekeeper,      ///< A B B: lets things into their own cluster
    representative,  ///< A A B: carries things out of it
    liaison,         ///< A B C: between two others' clusters
};

inline constexpr std::size_t brokerage_role_count = 5;

/// How often somebody has each role; the arrays are in the order of BrokerageRole.
struct BrokerageRoles {
    std::array<std::uint64_t, brokerage_role_count> counts{};
    std::array<double, brokerage_role_count> expected{};  ///< if clusters fell to people at random
    std::array<double, brokerage_role_count> z_scores{};  ///< how many standard deviations above; NaN where none is
    std::uint64_t total = 0;                              ///< all roles together, whatever the clusters

    [[nodiscard]] std::uint64_t count(BrokerageRole role) const { return counts[static_cast<std::size_t>(role)]; }
};

/// Gould and Fernandez' brokerage roles: how often ego stands between two people, and on which side of which border.
///
/// Ego j brokers from i to k where i is tied to j and j to k, but i not to k, and i is not k. The expected value and the
/// deviation are those over all ways to deal the clusters, their sizes kept, to everybody in the graph: worked out, not
/// sampled. In an undirected graph each tie goes both ways, so every pair of strangers counts twice, once from either
/// side. A tie of weight 0 is none; other weights do not count.
///
/// Throws  UnknownPerson; InvalidInput if the partition is of other people than the graph.
/// Cost    O(D log d + c), D the ties of ego's alters, c the number of clusters.
/// Source  Gould, Fernandez, Sociological Methodology 19, 89 (1989).
template <std::floating_point Weight, Direction direction>
[[nodiscard]] BrokerageRoles brokerage_roles(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                             PersonId ego);

/// The brokerage roles of everybody: the same numbers, to the last bit.
///
/// Throws  InvalidInput if the partition is of other people than the graph; Cancelled.
/// Cost    O(n + m log d + sum over ties of the smaller degree) time, divided among the threads; 200 bytes a person and
///         26 a pair of tied people.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] std::vector<BrokerageRoles> brokerage_roles(const TieGraph<Weight, direction>& graph,
                                                          const Partition& partition, const Execution& execution = {});

extern template BrokerageRoles brokerage_roles(const TieGraph<float>&, const Partition&, PersonId);
extern template BrokerageRoles brokerage_roles(const TieGraph<double>&, const Partition&, PersonId);
extern template BrokerageRoles brokerage_roles(const DirectedTieGraph<float>&, const Partition&, PersonId);
extern template BrokerageRoles brokerage_roles(const DirectedTieGraph<double>&, const Partition&, PersonId);
extern template std::vector<BrokerageRoles> brokerage_roles(const TieGraph<float>&, const Partition&, const Execution&);
extern template std::vector<BrokerageRoles> brokerage_roles(const TieGraph<double>&, const Partition&,
                                                            const Execution&);
extern template std::vector<BrokerageRoles> brokerage_roles(const DirectedTieGraph<float>&, const Partition&,
                                                            const Execution&);
extern template std::vector<BrokerageRoles> brokerage_roles(const DirectedTieGraph<double>&, const Partition&,
                                                            const Execution&);

}  // namespace tertius
