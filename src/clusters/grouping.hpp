#pragma once

#include "level.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace tertius::detail {

/// Units filed by label; within a label in ascending order.
struct Grouping {
    Column<UnitId> starts;  // one more than labels
    Column<UnitId> units;

    [[nodiscard]] UnitId count() const { return static_cast<UnitId>(starts.size() - 1); }
    [[nodiscard]] std::span<const UnitId> operator[](UnitId label) const
    {
        return std::span(units).subspan(starts[label], starts[label + 1] - starts[label]);
    }
};

/// Labels must lie below `count`.
[[nodiscard]] Grouping group(std::span<const UnitId> labels, UnitId count);

/// Numbers the labels in use 0, 1, 2, ... in the order of their first unit; returns how many there are.
UnitId renumber(std::span<UnitId> labels);

}  // namespace tertius::detail
