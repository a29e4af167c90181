#pragma once

#include "level.hpp"
#include "moving.hpp"
#include "search.hpp"
#include "splitting.hpp"
#include "visiting_order.hpp"

namespace tertius::detail {

/// What label propagation rewards: to be where most of one's ties lead. Clusters cost nothing, however large.
class Following {
public:
    struct Mass {
        Mass& operator+=(Mass) { return *this; }
        Mass& operator-=(Mass) { return *this; }
        friend Mass operator-(Mass, Mass) { return {}; }
        friend bool operator==(Mass, Mass) = default;
    };

    [[nodiscard]] static double gain(double tied, Mass, Mass) { return tied; }
};

inline void add_atomically(Following::Mass&, Following::Mass) {}

/// Everybody follows most of their alters, again and again; what does not hang together is parted at the end.
///
/// Source  Raghavan, Albert, Kumara, Physical Review E 76, 036106 (2007).
[[nodiscard]] Found propagate(const Execution& execution, const Level& ground, double total_weight, Effort effort,
                              std::uint64_t seed, Column<UnitId> start);

}  // namespace tertius::detail
