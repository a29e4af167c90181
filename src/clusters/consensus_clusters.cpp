#include <tertius/clusters/consensus_clusters.hpp>

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>
#include <tertius/graph/random.hpp>
#include <tertius/graph/tie_graph_builder.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <string>

namespace tertius {

namespace {

using Runs = std::vector<Partition>;

/// From here on a search divides its own work among threads; below, each thread makes runs of its own.
constexpr PersonId many_people = 100'000;

void require_consensus_options(const ConsensusOptions& options)
{
    if (options.runs < 2 || options.runs > 10'000)
        throw InvalidOption("option.runs", "runs is " + std::to_string(options.runs) + "; must be 2 to 10000");
    if (!(options.threshold >= 0 && options.threshold <= 1))
        throw InvalidOption("option.threshold",
                            "threshold is " + std::to_string(options.threshold) + "; must be from 0 to 1");
    if (options.most_rounds < 1)
        throw InvalidOption("option.most_rounds",
                            "most_rounds is " + std::to_string(options.most_rounds) + "; must be 1 or more");
}

/// Tells the share done by halves: the first round is the first half, the second half of the rest the second round.
class Teller {
public:
    Teller(const Execution& execution, int runs) : execution_(execution), runs_(runs) {}

    void run_done()
    {
        const std::scoped_lock lock(telling_);
        ++done_;
        const double left = 1 - (done_ % runs_) / (2.0 * runs_);
        report_progress(execution_, 1 - left * std::ldexp(1.0, -(done_ / runs_)));
    }

private:
    const Execution& execution_;
    std::mutex telling_;
    int runs_;
    int done_ = 0;
};

template <std::floating_point Weight>
Runs runs_on(const TieGraph<Weight>& graph, const ConsensusOptions& options, int round, Teller& teller)
{
    const Execution& execution = options.search.execution;
    const bool one_by_one = graph.size() >= many_people;
    Runs runs(static_cast<std::size_t>(options.runs));
    const auto make = [&](std::size_t begin, std::size_t end) {
        for (std::size_t run = begin; run < end; ++run) {
            ClusterOptions search = options.search;
            search.seed = Random::mix(Random::mix(search.seed + static_cast<std::uint64_t>(round)) + run);
            search.execution = {one_by_one ? 0 : 1, execution.stop, {}};
            runs[run] = detect_clusters(graph, search).partition();
            teller.run_done();
        }
    };
    if (one_by_one)
        make(0, runs.size());
    else
        parallel_for({0, execution.stop, {}}, runs.size(), 1, make);
    return runs;
}

bool all_agree(const Runs& runs)
{
    return std::ranges::all_of(runs, [&](const Partition& run) { return run == runs.front(); });
}

/// In how many runs the two people of each tie end are together; 0 for a tie without weight.
template <std::floating_point Weight>
std::vector<float> runs_together(const TieGraph<Weight>& graph, const Runs& runs, const Execution& execution)
{
    std::vector<float> together(graph.end_count());
    parallel_for(execution, graph.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            const auto alters = graph.alters(ego);
            const auto weights = graph.weights(ego);
            float* const row = together.data() + graph.offsets()[ego];
            for (const Partition& run : runs)
                for (std::size_t place = 0; place < alters.size(); ++place)
                    row[place] += (weights.empty() || weights[place] > 0) && run[ego] == run[alters[place]] ? 1.0F : 0;
        }
    });
    return together;
}

/// The ties that enough runs have inside a cluster, each weighing as much as there are such runs.
template <std::floating_point Weight>
TieGraph<> agreed_ties(const TieGraph<Weight>& graph, const Runs& runs, double threshold, const Execution& execution)
{
    const auto together = runs_together(graph, runs, execution);
    const auto enough = static_cast<float>(threshold * static_cast<double>(runs.size()));
    std::vector<float> least(graph.size(), enough);  // what binds each person: at least their strongest tie
    for (const PersonId ego : graph.people()) {
        const auto row = std::span(together).subspan(graph.offsets()[ego], graph.degree(ego));
        if (!row.empty()) least[ego] = std::min(enough, std::ranges::max(row));
    }
    TieGraphBuilder<> builder(graph.size(), {.execution = execution});
    for (const PersonId ego : graph.people())
        for (std::size_t place = 0; place < graph.degree(ego); ++place) {
            const PersonId alter = graph.alters(ego)[place];
            const float weight = together[graph.offsets()[ego] + place];
            if (ego < alter && weight > 0 && weight >= std::min(least[ego], least[alter]))
                builder.add(ego, alter, weight);
        }
    return builder.build();
}

template <std::floating_point Weight>
double value_of(const TieGraph<Weight>& graph, const Partition& partition, const ClusterOptions& search)
{
    return search.quality == Quality::modularity ? modularity(graph, partition, search.resolution)
                                                 : constant_potts(graph, partition, search.resolution);
}

template <std::floating_point Weight>
Clusters best_of(const TieGraph<Weight>& graph, Runs runs, ClusterOptions search)
{
    search.execution = {};
    if (all_agree(runs)) return {runs.front(), value_of(graph, runs.front(), search), true, search};
    std::vector<double> values;
    for (const Partition& run : runs) values.push_back(value_of(graph, run, search));
    const auto best = std::ranges::max_element(values);
    return {std::move(runs[static_cast<std::size_t>(best - values.begin())]), *best, false, search};
}

/// Adds, for each of a cluster's people, the share of their mates who are with them in one run.
void add_shares(const std::vector<PersonId>& people, const Partition& run, std::vector<PersonId>& counts,
                std::vector<double>& shares)
{
    if (people.size() == 1) {
        shares[people[0]] += run.sizes()[run[people[0]]] == 1 ? 1 : 0;
        return;
    }
    for (const PersonId person : people) ++counts[run[person]];
    const auto mates = static_cast<double>(people.size() - 1);
    for (const PersonId person : people) shares[person] += (counts[run[person]] - 1) / mates;
    for (const PersonId person : people) counts[run[person]] = 0;
}

void set_confidences(ConsensusClusters& consensus, const Runs& runs, const Execution& execution)
{
    const Partition& partition = consensus.clusters.partition();
    const auto members = partition.members();
    consensus.confidences.resize(partition.size());
    consensus.cluster_confidences.resize(partition.count());
    PerThread<std::vector<PersonId>> counts([&] { return std::vector<PersonId>(partition.size()); });
    parallel_for(execution, members.size(), 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t cluster = begin; cluster < end; ++cluster) {
            for (const Partition& run : runs) add_shares(members[cluster], run, counts.local(), consensus.confidences);
            double total = 0;
            for (const PersonId person : members[cluster])
                total += consensus.confidences[person] /= static_cast<double>(runs.size());
            consensus.cluster_confidences[cluster] = total / static_cast<double>(members[cluster].size());
        }
    });
}

template <std::floating_point Weight>
ConsensusClusters agree(const TieGraph<Weight>& graph, const ConsensusOptions& options)
{
    const Execution inner{0, options.search.execution.stop, {}};
    Teller teller(options.search.execution, options.runs);
    const Runs first = runs_on(graph, options, 0, teller);
    Runs runs = first;
    int round = 1;
    for (; round < options.most_rounds && !all_agree(runs); ++round)
        runs = runs_on(agreed_ties(graph, runs, options.threshold, inner), options, round, teller);
    ConsensusClusters consensus{best_of(graph, std::move(runs), options.search), {}, {}, round};
    set_confidences(consensus, first, inner);
    report_progress(options.search.execution, 1);
    return consensus;
}

}  // namespace

template <std::floating_point Weight>
ConsensusClusters consensus_clusters(const TieGraph<Weight>& graph, ConsensusOptions options)
{
    require_consensus_options(options);
    require_resolution(options.search.resolution);
    return with_threads(options.search.execution, [&] { return agree(graph, options); });
}

template ConsensusClusters consensus_clusters(const TieGraph<float>&, ConsensusOptions);
template ConsensusClusters consensus_clusters(const TieGraph<double>&, ConsensusOptions);

}  // namespace tertius
