#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <span>
#include <utility>

namespace tertius {

/// What makes a partition good: modularity.hpp, constant_potts.hpp.
enum class Quality : std::uint8_t { modularity, cpm };

/// How long to look: one thorough pass and a polish; two of them; or until nothing changes any more.
enum class Effort : std::uint8_t { fast, balanced, best };

struct ClusterOptions {
    Quality quality = Quality::modularity;
    double resolution = 1.0;  ///< finite, > 0; larger: smaller clusters. For cpm, the density a cluster must have
    Effort effort = Effort::balanced;
    std::uint64_t seed = 0;  ///< in which order people are asked; any number
    Execution execution{};
};

/// Clusters that were found, and how good they are.
class Clusters {
public:
    Clusters(Partition partition, double quality, bool converged, ClusterOptions options)
        : partition_(std::move(partition)), options_(std::move(options)), quality_(quality), converged_(converged)
    {
    }

    [[nodiscard]] ClusterId count() const { return partition_.count(); }
    /// Each person's cluster; clusters are numbered by their first person.
    [[nodiscard]] std::span<const ClusterId> labels() const { return partition_.labels(); }
    [[nodiscard]] const Partition& partition() const { return partition_; }
    /// The partition's value by the quality asked for.
    [[nodiscard]] double quality() const { return quality_; }
    /// Whether the search ended because nothing was left to gain, not because its effort was spent.
    [[nodiscard]] bool converged() const { return converged_; }
    /// What was asked for; `execution` is left out, it has no part in the answer.
    [[nodiscard]] const ClusterOptions& options() const { return options_; }

private:
    Partition partition_;
    ClusterOptions options_;
    double quality_;
    bool converged_;
};

/// Who belongs together: groups people so that ties fall inside clusters as much as the quality rewards it.
///
/// Leiden's search: people move to the cluster where they gain most; each cluster is taken apart again and put
/// together from people who hold on to each other; what holds together then moves as one, and so on upwards. At the
/// end everybody may move once more alone, and a cluster that has come apart is parted.
///
/// Every cluster is connected, by ties of positive weight; an isolate is a cluster of their own. The labels depend on
/// the graph, the options and the seed, not on the number of threads. Multiplying all weights by a power of two
/// changes nothing, to the last bit; by another number, no more than rounding can. Weights count in single precision,
/// and as 0 below 2^-52 of all weight together.
///
/// Throws  InvalidOption unless resolution is finite and > 0; Cancelled.
/// Cost    O(m) for each of 5 to 15 sweeps (fast); 8 bytes a tie end and 40 a person while it runs, and 8 more a
///         person for each thread.
/// Source  Traag, Waltman, van Eck, Scientific Reports 9, 5233 (2019); synchronous batches as in Sahu, GVE-Leiden
///         (2023), made deterministic by exact sums.
template <std::floating_point Weight>
[[nodiscard]] Clusters detect_clusters(const TieGraph<Weight>& graph, ClusterOptions options = {});

extern template Clusters detect_clusters(const TieGraph<float>&, ClusterOptions);
extern template Clusters detect_clusters(const TieGraph<double>&, ClusterOptions);

}  // namespace tertius
