#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tertius {

/// What is recorded of each person in one respect: an office, or any number of skills, each by a number of its own.
struct TraitColumn {
    std::span<const std::uint64_t> offsets;  ///< n + 1; nothing recorded of a person: an empty stretch
    std::span<const std::uint32_t> values;   ///< person i has values[offsets[i]] .. values[offsets[i + 1] - 1]
};

/// A value that a cluster's people have more often than others.
struct TellingValue {
    std::uint32_t column = 0;  ///< which of the trait columns
    std::uint32_t value = 0;
    PersonId count = 0;   ///< how many in the cluster have it
    PersonId known = 0;   ///< of how many in the cluster the column is recorded
    PersonId total = 0;   ///< how many have it in all
    double lift = 0;      ///< how many times as often as among everybody of whom the column is recorded; > 1
    double surprise = 0;  ///< -log of the chance of so many or more, had the cluster's people been drawn at random
};

/// Somebody in a cluster, and what their ties weigh.
struct ClusterMember {
    PersonId person = nobody;
    double weight = 0;      ///< of the ties that it is about: inside for the core, outside for a bridge
    double share = 0;       ///< of the weight of all their ties
    ClusterId towards = 0;  ///< where most of that weight goes: their own cluster for the core
};

struct ClusterDescription {
    PersonId people = 0;
    double conductance = 0;              ///< conductance.hpp
    double density = 0;                  ///< density.hpp
    std::vector<TellingValue> traits;    ///< the most surprising first
    std::vector<ClusterMember> core;     ///< those with more than half of their weight inside, the most weight first
    std::vector<ClusterMember> bridges;  ///< those with ties outside, the most weight outside first
};

struct DescribeOptions {
    std::size_t limit = 3;  ///< at most so many traits, core members and bridges a cluster; > 0
    /// In (0, 1]: how likely a cluster of people drawn at random may be to show one of the values of a column.
    double significance = 0.1;
    Execution execution{};
};

/// Says what each cluster is: what sets its people apart, who is at its core, and who leads out of it.
///
///     lift = (count/known) / (total/everybody),   surprise = -log P[ X >= count ],   X hypergeometric
///
/// A value tells something of a cluster if two people or more of it have it, more often than others do, and its chance
/// times the number of values that two people or more have in that column is at most `significance`: so the one person with a
/// skill that nobody else has says nothing, however large the lift. Of whom a column is not recorded they are left out
/// of its counts. Who has a value twice has it once.
///
/// Value   one for each cluster. A core may be empty: of a person alone, or of people who all turn elsewhere.
/// Throws  InvalidInput if the partition or a column is of other people than the graph, or a column's offsets do not
///         rise from 0 to its number of values; InvalidOption; Cancelled.
/// Cost    O(n log limit + m + v log v), v the values recorded; 40 bytes a person, 12 a value.
/// Source  Fisher's exact test, one-sided, with Bonferroni's correction for each cluster and column.
template <std::floating_point Weight>
[[nodiscard]] std::vector<ClusterDescription> describe_clusters(const TieGraph<Weight>& graph,
                                                                const Partition& partition,
                                                                std::span<const TraitColumn> traits = {},
                                                                const DescribeOptions& options = {});

extern template std::vector<ClusterDescription> describe_clusters(const TieGraph<float>&, const Partition&,
                                                                  std::span<const TraitColumn>, const DescribeOptions&);
extern template std::vector<ClusterDescription> describe_clusters(const TieGraph<double>&, const Partition&,
                                                                  std::span<const TraitColumn>, const DescribeOptions&);

}  // namespace tertius
