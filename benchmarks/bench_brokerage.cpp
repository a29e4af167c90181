#include "support/networks.hpp"

#include <tertius/brokerage/betweenness.hpp>
#include <tertius/brokerage/brokerage_roles.hpp>
#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/brokerage/hierarchy.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace tertius;

namespace {

using Everybody = std::function<std::vector<double>(const TieGraph<>&, const Execution&)>;
using One = std::function<double(const TieGraph<>&, PersonId)>;

/// Times a measure of everybody, after checking it against the same measure of one person at a time.
void everybody(benchmark::State& state, const TieGraph<>& graph, const Everybody& all, const One& one, int threads)
{
    auto values = all(graph, {.threads = threads});
    for (PersonId person = 0; person < graph.size(); person += 97)
        if (graph.degree(person) > 0 && values[person] != one(graph, person))
            return state.SkipWithError("the answer is wrong");
    for (auto iteration : state) benchmark::DoNotOptimize(values = all(graph, {.threads = threads}));
}

void one_person(benchmark::State& state, const TieGraph<>& graph, const One& one)
{
    PersonId person = 0;
    for (auto iteration : state) {
        benchmark::DoNotOptimize(one(graph, person));
        person = (person + 7919) % graph.size();
    }
}

void register_measure(const std::string& name, const TieGraph<>& graph, const Everybody& all, const One& one)
{
    for (const int threads : {1, 2})
        benchmark::RegisterBenchmark(
            (name + "/everybody/threads:" + std::to_string(threads)).c_str(),
            [&graph, all, one, threads](benchmark::State& state) { everybody(state, graph, all, one, threads); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    benchmark::RegisterBenchmark((name + "/one_person").c_str(), [&graph, one](benchmark::State& state) {
        one_person(state, graph, one);
    })->Unit(benchmark::kMicrosecond);
}

/// Clusters that people are dealt to in turn.
Partition dealt(PersonId size)
{
    std::vector<std::uint32_t> labels(size);
    for (PersonId person = 0; person < size; ++person) labels[person] = person % 20;
    return Partition(labels);
}

double liaison_of(const BrokerageRoles& roles)
{
    return static_cast<double>(roles.count(BrokerageRole::liaison));
}

void register_all(const std::string& name, const TieGraph<>& graph)
{
    register_measure(
        "constraint/" + name, graph, [](const auto& g, const auto& e) { return constraints(g, e); },
        [](const auto& g, PersonId person) { return constraint(g, person); });
    register_measure(
        "effective_size/" + name, graph, [](const auto& g, const auto& e) { return effective_sizes(g, e); },
        [](const auto& g, PersonId person) { return effective_size(g, person); });
    register_measure(
        "hierarchy/" + name, graph, [](const auto& g, const auto& e) { return hierarchies(g, e); },
        [](const auto& g, PersonId person) { return hierarchy(g, person); });
    const auto clusters = dealt(graph.size());
    register_measure(
        "brokerage_roles/" + name, graph,
        [clusters](const auto& g, const auto& e) {
            const auto roles = brokerage_roles(g, clusters, e);
            std::vector<double> counts(roles.size());
            std::ranges::transform(roles, counts.begin(), liaison_of);
            return counts;
        },
        [clusters](const auto& g, PersonId person) { return liaison_of(brokerage_roles(g, clusters, person)); });
}

/// Times betweenness sampled to an error, after checking that it has been kept against the exact values.
void sampled_betweenness(benchmark::State& state, const TieGraph<>& graph, double error)
{
    const auto exact = betweennesses(graph);
    auto found = betweennesses(graph, {.error = error});
    for (PersonId person = 0; person < graph.size(); ++person)
        if (std::abs(found.values[person] - exact.values[person]) > error)
            return state.SkipWithError("the answer is wrong");
    for (auto iteration : state) benchmark::DoNotOptimize(found = betweennesses(graph, {.error = error}));
}

void register_betweenness(const std::string& name, const TieGraph<>& graph)
{
    benchmark::RegisterBenchmark(("betweenness/" + name + "/exact").c_str(),
                                 [&graph](benchmark::State& state) {
                                     for (auto iteration : state) benchmark::DoNotOptimize(betweennesses(graph));
                                 })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark(("betweenness/" + name + "/error:0.05").c_str(),
                                 [&graph](benchmark::State& state) { sampled_betweenness(state, graph, 0.05); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
}

}  // namespace

int main(int count, char** arguments)
{
    const auto small = bench::teams(1'000);
    const auto large = bench::teams(200'000);
    const auto authors = bench::com_dblp();
    const auto middling = bench::teams(4'000);
    register_betweenness("teams_4k", middling);
    register_all("teams_1k", small);
    register_all("teams_200k", large);
    if (authors) register_all("com_dblp", *authors);
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
