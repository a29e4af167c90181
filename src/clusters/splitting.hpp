#pragma once

#include "level.hpp"

namespace tertius::detail {

/// Parts every cluster that is not connected by ties of positive weight into its connected pieces, each labelled by
/// its lowest unit. `labels` are numbered from 0 without gaps.
///
/// Source  Sutton, Ben-Nun, Barak, Optimizing Parallel Graph Connectivity Computation via Subgraph Sampling, IPDPS 2018.
void split_disconnected(const Execution& execution, const Level& level, std::span<UnitId> labels, UnitId count);

}  // namespace tertius::detail
