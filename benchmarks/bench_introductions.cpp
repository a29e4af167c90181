#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/graph/boost_graph.hpp>
#include <tertius/graph/random.hpp>
#include <tertius/graph/tie_graph_builder.hpp>
#include <tertius/introductions/people_to_meet.hpp>
#include <tertius/introductions/preview_introduction.hpp>
#include <tertius/introductions/shared_contacts.hpp>
#include <tertius/introductions/warm_paths.hpp>

#include <benchmark/benchmark.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/range/iterator_range.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

// Tried for everybody's people to meet, and of no use: sums of 4 or 2 bytes for everybody (10 to 20 % faster, no longer
// exact); walking the ways twice instead of listing whom they met (10 % faster on the large network, 15 % slower on
// com-dblp). Since those who pass the sieve are added up in a short list: leaving out contacts of very many, as far as
// all of them together are worth less than the tenth best (half of the ways on the large network need no counting then,
// but the ties have to be fetched anyway, and sorting contacts and guessing twice cost more); looking up which of the
// best know those contacts in lists of their own (two more reads from memory for each of some fifty people: twice as
// slow); people in the order of their clusters (10 % faster, less than finding the order takes).
//
// Who should meet whom, on the co-authors of com-dblp where TERTIUS_DATA names a folder that holds
// com-dblp/relationships.csv (unpacked), else on a made-up network of the same size.

namespace {

using namespace tertius;

using Ties = std::vector<std::pair<PersonId, PersonId>>;

/// Reads lines "from,to,..."; ids are numbered in ascending order.
Ties read_ties(std::ifstream& file)
{
    Ties ties;
    std::vector<PersonId> ids;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto from = static_cast<PersonId>(std::stoul(line));
        const auto to = static_cast<PersonId>(std::stoul(line.substr(line.find(',') + 1)));
        ties.emplace_back(from, to);
        ids.insert(ids.end(), {from, to});
    }
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    const auto number = [&](PersonId id) {
        return static_cast<PersonId>(std::ranges::lower_bound(ids, id) - ids.begin());
    };
    for (auto& [from, to] : ties) std::tie(from, to) = std::pair(number(from), number(to));
    return ties;
}

/// Papers of two to eight authors, most of them from a group of forty.
Ties made_up_ties()
{
    constexpr PersonId people = 317'080;
    Random random(1);
    Ties ties;
    for (int paper = 0; paper < 130'000; ++paper) {
        const auto group = random.below(people / 40) * 40;
        std::vector<PersonId> authors(2 + random.below(7));
        for (auto& author : authors)
            author = static_cast<PersonId>(random.below(10) == 0 ? random.below(people) : group + random.below(40));
        for (std::size_t i = 0; i < authors.size(); ++i)
            for (std::size_t j = i + 1; j < authors.size(); ++j) ties.emplace_back(authors[i], authors[j]);
    }
    return ties;
}

/// Each tie with a strength of its own.
const TieGraph<double>& network()
{
    static const TieGraph<double> graph = [] {
        const char* folder = std::getenv("TERTIUS_DATA");
        std::ifstream file(std::string(folder ? folder : "") + "/com-dblp/relationships.csv");
        const Ties ties = folder && file ? read_ties(file) : made_up_ties();
        PersonId last = 0;
        for (const auto& [a, b] : ties) last = std::max({last, a, b});
        TieGraphBuilder<double> builder(last + 1,
                                        {.parallel_ties = ParallelTies::largest, .self_ties = SelfTies::drop});
        Random random(2);
        for (const auto& [a, b] : ties) builder.add(a, b, 0.05 + 0.9 * random.unit());
        return builder.build();
    }();
    return graph;
}

PersonId somebody(Random& random)
{
    return static_cast<PersonId>(random.below(network().size()));
}

void require(bool right, const char* what)
{
    if (!right) throw std::runtime_error(std::string("wrong answer: ") + what);
}

/// Every hundredth person's rows, as meeting_scores sees their best stranger.
void check_people_to_meet(const std::vector<PersonToMeet>& rows)
{
    for (std::size_t row = 0; row < rows.size(); row += 100) {
        const PersonPair pair{rows[row].person, rows[row].other};
        const double score = meeting_scores(network(), std::span(&pair, 1)).at(0);
        require(std::abs(score - rows[row].score) < 1e-9 * score, "score");
        require(!network().has_tie(pair.first, pair.second), "they know each other");
    }
}

void check_path(const WarmPath& path)
{
    double probability = std::pow(0.8, static_cast<double>(path.people.size()) - 2);
    for (std::size_t hop = 0; hop + 1 < path.people.size(); ++hop)
        probability *= network().weight(path.people[hop], path.people[hop + 1]);
    require(std::abs(probability - path.probability) < 1e-12, "probability");
}

/// The sum of squared degrees, whichever of them a method walks.
double two_step_paths()
{
    double paths = 0;
    for (const PersonId person : network().people())
        paths += static_cast<double>(network().degree(person)) * static_cast<double>(network().degree(person));
    return paths;
}

void everybody(benchmark::State& state, MeetingMeasure measure)
{
    const PeopleToMeetOptions options{.measure = measure, .execution = {.threads = static_cast<int>(state.range(0))}};
    std::size_t count = 0;
    if (measure == MeetingMeasure::adamic_adar) check_people_to_meet(people_to_meet(network(), options));
    for (auto _ : state) {
        const auto rows = people_to_meet(network(), options);
        count = rows.size();
        benchmark::DoNotOptimize(rows.data());
    }
    state.counters["rows"] = static_cast<double>(count);
    state.counters["paths"] = benchmark::Counter(two_step_paths(), benchmark::Counter::kIsIterationInvariantRate);
}

/// The least that everybody's Adamic-Adar can take: the sums alone, without ranking or introducers.
void everybody_sums_only(benchmark::State& state)
{
    const auto& graph = network();
    std::vector<double> sums(graph.size(), 0.0);
    std::vector<double> shares(graph.size());
    for (const PersonId person : graph.people()) shares[person] = 1 / std::log(graph.degree(person));
    std::vector<PersonId> met;
    for (auto _ : state)
        for (const PersonId person : graph.people()) {
            for (const PersonId contact : graph.alters(person))
                for (const PersonId other : graph.alters(contact)) {
                    if (sums[other] == 0) met.push_back(other);
                    sums[other] += shares[contact];
                }
            for (const PersonId other : met) sums[other] = 0;
            met.clear();
        }
    benchmark::DoNotOptimize(sums.data());
}

/// What somebody writes in an afternoon on Boost.Graph: a map of sums a person, sorted in part; for some people.
void everybody_boost(benchmark::State& state)
{
    using Boost = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
    static const Boost graph = [] {
        Boost made(network().size());
        for (const auto& tie : network().ties()) boost::add_edge(tie.source, tie.target, made);
        return made;
    }();
    constexpr PersonId step = 50;  // every fiftieth person
    const auto degree = [&](auto person) { return static_cast<double>(boost::out_degree(person, graph)); };
    std::vector<std::pair<double, std::size_t>> ranked;
    for (auto _ : state)
        for (PersonId person = 0; person < network().size(); person += step) {
            std::unordered_map<std::size_t, double> sums;
            for (const auto contact : boost::make_iterator_range(boost::adjacent_vertices(person, graph)))
                for (const auto other : boost::make_iterator_range(boost::adjacent_vertices(contact, graph)))
                    if (other != person) sums[other] += 1 / std::log(degree(contact));
            for (const auto contact : boost::make_iterator_range(boost::adjacent_vertices(person, graph)))
                sums.erase(contact);
            ranked.clear();
            for (const auto& [other, sum] : sums) ranked.emplace_back(-sum, other);
            const auto best = std::min<std::ptrdiff_t>(10, std::ssize(ranked));
            std::ranges::partial_sort(ranked, ranked.begin() + best);
            benchmark::DoNotOptimize(ranked.data());
        }
    state.counters["part of everybody"] = 1.0 / step;
}

/// What random reads of 8 bytes from a sum for everybody cost: as many as there are two-step paths.
void random_gather(benchmark::State& state)
{
    std::vector<double> sums(network().size(), 1.0);
    std::vector<PersonId> people(std::size_t{1} << 22U);
    Random random(5);
    for (auto& person : people) person = somebody(random);
    double total = 0;
    for (auto _ : state)
        for (const PersonId person : people) total += sums[person];
    benchmark::DoNotOptimize(total);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(people.size()));
}

void one_person(benchmark::State& state)
{
    Random random(3);
    for (auto _ : state) benchmark::DoNotOptimize(people_to_meet(network(), somebody(random)));
}

using Pairs = std::vector<PersonPair>;

/// 1,000 pairs of people drawn at random, or such as a walk of three steps joins.
Pairs thousand_pairs(bool near)
{
    Random random(4);
    Pairs pairs;
    while (pairs.size() < 1000) {
        const PersonId seeker = somebody(random);
        PersonId target = near ? seeker : somebody(random);
        for (int step = 0; near && step < 3; ++step) {
            const auto alters = network().alters(target);
            target = alters[random.below(alters.size())];
        }
        if (target != seeker) pairs.emplace_back(seeker, target);
    }
    return pairs;
}

/// Asks about each pair by itself and reports how long the middle one takes, and the slowest but ten.
template <class Ask>
void one_by_one(benchmark::State& state, const Pairs& pairs, const Ask& ask)
{
    std::vector<double> microseconds;
    double found = 0;
    for (auto _ : state)
        for (const auto& [seeker, target] : pairs) {
            const auto start = std::chrono::steady_clock::now();
            found += ask(seeker, target) ? 1 : 0;
            const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
            microseconds.push_back(took.count());
        }
    std::ranges::sort(microseconds);
    state.counters["median_us"] = microseconds[microseconds.size() / 2];
    state.counters["p99_us"] = microseconds[microseconds.size() * 99 / 100];
    state.counters["found"] = found / static_cast<double>(state.iterations());
}

void paths(benchmark::State& state, bool near, bool disjoint)
{
    const WarmPathOptions options{.max_hops = static_cast<int>(state.range(0)), .disjoint = disjoint};
    const Pairs pairs = thousand_pairs(near);
    for (std::size_t pair = 0; pair < 20; ++pair)
        for (const auto& path : warm_paths(network(), pairs[pair].first, pairs[pair].second, options)) check_path(path);
    one_by_one(state, pairs, [&](PersonId seeker, PersonId target) {
        return !warm_paths(network(), seeker, target, options).empty();
    });
}

/// To somebody of a group of a thousand, as large as a company.
void paths_to_a_company(benchmark::State& state)
{
    Random random(5);
    std::vector<PersonId> company(1000);
    for (PersonId& person : company) person = somebody(random);
    one_by_one(state, thousand_pairs(false), [&](PersonId seeker, PersonId) {
        return !warm_paths(network(), seeker, std::span<const PersonId>(company)).empty();
    });
}

/// Boost's Dijkstra, which looks for the one best chain of any length and ends when it is found.
void paths_by_boost(benchmark::State& state, bool near)
{
    static const TieGraph<double> lengths = [] {
        TieGraphBuilder<double> builder(network().size());
        for (const auto& tie : network().ties())
            builder.add(tie.source, tie.target, -std::log(tie.weight) - std::log(0.8));
        return builder.build();
    }();
    struct Arrived {};
    struct EndsAtTarget : boost::default_dijkstra_visitor {
        explicit EndsAtTarget(PersonId person) : target(person) {}
        void examine_vertex(PersonId person, const TieGraph<double>&) const
        {
            if (person == target) throw Arrived();
        }
        PersonId target;
    };
    std::vector<double> distance(lengths.size());
    std::vector<PersonId> before(lengths.size());
    Pairs pairs = thousand_pairs(near);
    pairs.resize(100);
    one_by_one(state, pairs, [&](PersonId seeker, PersonId target) {
        try {
            boost::dijkstra_shortest_paths(
                lengths, seeker,
                boost::distance_map(distance.data()).predecessor_map(before.data()).visitor(EndsAtTarget(target)));
        } catch (const Arrived&) {
            const auto ours = warm_paths(network(), seeker, target, {.limit = 1});
            const double theirs = std::exp(-distance[target]) / 0.8;
            require(ours.empty() || ours[0].probability <= theirs * (1 + 1e-9), "a better chain than the best");
            return true;
        }
        return false;
    });
}

/// Everybody knows about `usual` others, drawn at random, by ties of any strength, and the first thousand 200.
TieGraph<double> connectors_among(PersonId people, int usual)
{
    Random random(6);
    TieGraphBuilder<double> builder(people, {.parallel_ties = ParallelTies::largest, .self_ties = SelfTies::drop});
    for (PersonId person = 0; person < people; ++person)
        for (int tie = 0; tie < (person < 1000 ? 200 - usual / 2 : usual / 2); ++tie)
            builder.add(person, static_cast<PersonId>(random.below(people)), 0.05 + 0.9 * random.unit());
    for (PersonId broker = 0; broker + 2 < 1000; broker += 3)
        builder.add(broker, broker + 1, 0.5).add(broker, broker + 2, 0.5);
    return builder.build();
}

/// Those who share a broker, all three of whom have some 200 contacts.
Pairs strangers_among_connectors(const TieGraph<double>& graph)
{
    Pairs pairs;
    for (PersonId broker = 0; broker + 2 < 1000; broker += 3)
        if (!graph.has_tie(broker + 1, broker + 2)) pairs.emplace_back(broker + 1, broker + 2);
    return pairs;
}

TieGraph<double> with_tie(const TieGraph<double>& graph, PersonId a, PersonId b, double weight)
{
    TieGraphBuilder<double> builder(graph.size());
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight);
    builder.add(a, b, weight);
    return builder.build();
}

void check_preview(const TieGraph<double>& graph, const IntroductionPreview& preview)
{
    const auto after = with_tie(graph, preview.a.person, preview.b.person, preview.weight);
    for (const auto& change : {preview.a, preview.b, *preview.broker})
        require(std::abs(change.before.constraint - constraint(graph, change.person)) < 1e-12 &&
                    std::abs(change.after.constraint - constraint(after, change.person)) < 1e-12 &&
                    std::abs(change.after.effective_size - effective_size(after, change.person)) < 1e-9,
                "preview");
}

/// Of people with 200 contacts each, whose contacts have as many as the argument says.
void preview(benchmark::State& state)
{
    const auto graph = connectors_among(100'000, static_cast<int>(state.range(0)));
    const Pairs pairs = strangers_among_connectors(graph);
    check_preview(graph, preview_introduction(graph, pairs[0].first, pairs[0].second));
    one_by_one(state, pairs,
               [&](PersonId a, PersonId b) { return preview_introduction(graph, a, b).broker.has_value(); });
}

/// The long way: constraint and effective size of the three on the network with the tie and without it. Making the
/// network with the tie is not counted.
void preview_by_measuring_again(benchmark::State& state)
{
    const auto graph = connectors_among(100'000, static_cast<int>(state.range(0)));
    const auto [a, b] = strangers_among_connectors(graph).front();
    const auto preview = preview_introduction(graph, a, b);
    const auto after = with_tie(graph, a, b, preview.weight);
    for (auto _ : state)
        for (const PersonId person : {a, b, preview.broker->person})
            for (const auto* measured : {&graph, &after})
                benchmark::DoNotOptimize(constraint(*measured, person) + effective_size(*measured, person));
}

BENCHMARK(everybody_sums_only)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everybody, adamic_adar, MeetingMeasure::adamic_adar)
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everybody, resource_allocation, MeetingMeasure::resource_allocation)
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(everybody_boost)->Unit(benchmark::kMillisecond);
BENCHMARK(random_gather)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everybody, l3, MeetingMeasure::l3)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(one_person)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(paths, far, false, false)->ArgName("max_hops")->DenseRange(2, 5)->Iterations(1);
BENCHMARK_CAPTURE(paths, near, true, false)->ArgName("max_hops")->DenseRange(2, 5)->Iterations(1);
BENCHMARK_CAPTURE(paths, near_and_disjoint, true, true)->ArgName("max_hops")->Arg(3)->Iterations(1);
BENCHMARK(paths_to_a_company)->Iterations(1);
BENCHMARK_CAPTURE(paths_by_boost, far, false)->Iterations(1);
BENCHMARK_CAPTURE(paths_by_boost, near, true)->Iterations(1);
BENCHMARK(preview)->ArgName("contacts_of_contacts")->Arg(20)->Arg(50)->Arg(200)->Iterations(1);
BENCHMARK(preview_by_measuring_again)
    ->ArgName("contacts_of_contacts")
    ->Arg(20)
    ->Arg(200)
    ->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
