#pragma once

#include <cstdint>
#include <limits>

namespace tertius {

/// A person's place in a graph or network: 0, 1, 2, ... in the order in which people were given.
using PersonId = std::uint32_t;

/// Nobody: "no introducer was found".
inline constexpr PersonId nobody = std::numeric_limits<PersonId>::max();

}  // namespace tertius
