#include "leiden.hpp"

#include <array>

namespace tertius::detail {

Column<UnitId> hashed_order(UnitId size, std::uint64_t seed)
{
    constexpr std::uint64_t buckets = 1024;
    const auto bucket = [&](UnitId unit) { return Random::mix(seed + unit) % buckets; };
    std::array<UnitId, buckets + 1> next{};
    for (UnitId unit = 0; unit < size; ++unit) ++next[bucket(unit) + 1];
    for (std::size_t place = 0; place < buckets; ++place) next[place + 1] += next[place];
    Column<UnitId> order(size);
    for (UnitId unit = 0; unit < size; ++unit) order[next[bucket(unit)]++] = unit;
    return order;
}

}  // namespace tertius::detail
