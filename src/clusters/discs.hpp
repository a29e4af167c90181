#pragma once

#include "grouping.hpp"
#include "plane.hpp"
#include "pulls.hpp"

#include <tertius/graph/parallel.hpp>

#include <span>
#include <vector>

namespace tertius::detail {

/// A cluster's place in a picture.
struct Disc {
    Point middle{};
    double radius = 0;  ///< of the area that its people fill
};

/// A disc for each cluster, none over another: the larger ones near those that their people have ties to, the smallest
/// and people on their own in rings around.
///
/// `clusters` files everybody by `labels`.
[[nodiscard]] std::vector<Disc> place_discs(const Execution& execution, const Grouping& clusters,
                                            std::span<const UnitId> labels, const Pulls& pulls);

}  // namespace tertius::detail
