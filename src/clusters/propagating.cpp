#include "propagating.hpp"

#include "grouping.hpp"

namespace tertius::detail {

namespace {

MovingLimits limits_of(Effort effort)
{
    switch (effort) {
        case Effort::fast:
            return {5, 0.01};
        case Effort::balanced:
            return {20, 0.001};
        default:
            return {};
    }
}

}  // namespace

Found propagate(const Execution& execution, const Level& ground, double total_weight, Effort effort, std::uint64_t seed,
                Column<UnitId> start)
{
    const Following following;
    const Column<Following::Mass> nothing(ground.size());
    PerThread<Tally> tallies([&] { return Tally(ground.size()); });
    Found found{std::move(start), false};
    const auto order = hashed_order(execution, ground.size(), seed);
    MovingSpace<Following::Mass> space;
    Moving moving(execution, ground, nothing, following, tallies, space, std::span(found.labels), seed);
    found.converged = moving.run(order, Asked::everybody, total_weight, limits_of(effort));
    split_disconnected(execution, ground, found.labels, renumber(found.labels));
    report_progress(execution, 1);
    return found;
}

}  // namespace tertius::detail
