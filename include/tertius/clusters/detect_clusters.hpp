#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tertius {

/// How clusters are looked for.
enum class Method : std::uint8_t {
    leiden,             ///< people move, clusters are taken apart and put together again: the best clusters
    louvain,            ///< people move, and what has come together moves as one
    label_propagation,  ///< everybody follows most of their alters; quality and resolution have no part in it
    spectral,           ///< by the leading eigenvectors; quality and resolution have no part in it
};

/// What makes a partition good: modularity.hpp (in directed graphs, directed_modularity.hpp), constant_potts.hpp.
enum class Quality : std::uint8_t { modularity, cpm };

/// How long to look: once; a few times, each time with what has been found; or until nothing changes any more.
enum class Effort : std::uint8_t { fast, balanced, best };

struct ClusterOptions {
    Method method = Method::leiden;
    Quality quality = Quality::modularity;
    double resolution = 1.0;  ///< finite, > 0; larger: smaller clusters. For cpm, the density a cluster must have
    Effort effort = Effort::balanced;
    std::uint64_t seed = 0;            ///< in which order people are asked; any number
    ClusterId clusters = 0;            ///< spectral alone: how many; 0: as many as the widest gap of eigenvalues says
    std::optional<Partition> start{};  ///< where everybody begins; nothing: everybody alone
    std::vector<PersonId> fixed{};     ///< people who stay together, or apart, as they are in `start`
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
    /// What was asked for; `start`, `fixed` and `execution` are left out.
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
/// end those at the borders may move once more alone, and a cluster that has come apart is parted. `fast` goes upwards
/// once and takes nothing apart. `balanced` starts from what two quick searches agree on, or, among fewer than 5,000
/// people, keeps the better of two searches; it goes back to the people as long as that wins much. `best` goes on until
/// whole rounds gain nothing (from 100,000 people on, no millionth). Where a start is given, the search keeps to it.
///
/// Every cluster is connected, by ties of positive weight, save what `fixed` holds together; an isolate is a cluster of
/// their own. Directed ties count by who turns to whom, and connect either way. The labels depend on the graph, the
/// options and the seed, not on the number of threads. Multiplying all weights by a power of two changes nothing, to
/// the last bit; by another number, no more than rounding can. Weights count in single precision, and as 0 below 2^-52
/// of all weight together.
///
/// Throws  InvalidOption unless resolution is finite and > 0, and for an option that the method has no use for;
///         InvalidInput for a start of other people; UnknownPerson for somebody fixed; Cancelled.
/// Cost    O(m) for each of 5 to 25 sweeps (fast, balanced); at most 20 bytes a tie end and 60 a person while it runs
///         (in a directed graph 20 more a tie end), and 8 a person for each thread. Spectral: see the README.
/// Source  Traag, Waltman, van Eck, Scientific Reports 9, 5233 (2019); Blondel and others, J. Stat. Mech. P10008
///         (2008); Raghavan, Albert, Kumara, Physical Review E 76, 036106 (2007); synchronous batches as in Sahu,
///         GVE-Leiden (2023), made deterministic by exact sums; agreement as in Ovelgonne, Geyer-Schulz, Contemporary
///         Mathematics 588 (2013).
template <std::floating_point Weight, Direction direction>
[[nodiscard]] Clusters detect_clusters(const TieGraph<Weight, direction>& graph, ClusterOptions options = {});

extern template Clusters detect_clusters(const TieGraph<float>&, ClusterOptions);
extern template Clusters detect_clusters(const TieGraph<double>&, ClusterOptions);
extern template Clusters detect_clusters(const DirectedTieGraph<float>&, ClusterOptions);
extern template Clusters detect_clusters(const DirectedTieGraph<double>&, ClusterOptions);

}  // namespace tertius
