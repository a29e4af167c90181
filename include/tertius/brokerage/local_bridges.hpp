#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <vector>

namespace tertius {

/// A tie whose two people share no alter.
struct LocalBridge {
    PersonId a = nobody;
    PersonId b = nobody;                ///< > a
    std::optional<std::uint32_t> span;  ///< ties on the shortest other way between them; none: no other way was found
};

struct LocalBridgeOptions {
    std::uint32_t max_span = 0;  ///< longer ways are not looked for; 0: look until there is no other way
    Execution execution{};
};

/// Local bridges: the ties that alone join two circles, and how far round the other way is.
///
/// What is new to one of the two comes to them through such a tie or over `span` - 1 others; where there is no other way
/// the tie is a bridge. A tie of weight 0 is none; other weights do not count.
///
/// Value   by a, then b; a span is at least 3.
/// Throws  InvalidOption if max_span is 1 or 2, which no local bridge has; Cancelled.
/// Cost    O(n + sum over ties of the smaller degree), and for each local bridge a search from both of its people that
///         grows the smaller side, up to O(n + m) if there is no bound; divided among the threads. 12 bytes a tie end
///         and, for each thread, 12 bytes a person.
/// Source  Granovetter, American Journal of Sociology 78, 1360 (1973).
template <std::floating_point Weight>
[[nodiscard]] std::vector<LocalBridge> local_bridges(const TieGraph<Weight>& graph,
                                                     const LocalBridgeOptions& options = {});

extern template std::vector<LocalBridge> local_bridges(const TieGraph<float>&, const LocalBridgeOptions&);
extern template std::vector<LocalBridge> local_bridges(const TieGraph<double>&, const LocalBridgeOptions&);

}  // namespace tertius
