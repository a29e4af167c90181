#include <tertius/introductions/visible_ties.hpp>

#include <tertius/graph/tie_graph_builder.hpp>

namespace tertius {

template <class Weight>
TieGraph<Weight> visible_ties(const TieGraph<Weight>& graph, const TieVisible& visible, const Execution& execution)
{
    TieGraphBuilder<Weight> builder(graph.size(), {.execution = execution});
    for (const PersonId person : graph.people()) {
        throw_if_stopped(execution);
        for (const auto& tie : graph.ties_of(person))
            if (person < tie.target && (!visible || visible(person, tie.target)))
                builder.add(person, tie.target, tie.weight);
    }
    return builder.build();
}

template TieGraph<float> visible_ties(const TieGraph<float>&, const TieVisible&, const Execution&);
template TieGraph<double> visible_ties(const TieGraph<double>&, const TieVisible&, const Execution&);

}  // namespace tertius
