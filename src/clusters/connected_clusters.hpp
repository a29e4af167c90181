#pragma once

#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <span>

namespace tertius::detail {

/// Makes every cluster connected by ties of positive weight, with no more clusters than must be.
///
/// The largest piece of each cluster stays; each other piece joins the cluster that most of the weight of its ties
/// leads to. People labelled `nobody` have no cluster yet and join likewise. A component of the graph in which nothing
/// stays is one cluster.
///
/// Cost    O(n + m).
template <std::floating_point Weight>
[[nodiscard]] Partition connected_clusters(const TieGraph<Weight>& graph, std::span<const ClusterId> labels);

}  // namespace tertius::detail
