#include "support/networks.hpp"

#include <tertius/clusters/detect_circles.hpp>
#include <tertius/clusters/detect_clusters.hpp>
#include <tertius/clusters/modularity.hpp>
#include <tertius/clusters/people_layout.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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

std::vector<Search> searches(bool large)
{
    constexpr std::pair<Method, const char*> methods[] = {{Method::leiden, "leiden"},
                                                          {Method::louvain, "louvain"},
                                                          {Method::label_propagation, "label_propagation"},
                                                          {Method::spectral, "spectral"}};
    constexpr std::pair<Effort, const char*> efforts[] = {
        {Effort::fast, "fast"}, {Effort::balanced, "balanced"}, {Effort::best, "best"}};
    std::vector<Search> all;
    for (const auto& [method, name] : methods)
        for (const auto& [effort, word] : efforts)
            if (method != Method::spectral || !large)
                all.push_back({std::string(name) + "/" + word, {.method = method, .effort = effort}});
    return all;
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

/// A picture of the clusters that are found, with the same refusal.
void picture(benchmark::State& state, const TieGraph<>& graph, int threads)
{
    const auto partition = detect_clusters(graph).partition();
    const auto once = lay_out(graph, partition, {.execution = {.threads = 1}});
    auto found = lay_out(graph, partition, {.execution = {.threads = threads}});
    if (once != found) return state.SkipWithError("the answer is wrong");
    for (auto iteration : state)
        benchmark::DoNotOptimize(found = lay_out(graph, partition, {.execution = {.threads = threads}}));
    state.counters["clusters"] = partition.count();
}

struct Network {
    std::string name;
    std::function<TieGraph<>()> made;  // when first asked for: drawing the large ones takes a while
    bool large = true;                 // too large for spectral clusters
    bool circles = false;
    bool picture = false;
};

std::vector<Network> networks()
{
    std::vector<Network> known{{"teams_1k", [] { return bench::teams(1'000); }, false, true, true},
                               {"teams_10k", [] { return bench::teams(10'000); }, true, false, true},
                               {"teams_100k", [] { return bench::teams(100'000); }, true, false, true},
                               {"teams_200k", [] { return bench::teams(200'000); }, true, true},
                               {"planted_1m", [] { return bench::planted(1'000'000).build(); }},
                               {"kronecker_20", [] { return bench::kronecker(20).build(); }}};
    if (std::getenv("TERTIUS_DATA") != nullptr)
        known.push_back({"com_dblp", [] { return bench::com_dblp().value(); }, true, true});
    return known;
}

void register_all(const Network& network)
{
    const auto graph = std::make_shared<std::optional<TieGraph<>>>();
    const auto made = [=]() -> const TieGraph<>& {
        if (!*graph) *graph = network.made();
        return **graph;
    };
    const auto add = [&](const std::string& name, const auto& run) {
        for (const int threads : {1, 2})
            benchmark::RegisterBenchmark((name + "/threads:" + std::to_string(threads)).c_str(),
                                         [=](benchmark::State& state) { run(state, made(), threads); })
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime();
    };
    for (const auto& search : searches(network.large))
        add("detect_clusters/" + network.name + "/" + search.name,
            [=](benchmark::State& state, const TieGraph<>& ties, int threads) {
                detect(state, ties, search.options, threads);
            });
    if (network.circles) add("detect_circles/" + network.name, circles);
    if (network.picture) add("lay_out/" + network.name, picture);
}

}  // namespace

int main(int count, char** arguments)
{
    for (const auto& network : networks()) register_all(network);
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
