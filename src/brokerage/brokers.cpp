#include <tertius/brokerage/brokers.hpp>

#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/brokerage/participation.hpp>
#include <tertius/graph/symmetrised.hpp>

#include <algorithm>

namespace tertius {

namespace {

template <class Weight>
std::vector<Broker> rank_brokers(const TieGraph<Weight>& graph, const Partition& partition,
                                 const BrokerOptions& options)
{
    const auto sizes = effective_sizes(graph, options.execution);
    const auto reaches = cluster_reaches(graph, partition, {.execution = options.execution});

    std::vector<Broker> ranked;
    for (const PersonId person : graph.people()) {
        const auto& [clusters, participation] = reaches[person];
        if (clusters < 2) continue;
        ranked.push_back({.person = person,
                          .constraint = 0,
                          .effective_size = sizes[person],
                          .clusters = clusters,
                          .participation = participation,
                          .score = sizes[person] * participation});
    }
    const auto first = [](const Broker& a, const Broker& b) {
        return a.score != b.score ? a.score > b.score : a.person < b.person;
    };
    const auto listed = static_cast<std::ptrdiff_t>(std::min(options.limit, ranked.size()));
    std::partial_sort(ranked.begin(), ranked.begin() + listed, ranked.end(), first);
    ranked.resize(static_cast<std::size_t>(listed));
    parallel_for(options.execution, ranked.size(), 16, [&](std::size_t begin, std::size_t end) {
        for (; begin < end; ++begin) ranked[begin].constraint = constraint(graph, ranked[begin].person);
    });
    return ranked;
}

}  // namespace

template <std::floating_point Weight, Direction direction>
std::vector<Broker> brokers(const TieGraph<Weight, direction>& graph, const Partition& partition,
                            const BrokerOptions& options)
{
    require_partition(graph.size(), partition);
    if (options.limit == 0) throw InvalidOption("option.limit", "limit is 0; must be a positive number");
    if constexpr (direction == Direction::directed)
        return rank_brokers(symmetrised(graph, options.execution), partition, options);
    else
        return rank_brokers(graph, partition, options);
}

template std::vector<Broker> brokers(const TieGraph<float>&, const Partition&, const BrokerOptions&);
template std::vector<Broker> brokers(const TieGraph<double>&, const Partition&, const BrokerOptions&);
template std::vector<Broker> brokers(const DirectedTieGraph<float>&, const Partition&, const BrokerOptions&);
template std::vector<Broker> brokers(const DirectedTieGraph<double>&, const Partition&, const BrokerOptions&);

}  // namespace tertius
