#include "support/networks.hpp"

#include <tertius/brokerage/brokers.hpp>
#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/effective_size.hpp>

#include <benchmark/benchmark.h>

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

void register_all(const std::string& name, const TieGraph<>& graph)
{
    register_measure(
        "constraint/" + name, graph, [](const auto& g, const auto& e) { return constraints(g, e); },
        [](const auto& g, PersonId person) { return constraint(g, person); });
    register_measure(
        "effective_size/" + name, graph, [](const auto& g, const auto& e) { return effective_sizes(g, e); },
        [](const auto& g, PersonId person) { return effective_size(g, person); });
}

}  // namespace

int main(int count, char** arguments)
{
    const auto small = bench::teams(1'000);
    const auto large = bench::teams(200'000);
    const auto authors = bench::com_dblp();
    register_all("teams_1k", small);
    register_all("teams_200k", large);
    if (authors) register_all("com_dblp", *authors);
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
}
