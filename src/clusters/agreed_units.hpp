#pragma once

#include "level.hpp"

#include <span>

namespace tertius::detail {

/// Labels units by what two partitions agree on: units that both put together get one label, in the order of their
/// first unit by `one`, then by number.
///
/// Source  Ovelgonne, Geyer-Schulz, An Ensemble Learning Strategy for Graph Clustering, Contemporary Mathematics 588
///         (2013).
[[nodiscard]] Column<UnitId> agreed_units(const Execution& execution, std::span<UnitId> one, std::span<UnitId> other);

}  // namespace tertius::detail
