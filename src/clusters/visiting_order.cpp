#include "visiting_order.hpp"

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace tertius::detail {

namespace {

constexpr std::size_t buckets = 1024;
constexpr std::size_t most_pieces = 16;

using Places = std::array<UnitId, buckets>;

/// Turns the counts of each piece into where it writes: bucket by bucket, in a bucket piece by piece.
void add_up(std::vector<Places>& pieces)
{
    UnitId next = 0;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket)
        for (Places& piece : pieces) next += std::exchange(piece[bucket], next);
}

}  // namespace

Column<UnitId> hashed_order(const Execution& execution, UnitId size, std::uint64_t seed)
{
    const auto bucket = [&](std::size_t unit) { return Random::mix(seed + unit) % buckets; };
    const std::size_t grain = std::max<std::size_t>(4096, (size + most_pieces - 1) / most_pieces);
    std::vector<Places> pieces((size + grain - 1) / grain, Places{});
    parallel_for(execution, size, grain, [&](std::size_t begin, std::size_t end) {
        Places& counts = pieces[begin / grain];
        for (; begin < end; ++begin) ++counts[bucket(begin)];
    });
    add_up(pieces);
    Column<UnitId> order(size);
    parallel_for(execution, size, grain, [&](std::size_t begin, std::size_t end) {
        Places& next = pieces[begin / grain];
        for (; begin < end; ++begin) order[next[bucket(begin)]++] = static_cast<UnitId>(begin);
    });
    return order;
}

Column<UnitId> natural_order(UnitId size)
{
    Column<UnitId> order(size);
    std::iota(order.begin(), order.end(), UnitId{0});
    return order;
}

}  // namespace tertius::detail
