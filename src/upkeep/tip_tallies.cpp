#include "tip_tallies.hpp"

#include <cmath>

namespace tertius::detail {

Tally cases(const Belief& fading, const Belief& lasting)
{
    Tally tally;
    tally.parts[0] = Part::cases(fading);
    const Part whole = Part::cases(lasting);
    tally.kept = static_cast<std::uint64_t>(std::lround(whole.yes));
    tally.of = static_cast<std::uint64_t>(std::lround(whole.yes + whole.no));
    return tally;
}

void note(Tally& tally, RecordTable table, std::size_t row)
{
    tally.records.push_back({table, row});
}

}  // namespace tertius::detail
