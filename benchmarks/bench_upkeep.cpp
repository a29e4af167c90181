#include "support/events.hpp"

#include <tertius/strength/strengths_after_contact.hpp>
#include <tertius/upkeep/due_contacts.hpp>
#include <tertius/upkeep/touch_plan.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

// What to do this week, for the busiest of so many people with fifty contacts each.

using namespace tertius;

namespace {

constexpr PersonId busiest = 0;

Network office(PersonId people)
{
    Interactions log = bench::mail(std::size_t{50} * people, people);
    NetworkRecords records;
    std::vector<std::int64_t> keys(people);
    std::iota(keys.begin(), keys.end(), 0);
    records.people.key = KeyColumn(Keys(keys));
    records.interactions.from = KeyColumn(std::move(log.from), Keys(keys));
    records.interactions.to = KeyColumn(std::move(log.to), Keys(keys));
    records.interactions.time = std::move(log.time);
    return Network(std::move(records));
}

void due(benchmark::State& state)
{
    const Network network = office(static_cast<PersonId>(state.range(0)));
    const auto once = due_contacts(network, busiest);
    for (const DueContact& row : once)
        if (!(row.alive >= 0 && row.alive <= 1)) return state.SkipWithError("the answer is wrong");
    for (auto iteration : state) benchmark::DoNotOptimize(due_contacts(network, busiest));
    state.counters["contacts"] = static_cast<double>(once.size());
}

/// Refuses to time a plan whose first touch is not what the network with that contact in it comes to.
void plan(benchmark::State& state)
{
    const Network network = office(static_cast<PersonId>(state.range(0)));
    const Time at = network.last_time() + 1;
    const StrengthOptions options{.at = at, .refine = false};
    const TieStrengths strengths = tie_strengths(network, options);
    const auto once = touch_plan(network, strengths, busiest);
    NetworkRecords longer = network.records();
    longer.interactions.from.codes.push_back(busiest);
    longer.interactions.to.codes.push_back(once.at(0).alter);
    longer.interactions.time.push_back(at);
    const TieStrengths twin = tie_strengths(Network(std::move(longer)), options);
    const double expected = twin[*twin.find(busiest, once[0].alter)].strength;
    if (std::abs(once[0].after - expected) > 1e-5) return state.SkipWithError("the answer is wrong");
    for (auto iteration : state) benchmark::DoNotOptimize(touch_plan(network, strengths, busiest));
    state.counters["contacts"] = static_cast<double>(strengths.graph().degree(busiest));
}

}  // namespace

BENCHMARK(due)->Arg(600)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(plan)->Arg(600)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();

BENCHMARK_MAIN();
