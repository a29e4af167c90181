#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <vector>

namespace tertius::detail {

/// Whom everybody is drawn to in a picture, and by which share of all that draws them.
struct Pulls {
    std::vector<std::uint64_t> offsets;
    std::vector<PersonId> alters;
    std::vector<float> shares;  // each person's add up to 1; a tie of weight 0 has none
};

/// A tie draws by w / (w + median w): no single tie, however heavy, lets all others count for nothing.
template <std::floating_point Weight, Direction direction>
[[nodiscard]] Pulls pulls_of(const Execution& execution, const TieGraph<Weight, direction>& graph);

}  // namespace tertius::detail
