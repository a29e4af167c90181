#include "support/networks.hpp"

#include <tertius/clusters/detect_circles.hpp>
#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/clusters/modularity.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// Tried, and of no use: randomised refinement (quality falls a little, 10 to 30 % slower); a
// well-connectedness test on the cluster joined, too (40 % more time in refining, nothing gained); a
// first-in-first-out queue of people instead of sweeps (lower quality in the same time); upper levels on
// several threads (nothing gained below 100,000 units); file order at the lowest level (quality falls by 0.02
// on com-dblp).
//
// Tried for circles, on the planted overlaps of peers/circles.py: local circles by connected components (falls apart
// where circles overlap densely: NMI 0.26 for 0.61, half the time), by label propagation (NMI 0 to 0.1 lower) and by one
// level of moves (0.1 to 0.2 lower); contacts who know no others as personas of their own (thousands of circles of two)
// or with the busiest persona, tied like all (NMI 0.43 for 0.87: chance ties glue circles together).

using namespace tertius;

namespace {

struct Search {
    std::string name;
    ClusterOptions options;
};

std::vector<Search> searches()
{
    return {{"leiden/fast", {.effort = Effort::fast}},
            {"leiden/balanced", {.effort = Effort::balanced}},
            {"leiden/best", {.effort = Effort::best}}};
}

/// Clusters, and refuses to time a wrong answer: the quality is that of the labels and at most 1, the labels those of
/// one thread.
void detect(benchmark::State& state, const TieGraph<>& graph, ClusterOptions options, int threads)
{
    options.execution.threads = 1;
    const auto once = detect_clusters(graph, options);
    options.execution.threads = threads;
    auto found = detect_clusters(graph, options);
    if (!std::ranges::equal(once.labels(), found.labels()) || found.quality() > 1 ||
        std::abs(modularity(graph, found.partition()) - found.quality()) > 1e-9)
        return state.SkipWithError("the answer is wrong");
    for (auto iteration : state) benchmark::DoNotOptimize(found = detect_clusters(graph, options));
    state.counters["quality"] = found.quality();
    state.counters["clusters"] = found.count();
}

/// Circles, with the same refusal.
void circles(benchmark::State& state, const TieGraph<>& graph, int threads)
{
    const auto once = detect_circles(graph, {.clusters = {.execution = {.threads = 1}}});
    auto found = detect_circles(graph, {.clusters = {.execution = {.threads = threads}}});
    if (!(once.cover == found.cover) || once.tie_personas != found.tie_personas)
        return state.SkipWithError("the answer is wrong");
    for (auto iteration : state)
        benchmark::DoNotOptimize(found = detect_circles(graph, {.clusters = {.execution = {.threads = threads}}}));
    state.counters["circles"] = found.cover.count();
    state.counters["personas"] = static_cast<double>(found.persons.size());
}

void register_all(const std::string& name, const TieGraph<>& graph)
struct Network {
    std::string name;
    std::function<TieGraph<>()> made;  // when first asked for: drawing the large ones takes a while
};

std::vector<Network> networks()
{
    std::vector<Network> known{{"teams_1k", [] { return bench::teams(1'000); }},
                               {"teams_200k", [] { return bench::teams(200'000); }},
                               {"planted_1m", [] { return bench::planted(1'000'000).build(); }},
                               {"kronecker_20", [] { return bench::kronecker(20).build(); }}};
    if (std::getenv("TERTIUS_DATA") != nullptr) known.push_back({"com_dblp", [] { return bench::com_dblp().value(); }});
    return known;
}

void register_all(const Network& network)
{
    const auto graph = std::make_shared<std::optional<TieGraph<>>>();
    for (const auto& search : searches())
        for (const int threads : {1, 2})
            benchmark::RegisterBenchmark(
                ("detect_clusters/" + network.name + "/" + search.name + "/threads:" + std::to_string(threads)).c_str(),
                [=](benchmark::State& state) {
                    if (!*graph) *graph = network.made();
                    detect(state, **graph, search.options, threads);
                })
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime();
    for (const int threads : {1, 2})
        benchmark::RegisterBenchmark(("detect_circles/" + name + "/threads:" + std::to_string(threads)).c_str(),
                                     [&graph, threads](benchmark::State& state) { circles(state, graph, threads); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
}

}  // namespace

int main(int count, char** arguments)
{
    for (const auto& network : networks()) register_all(network);
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
