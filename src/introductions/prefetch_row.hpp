#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace tertius::detail {

/// Asks for the first cache lines of a row that is read soon; the machine sees by itself that the others will follow.
///
/// Inlined by order, as whoever calls it has to be: GCC takes a function that only prefetches for one that does nothing,
/// and leaves it out.
template <class Value>
[[gnu::always_inline]] inline void prefetch_row(std::span<const Value> row, std::size_t most_bytes)
{
    const auto bytes = std::as_bytes(row);
    for (std::size_t byte = 0; byte < std::min(bytes.size(), most_bytes); byte += 64)
        __builtin_prefetch(bytes.data() + byte);
}

}  // namespace tertius::detail
