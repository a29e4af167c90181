#pragma once

#include <tertius/clusters/detect_clusters.hpp>

#include <concepts>
#include <vector>

namespace tertius {

struct ConsensusOptions {
    ClusterOptions search{};  ///< how each run looks for clusters; its seed is what those of all runs come from
    int runs = 20;            ///< 2 to 10,000
    double threshold = 0.5;   ///< in [0, 1]: a tie inside a cluster in a smaller share of the runs binds nobody
    int most_rounds = 20;     ///< from 1 on
};

/// Clusters that many searches agree on, and how sure each person's place in them is.
struct ConsensusClusters {
    /// converged: all runs agreed in the end; quality: on the ties as they were given.
    Clusters clusters;
    std::vector<double> confidences;          ///< of each person
    std::vector<double> cluster_confidences;  ///< of each cluster: the mean of its people's
    int rounds = 0;                           ///< how often all runs were made
};

/// What many searches for clusters agree on: each sees a network a little differently, by its seed.
///
/// All runs search the graph. Then each tie weighs as much as the share of runs that have its two people in one
/// cluster, nothing below the threshold; somebody left without a tie keeps those of the largest share. All runs search
/// that graph, and so on until they agree; if they never do, the last round's run of the best quality is the answer.
///
///     confidence(i) = mean over the first runs of the share of i's mates in the consensus who are with i
///
/// Somebody alone in the consensus: the share of the first runs in which they are alone.
///
/// Value   a confidence is in [0, 1]; 1 if every run has the whole cluster together.
/// Throws  InvalidOption for each option out of its range; Cancelled.
/// Cost    rounds * runs searches; O(m) and 8 bytes a person and run. Up to 100,000 people, each thread makes whole
///         runs; beyond, threads share each run.
/// Source  Lancichinetti, Fortunato, Scientific Reports 2, 336 (2012); over ties alone, not all pairs, as in Tandon,
///         Albeshri, Thayananthan, Alhalabi, Fortunato, Physical Review E 99, 042301 (2019).
template <std::floating_point Weight>
[[nodiscard]] ConsensusClusters consensus_clusters(const TieGraph<Weight>& graph, ConsensusOptions options = {});

extern template ConsensusClusters consensus_clusters(const TieGraph<float>&, ConsensusOptions);
extern template ConsensusClusters consensus_clusters(const TieGraph<double>&, ConsensusOptions);

}  // namespace tertius
