#pragma once

#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <vector>

namespace tertius::test {

/// How many pieces the clusters fall into, walking only ties of positive weight inside them.
template <class Weight>
ClusterId connected_pieces(const TieGraph<Weight>& graph, const Partition& clusters)
{
    std::vector<bool> seen(graph.size());
    ClusterId pieces = 0;
    for (const PersonId start : graph.people()) {
        if (seen[start]) continue;
        ++pieces;
        seen[start] = true;
        std::vector<PersonId> waiting{start};
        while (!waiting.empty()) {
            const PersonId person = waiting.back();
            waiting.pop_back();
            for (const auto& tie : graph.ties_of(person)) {
                if (tie.weight == 0 || seen[tie.target] || clusters[tie.target] != clusters[person]) continue;
                seen[tie.target] = true;
                waiting.push_back(tie.target);
            }
        }
    }
    return pieces;
}

}  // namespace tertius::test
