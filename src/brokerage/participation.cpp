#include <tertius/brokerage/participation.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace tertius {

namespace {

using ClusterWeights = std::vector<std::pair<ClusterId, double>>;

template <class Ties>
void collect(const Ties& ties, const Partition& partition, const auto& alter_of, ClusterWeights& weights)
{
    for (const auto& tie : ties)
        if (tie.weight != 0) weights.emplace_back(partition[alter_of(tie)], tie.weight);
}

/// `ties` is working memory; its content does not matter.
template <class Weight, Direction direction>
ClusterReach reach_of(const TieGraph<Weight, direction>& graph, const Partition& partition, PersonId ego, TieSide side,
                      ClusterWeights& ties)
{
    constexpr bool directed = direction == Direction::directed;
    ties.clear();
    if (!directed || side != TieSide::in)
        collect(
            graph.ties_of(ego), partition, [](const auto& tie) { return tie.target; }, ties);
    if (directed && side != TieSide::out)
        collect(
            graph.in_ties_of(ego), partition, [](const auto& tie) { return tie.source; }, ties);
    if (ties.empty()) return {0, std::numeric_limits<double>::quiet_NaN()};
    std::ranges::sort(ties);
    double degree = 0;
    for (const auto& [cluster, weight] : ties) degree += weight;
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

template <std::floating_point Weight, Direction direction>
ClusterReach cluster_reach(const TieGraph<Weight, direction>& graph, const Partition& partition, PersonId ego,
                           TieSide side)
{
    require_person(graph, ego);
    require_partition(graph.size(), partition);
    ClusterWeights ties;
    return reach_of(graph, partition, ego, side, ties);
}

template <std::floating_point Weight, Direction direction>
std::vector<ClusterReach> cluster_reaches(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                          const ParticipationOptions& options)
{
    require_partition(graph.size(), partition);
    std::vector<ClusterReach> result(graph.size());
    PerThread<ClusterWeights> scratch([] { return ClusterWeights(); });
    parallel_for(options.execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
        auto& ties = scratch.local();
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego)
            result[ego] = reach_of(graph, partition, ego, options.side, ties);
    });
    return result;
}

template <std::floating_point Weight, Direction direction>
std::vector<double> participations(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                   const ParticipationOptions& options)
{
    const auto reaches = cluster_reaches(graph, partition, options);
    std::vector<double> result(reaches.size());
    std::ranges::transform(reaches, result.begin(), &ClusterReach::participation);
    return result;
}

template ClusterReach cluster_reach(const TieGraph<float>&, const Partition&, PersonId, TieSide);
template ClusterReach cluster_reach(const TieGraph<double>&, const Partition&, PersonId, TieSide);
template ClusterReach cluster_reach(const DirectedTieGraph<float>&, const Partition&, PersonId, TieSide);
template ClusterReach cluster_reach(const DirectedTieGraph<double>&, const Partition&, PersonId, TieSide);
template std::vector<double> participations(const TieGraph<float>&, const Partition&, const ParticipationOptions&);
template std::vector<double> participations(const TieGraph<double>&, const Partition&, const ParticipationOptions&);
template std::vector<double> participations(const DirectedTieGraph<float>&, const Partition&,
                                            const ParticipationOptions&);
template std::vector<double> participations(const DirectedTieGraph<double>&, const Partition&,
                                            const ParticipationOptions&);
template std::vector<ClusterReach> cluster_reaches(const TieGraph<float>&, const Partition&,
                                                   const ParticipationOptions&);
template std::vector<ClusterReach> cluster_reaches(const TieGraph<double>&, const Partition&,
                                                   const ParticipationOptions&);
template std::vector<ClusterReach> cluster_reaches(const DirectedTieGraph<float>&, const Partition&,
                                                   const ParticipationOptions&);
template std::vector<ClusterReach> cluster_reaches(const DirectedTieGraph<double>&, const Partition&,
                                                   const ParticipationOptions&);

}  // namespace tertius
