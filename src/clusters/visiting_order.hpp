#pragma once

#include "level.hpp"

namespace tertius::detail {

/// In which order units are asked: by a hash of their number. The order people were given in often follows their ties,
/// and so misleads; and people who are tied would decide in one batch, each to follow the other.
[[nodiscard]] Column<UnitId> hashed_order(const Execution& execution, UnitId size, std::uint64_t seed);

/// One after the other.
[[nodiscard]] Column<UnitId> natural_order(UnitId size);

}  // namespace tertius::detail
