#include <tertius/brokerage/participation.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace tertius {

namespace {

using ClusterWeights = std::vector<std::pair<ClusterId, double>>;

/// `ties` is working memory; its content does not matter.
template <class Weight>
ClusterReach reach_of(const TieGraph<Weight>& graph, const Partition& partition, PersonId ego, ClusterWeights& ties)
{
    ties.clear();
    double degree = 0;
    for (const auto& tie : graph.ties_of(ego)) {
        if (tie.weight == 0) continue;
        ties.emplace_back(partition[tie.target], tie.weight);
        degree += tie.weight;
    }
    if (ties.empty()) return {0, std::numeric_limits<double>::quiet_NaN()};
    std::ranges::sort(ties);
    ClusterReach reach{0, 1};
    for (std::size_t place = 0; place < ties.size();) {
        const ClusterId cluster = ties[place].first;
        double share = 0;
        for (; place < ties.size() && ties[place].first == cluster; ++place) share += ties[place].second / degree;
        ++reach.clusters;
        reach.participation -= share * share;
    }
    // All in one cluster is exactly 0: shares of one whole may round to a hair less.
    if (reach.clusters == 1) reach.participation = 0;
    return reach;
}

}  // namespace

template <std::floating_point Weight>
ClusterReach cluster_reach(const TieGraph<Weight>& graph, const Partition& partition, PersonId ego)
{
    require_person(graph, ego);
    require_partition(graph.size(), partition);
    ClusterWeights ties;
    return reach_of(graph, partition, ego, ties);
}

template <std::floating_point Weight>
std::vector<ClusterReach> cluster_reaches(const TieGraph<Weight>& graph, const Partition& partition,
                                          const Execution& execution)
{
    require_partition(graph.size(), partition);
    std::vector<ClusterReach> result(graph.size());
    PerThread<ClusterWeights> scratch([] { return ClusterWeights(); });
    parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        auto& ties = scratch.local();
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego)
            result[ego] = reach_of(graph, partition, ego, ties);
    });
    return result;
}

template <std::floating_point Weight>
std::vector<double> participations(const TieGraph<Weight>& graph, const Partition& partition,
                                   const Execution& execution)
{
    const auto reaches = cluster_reaches(graph, partition, execution);
    std::vector<double> result(reaches.size());
    std::ranges::transform(reaches, result.begin(), &ClusterReach::participation);
    return result;
}

template ClusterReach cluster_reach(const TieGraph<float>&, const Partition&, PersonId);
template ClusterReach cluster_reach(const TieGraph<double>&, const Partition&, PersonId);
template std::vector<double> participations(const TieGraph<float>&, const Partition&, const Execution&);
template std::vector<double> participations(const TieGraph<double>&, const Partition&, const Execution&);
template std::vector<ClusterReach> cluster_reaches(const TieGraph<float>&, const Partition&, const Execution&);
template std::vector<ClusterReach> cluster_reaches(const TieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
