#include <tertius/clusters/conductance.hpp>

#include "tie_weights.hpp"

#include <cmath>
#include <limits>

namespace tertius {

namespace {

constexpr auto undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace

/// The rest is added up from both sides, not taken off the whole: beside a heavy cluster a light rest would vanish.
std::vector<double> detail::conductances_of(const std::vector<TieWeights>& clusters)
{
    std::vector<double> rest(clusters.size());
    double before = 0;
    for (std::size_t cluster = 0; cluster < clusters.size(); ++cluster) {
        rest[cluster] = before;
        before += clusters[cluster].all();
    }
    double after = 0;
    for (std::size_t cluster = clusters.size(); cluster-- > 0;) {
        rest[cluster] += after;
        after += clusters[cluster].all();
    }
    std::vector<double> result(clusters.size());
    for (std::size_t cluster = 0; cluster < clusters.size(); ++cluster) {
        const double smaller = std::min(clusters[cluster].all(), rest[cluster]);
        result[cluster] = smaller > 0 ? std::min(1.0, clusters[cluster].outside / smaller) : undefined;
    }
    return result;
}

template <std::floating_point Weight, Direction direction>
std::vector<double> conductances(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                 const Execution& execution)
{
    require_partition(graph.size(), partition);
    const auto people = detail::weights_of_people(execution, graph, partition, detail::room_for_sums(graph));
    return detail::conductances_of(detail::weights_of_clusters(people, partition));
}

template <std::floating_point Weight, Direction direction>
double mean_conductance(const TieGraph<Weight, direction>& graph, const Partition& partition,
                        const Execution& execution)
{
    double total = 0;
    std::size_t defined = 0;
    for (const double conductance : conductances(graph, partition, execution)) {
        if (std::isnan(conductance)) continue;
        total += conductance;
        ++defined;
    }
    return defined > 0 ? total / static_cast<double>(defined) : undefined;
}

template std::vector<double> conductances(const TieGraph<float>&, const Partition&, const Execution&);
template std::vector<double> conductances(const TieGraph<double>&, const Partition&, const Execution&);
template std::vector<double> conductances(const DirectedTieGraph<float>&, const Partition&, const Execution&);
template std::vector<double> conductances(const DirectedTieGraph<double>&, const Partition&, const Execution&);
template double mean_conductance(const TieGraph<float>&, const Partition&, const Execution&);
template double mean_conductance(const TieGraph<double>&, const Partition&, const Execution&);
template double mean_conductance(const DirectedTieGraph<float>&, const Partition&, const Execution&);
template double mean_conductance(const DirectedTieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
