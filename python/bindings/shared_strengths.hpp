#pragma once

#include "shared_graph.hpp"

#include <tertius/strength/tie_strengths.hpp>

#include <memory>

namespace tertius::python {

using SharedStrengths = std::shared_ptr<TieStrengths>;

/// The strengths' graph, which lives as long as anybody holds either.
inline SharedGraph graph_of(const SharedStrengths& strengths)
{
    return {std::shared_ptr<const TieGraph<double>>(strengths, &strengths->graph())};
}

}  // namespace tertius::python
