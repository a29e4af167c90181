#include <tertius/clusters/coverage.hpp>

#include "tie_weights.hpp"

#include <limits>

namespace tertius {

template <std::floating_point Weight, Direction direction>
double coverage(const TieGraph<Weight, direction>& graph, const Partition& partition, const Execution& execution)
{
    require_partition(graph.size(), partition);
    const auto people = detail::weights_of_people(execution, graph, partition, detail::room_for_sums(graph));
    detail::TieWeights total;
    for (const auto& cluster : detail::weights_of_clusters(people, partition)) {
        total.inside += cluster.inside;
        total.outside += cluster.outside;
    }
    return total.all() > 0 ? total.inside / total.all() : std::numeric_limits<double>::quiet_NaN();
}

template double coverage(const TieGraph<float>&, const Partition&, const Execution&);
template double coverage(const TieGraph<double>&, const Partition&, const Execution&);
template double coverage(const DirectedTieGraph<float>&, const Partition&, const Execution&);
template double coverage(const DirectedTieGraph<double>&, const Partition&, const Execution&);

}  // namespace tertius
