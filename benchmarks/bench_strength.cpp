#include "support/events.hpp"

#include <tertius/strength/faded_contacts.hpp>
#include <tertius/strength/tie_ledger.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <string>

// Tried, and of no use: stores past the cache in the scatter (a tenth of it, and only on x86); 1024 or 4096 instead of
// 2048 buckets, or two lines of memory a bucket (no faster, or slower); sorting a bucket's contacts by pair and adding up runs,
// instead of a table and sorting its sums (a third slower); a well-mixed hash in that table (a tenth slower); a
// cheaper logarithm in TieHistory::record (it takes 5 of 55 ns; the exponential and its nine powers take 20).

using namespace tertius;

namespace {

constexpr Time end_of_log = 2'000'000'000;

/// Gives every event to a ledger, one by one, and refuses to time a wrong answer.
void stream(benchmark::State& state, const Interactions& log)
{
    const auto fill = [&](TieLedger& ledger) {
        for (std::size_t row = 0; row < log.time.size(); ++row)
            ledger.append(log.from[row], log.to[row], log.time[row]);
    };
    std::size_t ties = 0;
    std::size_t bytes = 0;
    {
        TieLedger once;
        fill(once);
        ties = once.tie_count();
        bytes = once.memory_bytes();
        if (once.histories(end_of_log) != tie_histories(log, end_of_log))
            return state.SkipWithError("the answer is wrong");
    }
    for (auto iteration : state) {
        TieLedger ledger;
        fill(ledger);
        benchmark::DoNotOptimize(ledger);
    }
    state.counters["ties"] = static_cast<double>(ties);
    state.counters["bytes_a_tie"] = static_cast<double>(bytes) / static_cast<double>(ties);
    state.counters["events"] =
        benchmark::Counter(static_cast<double>(log.time.size()), benchmark::Counter::kIsIterationInvariantRate);
}

/// The same once every pair is known: what a ledger does all day.
void stream_on(benchmark::State& state, const Interactions& log)
{
    TieLedger ledger;
    Time later = 0;
    const auto fill = [&] {
        for (std::size_t row = 0; row < log.time.size(); ++row)
            ledger.append(log.from[row], log.to[row], log.time[row] + later);
        later += static_cast<Time>(log.time.size());
    };
    fill();
    if (ledger.histories(end_of_log) != tie_histories(log, end_of_log))
        return state.SkipWithError("the answer is wrong");
    for (auto iteration : state) fill();
    state.counters["ties"] = static_cast<double>(ledger.tie_count());
    state.counters["events"] =
        benchmark::Counter(static_cast<double>(log.time.size()), benchmark::Counter::kIsIterationInvariantRate);
}

void fade(benchmark::State& state, const Interactions& log, int threads)
{
    const auto once = faded_contacts(log, {.execution = {.threads = 1}});
    auto faded = faded_contacts(log, {.execution = {.threads = threads}});
    if (faded.from != once.from || faded.to != once.to || faded.faded != once.faded)
        return state.SkipWithError("the answer is wrong");
    for (auto iteration : state)
        benchmark::DoNotOptimize(faded = faded_contacts(log, {.execution = {.threads = threads}}));
    state.counters["pairs"] = static_cast<double>(faded.from.size());
    state.counters["events"] =
        benchmark::Counter(static_cast<double>(log.time.size()), benchmark::Counter::kIsIterationInvariantRate);
}

void remember(benchmark::State& state, const Interactions& log, int threads)
{
    const auto once = tie_histories(log, end_of_log, {.threads = 1});
    auto histories = tie_histories(log, end_of_log, {.threads = threads});
    if (histories != once) return state.SkipWithError("the answer is wrong");
    for (auto iteration : state) {
        histories.clear();
        histories.shrink_to_fit();
        benchmark::DoNotOptimize(histories = tie_histories(log, end_of_log, {.threads = threads}));
    }
    state.counters["pairs"] = static_cast<double>(histories.size());
    state.counters["events"] =
        benchmark::Counter(static_cast<double>(log.time.size()), benchmark::Counter::kIsIterationInvariantRate);
}

void register_benchmark(const std::string& name, const auto& body)
{
    benchmark::RegisterBenchmark(name.c_str(), body)->Unit(benchmark::kMillisecond)->UseRealTime();
}

}  // namespace

int main(int count, char** arguments)
{
    constexpr std::size_t million = 1'000'000;
    const auto few_ties = bench::random_mail(4 * million, 100);    // 4950 pairs
    const auto many_ties = bench::random_mail(4 * million, 3000);  // 2.6 of 4.5 million pairs
    const auto log = bench::mail(5 * million, 31'250);
    register_benchmark("tie_ledger/few_ties", [&](benchmark::State& state) { stream_on(state, few_ties); });
    register_benchmark("tie_ledger/many_ties", [&](benchmark::State& state) { stream_on(state, many_ties); });
    register_benchmark("tie_ledger/new_ties", [&](benchmark::State& state) { stream(state, many_ties); });
    for (const int threads : {1, 2}) {
        const std::string suffix = "/threads:" + std::to_string(threads);
        register_benchmark("faded_contacts" + suffix,
                           [&log, threads](benchmark::State& state) { fade(state, log, threads); });
        register_benchmark("tie_histories" + suffix,
                           [&log, threads](benchmark::State& state) { remember(state, log, threads); });
    }
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
