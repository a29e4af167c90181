#pragma once

#include "ego_network.hpp"

#include <tertius/introductions/standing.hpp>

namespace tertius::detail {

/// How an ego stands who knows these people.
[[nodiscard]] Standing standing_of(const EgoNetwork& net);

}  // namespace tertius::detail
