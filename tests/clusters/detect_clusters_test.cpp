#include <tertius/clusters/detect_clusters.hpp>

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

#include "support/networks.hpp"
#include "support/pieces.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

constexpr std::array searches = {Method::leiden, Method::louvain, Method::leiden, Method::label_propagation};

std::vector<ClusterId> labels_of(const Clusters& clusters)
{
    return {clusters.labels().begin(), clusters.labels().end()};
}

/// The best quality over all partitions of a few people.
double best_of_all(const TieGraph<>& graph, double resolution)
{
    std::vector<std::uint32_t> labels(graph.size(), 0);
    double best = -std::numeric_limits<double>::infinity();
    const auto assign = [&](const auto& self, PersonId person, std::uint32_t used) -> void {
        if (person == graph.size()) {
            best = std::max(best, modularity(graph, Partition(labels), resolution));
            return;
        }
        for (std::uint32_t label = 0; label <= used; ++label) {
            labels[person] = label;
            self(self, person + 1, std::max(used, label + 1));
        }
    };
    assign(assign, 0, 0);
    return best;
}

/// Cliques in a ring, each tied to the next by one tie.
TieGraph<> ring_of_cliques(PersonId cliques, PersonId size)
{
    TieGraphBuilder<> builder(cliques * size);
    for (PersonId clique = 0; clique < cliques; ++clique) {
        const PersonId first = clique * size;
        for (PersonId a = first; a < first + size; ++a)
            for (PersonId b = a + 1; b < first + size; ++b) builder.add(a, b);
        builder.add(first, (first + size + 1) % (cliques * size));
    }
    return builder.build();
}

/// Teams of ten who know about half of each other, with as many acquaintances again anywhere.
TieGraph<> large_network(PersonId people, bool weighted)
{
    Random random(42);
    TieGraphBuilder<> builder(people);
    const auto weight = [&] { return weighted ? static_cast<float>(1 - random.unit()) : 1.0F; };
    for (PersonId person = 0; person < people; ++person) {
        const PersonId team = person / 10 * 10;
        for (int tie = 0; tie < 2; ++tie) {
            const auto mate = team + static_cast<PersonId>(random.below(10));
            if (mate != person && mate < people) builder.add(person, mate, weight());
        }
        const auto other = static_cast<PersonId>(random.below(people));
        if (other != person) builder.add(person, other, weight());
    }
    return builder.build();
}

TieGraph<double> scaled(const TieGraph<double>& graph, double factor)
{
    TieGraphBuilder<double> builder(graph.size());
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
    return builder.build();
}

}  // namespace

TEST_CASE("two cliques are two clusters, and their broker goes with one of them", "[detect_clusters]")
{
    const auto found = detect_clusters(two_cliques_and_a_broker());
    CHECK(found.count() == 2);
    const auto labels = found.labels();
    CHECK(std::ranges::all_of(labels.first(4), [&](ClusterId label) { return label == labels[0]; }));
    CHECK(std::ranges::all_of(labels.last(4), [&](ClusterId label) { return label == labels[8]; }));
    CHECK(labels[0] != labels[8]);
    CHECK(found.converged());
}

TEST_CASE("a ring of cliques falls into its cliques", "[detect_clusters]")
{
    // 10 cliques of 6: 16 ties each with the one to the next; 15/16 - 1/10 is above any merging of
    // neighbours.
    for (const auto effort : {Effort::fast, Effort::balanced, Effort::best}) {
        const auto found = detect_clusters(ring_of_cliques(10, 6), {.effort = effort});
        CHECK(found.count() == 10);
        CHECK(found.quality() == Approx(15.0 / 16 - 0.1));
    }
}

TEST_CASE("by the constant Potts model a long ring falls into its cliques where modularity joins neighbours",
          "[detect_clusters]")
{
    // 40 triangles: modularity is blind to clusters of so few ties in so large a network (Fortunato,
    // Barthelemy).
    const auto ring = ring_of_cliques(40, 3);
    CHECK(detect_clusters(ring).count() < 40);
    const auto found = detect_clusters(ring, {.quality = Quality::cpm, .resolution = 0.5});
    CHECK(found.count() == 40);
    CHECK(found.quality() == Approx(constant_potts(ring, found.partition(), 0.5)));
}

TEST_CASE("the karate club is clustered as well as can be", "[detect_clusters]")
{
    // 0.419790 is the optimum (Brandes and others, IEEE TKDE 20, 2008).
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto found = detect_clusters(karate_club(), {.effort = Effort::best, .seed = seed});
        CHECK(found.quality() == Approx(0.419790).epsilon(1e-6));
        CHECK(found.count() == 4);
        CHECK(found.converged());
    }
}

TEST_CASE("few people are mostly clustered as well as in the best of all partitions, and never much worse",
          "[detect_clusters]")
{
    int reached = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const auto graph = random_network(8, 0.4, seed);
        const double best = graph.tie_count() == 0 ? 0 : best_of_all(graph, 1.0);
        const auto found = detect_clusters(graph, {.effort = Effort::best});
        CHECK(found.quality() <= best + 1e-12);
        CHECK(found.quality() >= best - 0.05);
        reached += found.quality() > best - 1e-12 ? 1 : 0;
    }
    CHECK(reached >= 30);
}

TEST_CASE("every cluster is connected, on a thousand networks, however it was looked for", "[detect_clusters]")
{
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        Random random(seed);
        const auto size = static_cast<PersonId>(5 + random.below(40));
        const auto graph = random_network(size, 0.02 + 0.3 * random.unit(), seed, seed % 2 == 1);
        const ClusterOptions options{.method = searches[seed % searches.size()],
                                     .quality = seed / 2 % 3 == 0 ? Quality::cpm : Quality::modularity,
                                     .resolution = 0.05 + 1.5 * random.unit(),
                                     .effort = static_cast<Effort>(seed / 4 % 3),
                                     .seed = seed};
        const auto found = detect_clusters(graph, options);
        REQUIRE(connected_pieces(graph, found.partition()) == found.count());
    }
}

TEST_CASE("the quality told is that of the clusters told", "[detect_clusters]")
{
    const auto graph = random_network<double>(60, 0.1, 4, true);
    const auto found = detect_clusters(graph, {.resolution = 1.3});
    CHECK(found.quality() == modularity(graph, found.partition(), 1.3));
    CHECK(found.options().resolution == 1.3);
}

TEST_CASE("a higher resolution finds smaller clusters", "[detect_clusters]")
{
    const auto graph = random_network(200, 0.05, 8);
    CHECK(detect_clusters(graph, {.resolution = 0.5}).count() < detect_clusters(graph, {.resolution = 1}).count());
    CHECK(detect_clusters(graph, {.resolution = 1}).count() < detect_clusters(graph, {.resolution = 4}).count());
}

TEST_CASE("more effort does not cluster worse", "[detect_clusters]")
{
    const auto graph = random_network(500, 0.01, 9);
    const double fast = detect_clusters(graph, {.effort = Effort::fast}).quality();
    CHECK(detect_clusters(graph, {.effort = Effort::best}).quality() >= fast);
}

TEST_CASE("renaming people keeps the quality close", "[detect_clusters]")
{
    const auto graph = random_network<double>(300, 0.02, 10, true);
    Random random(1);
    std::vector<PersonId> name(300);
    std::iota(name.begin(), name.end(), 0U);
    random.shuffle(std::span(name));
    TieGraphBuilder<double> builder(300);
    for (const auto& tie : graph.ties()) builder.add(name[tie.source], name[tie.target], tie.weight);
    const auto renamed = builder.build();
    const double here = detect_clusters(graph, {.effort = Effort::best}).quality();
    CHECK(detect_clusters(renamed, {.effort = Effort::best}).quality() == Approx(here).epsilon(0.02));
}

TEST_CASE("weighing all ties alike more changes no label", "[detect_clusters]")
{
    const auto graph = random_network<double>(150, 0.05, 12, true);
    for (const auto quality : {Quality::modularity, Quality::cpm}) {
        const ClusterOptions options{.quality = quality, .resolution = 0.8};
        const auto plain = detect_clusters(graph, options);
        for (const double factor : {0.25, 4.0, 0x1p-1000, 0x1p1000}) {
            const auto again = detect_clusters(scaled(graph, factor), options);
            CHECK(labels_of(again) == labels_of(plain));
            CHECK(again.quality() == plain.quality());
        }
        CHECK(detect_clusters(scaled(graph, 3), options).quality() == Approx(plain.quality()).epsilon(0.01));
    }
}

TEST_CASE("two copies of a network side by side are clustered apart", "[detect_clusters]")
{
    const auto graph = karate_club();
    TieGraphBuilder<> builder(68);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target).add(34 + tie.source, 34 + tie.target);
    const auto found = detect_clusters(builder.build());
    for (PersonId a = 0; a < 34; ++a)
        for (PersonId b = 34; b < 68; ++b) CHECK(found.labels()[a] != found.labels()[b]);
}

TEST_CASE("the same seed gives the same clusters, another seed as good ones", "[detect_clusters]")
{
    const auto graph = random_network(400, 0.02, 13);
    const auto first = detect_clusters(graph, {.effort = Effort::best, .seed = 1});
    CHECK(labels_of(first) == labels_of(detect_clusters(graph, {.effort = Effort::best, .seed = 1})));
    CHECK(detect_clusters(graph, {.effort = Effort::best, .seed = 2}).quality() ==
          Approx(first.quality()).epsilon(0.03));
}

TEST_CASE("a chain of many people falls into stretches, whoever is asked together with their neighbours",
          "[detect_clusters]")
{
    TieGraphBuilder<> builder(120'000);
    for (PersonId person = 0; person + 1 < 120'000; ++person) builder.add(person, person + 1);
    const auto chain = builder.build();
    // Stretches of k people: modularity 1 - 1/k - k/n, at best 1 - 2/sqrt(n) = .9942.
    for (const Effort effort : {Effort::fast, Effort::balanced})
        CHECK(detect_clusters(chain, {.effort = effort}).quality() > 0.99);
}

TEST_CASE("a large network is clustered alike, to the last label, on any number of threads", "[detect_clusters]")
{
    for (const bool weighted : {false, true}) {
        const auto graph = large_network(101'000, weighted);
        const auto once = detect_clusters(graph, {.effort = Effort::fast, .execution = {.threads = 1}});
        CHECK(once.quality() > 0.5);
        CHECK(connected_pieces(graph, once.partition()) == once.count());
        const auto several = weighted ? std::vector{4} : std::vector{2, 3, 4, 8};
        for (const int threads : several) {
            const auto again = detect_clusters(graph, {.effort = Effort::fast, .execution = {.threads = threads}});
            CHECK(labels_of(again) == labels_of(once));
            CHECK(again.quality() == once.quality());
        }
    }
}

TEST_CASE("some thousands are clustered by what two searches agree on, or alone where they agree on little",
          "[detect_clusters]")
{
    const auto teams = large_network(6'000, true);          // quick searches agree on most
    const auto no_teams = random_network(5'200, 0.002, 7);  // and on next to nothing
    for (const auto* graph : {&teams, &no_teams}) {
        const auto once = detect_clusters(*graph, {.execution = {.threads = 1}});
        CHECK(connected_pieces(*graph, once.partition()) == once.count());
        CHECK(once.quality() > detect_clusters(*graph, {.effort = Effort::fast}).quality());
        for (const int threads : {2, 3, 8})
            CHECK(labels_of(detect_clusters(*graph, {.execution = {.threads = threads}})) == labels_of(once));
    }
}

TEST_CASE("isolates are clusters of their own", "[detect_clusters]")
{
    const auto graph = network(6, {{1, 2}, {1, 3}, {2, 3}});
    for (const auto quality : {Quality::modularity, Quality::cpm}) {
        const auto found = detect_clusters(graph, {.quality = quality, .resolution = 0.5});
        CHECK(labels_of(found) == std::vector<ClusterId>{0, 1, 1, 1, 2, 3});
    }
}

TEST_CASE("nobody, and people without ties, are answers and not errors", "[detect_clusters]")
{
    CHECK(detect_clusters(TieGraph<>()).count() == 0);
    CHECK(detect_clusters(TieGraph<>()).labels().empty());
    CHECK(detect_clusters(TieGraph<>()).quality() == 0);
    CHECK(detect_clusters(network(3, {})).count() == 3);
    const auto weightless = detect_clusters(weighted_network<>(3, {{0, 1, 0.0F}, {1, 2, 0.0F}}));
    CHECK(weightless.count() == 3);
    CHECK(weightless.quality() == 0);
    CHECK(weightless.converged());
    CHECK(detect_clusters(network(2, {{0, 1}})).count() == 1);
}

TEST_CASE("the smallest, the largest and no weights at all side by side do no harm", "[detect_clusters]")
{
    for (const auto quality : {Quality::modularity, Quality::cpm})
        for (const auto effort : {Effort::fast, Effort::balanced, Effort::best}) {
            const auto graph = weighted_network<double>(9, {{0, 1, 1e-300},
                                                            {1, 2, 1e-300},
                                                            {0, 2, 1e-300},
                                                            {3, 4, 1e300},
                                                            {4, 5, 1e300},
                                                            {3, 5, 1e300},
                                                            {2, 3, 0.0},
                                                            {6, 7, 1.0},
                                                            {7, 8, 0.0}});
            const auto found = detect_clusters(graph, {.quality = quality, .effort = effort});
            CHECK(found.quality() <= 1);
            CHECK(found.quality() >= -1);
            CHECK(connected_pieces(graph, found.partition()) == found.count());
            CHECK(found.labels()[3] == found.labels()[4]);
            CHECK(found.labels()[7] != found.labels()[8]);
        }
}

TEST_CASE("resolutions that mean nothing are refused, extreme ones answered", "[detect_clusters]")
{
    for (const double bad :
         {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(detect_clusters(clique(3), {.resolution = bad}), InvalidOption);
    CHECK_THROWS_AS(detect_clusters(clique(3), {.execution = {.threads = -1}}), InvalidOption);
    for (const auto quality : {Quality::modularity, Quality::cpm}) {
        CHECK(detect_clusters(clique(5), {.quality = quality, .resolution = 1e-300}).count() == 1);
        CHECK(detect_clusters(clique(5), {.quality = quality, .resolution = 1e300}).count() == 5);
    }
}

TEST_CASE("Louvain's search finds clusters nearly as good, by the same quality", "[detect_clusters]")
{
    for (const auto effort : {Effort::balanced, Effort::best}) {
        const auto found = detect_clusters(karate_club(), {.method = Method::louvain, .effort = effort});
        CHECK(found.quality() > 0.38);
        CHECK(found.quality() <= 0.419790 + 1e-6);
        CHECK(found.quality() == modularity(karate_club(), found.partition()));
    }
}

TEST_CASE("labels propagate within cliques, and only by chance across the one tie between them", "[detect_clusters]")
{
    const auto ring = ring_of_cliques(10, 6);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto found = detect_clusters(ring, {.method = Method::label_propagation, .seed = seed});
        CHECK(found.count() >= 8);
        CHECK(found.converged());
        for (PersonId person = 0; person < 60; ++person)
            CHECK(found.labels()[person] == found.labels()[person / 6 * 6]);
    }
}

TEST_CASE("by label propagation everybody is where most of their weight leads", "[detect_clusters]")
{
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const auto graph = random_network<double>(40, 0.15, seed, true);
        const auto found = detect_clusters(graph, {.method = Method::label_propagation, .effort = Effort::best});
        REQUIRE(found.converged());
        for (const PersonId person : graph.people()) {
            std::vector<double> tied(found.count());
            for (const auto& tie : graph.ties_of(person)) tied[found.labels()[tie.target]] += tie.weight;
            CHECK(tied[found.labels()[person]] >= *std::ranges::max_element(tied) - 1e-6);
        }
    }
}

TEST_CASE("a search that begins at the best clusters stays there", "[detect_clusters]")
{
    const auto best = detect_clusters(karate_club(), {.effort = Effort::best});
    for (const auto effort : {Effort::fast, Effort::balanced, Effort::best}) {
        const auto again = detect_clusters(karate_club(), {.effort = effort, .seed = 5, .start = best.partition()});
        CHECK(labels_of(again) == labels_of(best));
    }
}

TEST_CASE("wherever a search begins, at a higher resolution it finds smaller clusters", "[detect_clusters]")
{
    const auto graph = ring_of_cliques(10, 6);
    const Partition together(std::vector<std::uint32_t>(60, 0));
    const auto found = detect_clusters(graph, {.start = together});
    CHECK(found.count() == 10);
}

TEST_CASE("people who are fixed stay together and apart, and the others arrange themselves around them",
          "[detect_clusters]")
{
    const auto graph = ring_of_cliques(6, 5);
    // 0 and 15 are of different cliques and held together; 1, of the clique of 0, is held apart from them.
    std::vector<std::uint32_t> labels(30);
    std::iota(labels.begin(), labels.end(), 0U);
    labels[15] = labels[0];
    for (const auto method : {Method::leiden, Method::louvain, Method::label_propagation})
        for (const auto effort : {Effort::fast, Effort::balanced, Effort::best}) {
            const auto found = detect_clusters(
                graph, {.method = method, .effort = effort, .start = Partition(labels), .fixed = {0, 1, 15}});
            CHECK(found.labels()[0] == found.labels()[15]);
            CHECK(found.labels()[0] != found.labels()[1]);
            CHECK(found.labels()[5] == found.labels()[9]);  // a clique that nobody holds
        }
    const auto all = detect_clusters(graph, {.start = Partition::singletons(30),
                                             .fixed = labels_of(detect_clusters(TieGraphBuilder<>(30).build()))});
    CHECK(all.count() == 30);
}

TEST_CASE("a start of other people, somebody unknown or a hold on nothing is refused", "[detect_clusters]")
{
    CHECK_THROWS_AS(detect_clusters(clique(3), {.start = Partition::singletons(4)}), InvalidInput);
    CHECK_THROWS_AS(detect_clusters(clique(3), {.start = Partition::singletons(3), .fixed = {3}}), UnknownPerson);
    CHECK_THROWS_AS(detect_clusters(clique(3), {.fixed = {1}}), InvalidOption);
}

TEST_CASE("who turns to whom decides where clusters of directed ties lie", "[detect_clusters]")
{
    // Two circles of three who turn to each other in turn, and one tie between them.
    TieGraphBuilder<double, Direction::directed> builder(6);
    for (const PersonId first : {0U, 3U}) builder.add(first, first + 1).add(first + 1, first + 2).add(first + 2, first);
    builder.add(0, 3);
    const auto graph = builder.build();
    for (const auto method : {Method::leiden, Method::louvain}) {
        const auto found = detect_clusters(graph, {.method = method});
        CHECK(labels_of(found) == std::vector<ClusterId>{0, 0, 0, 1, 1, 1});
        CHECK(found.quality() == Approx(2 * (3.0 / 7 - 4.0 * 3 / 49)));  // 0 turns to two: 4 away, 3 towards; and 3, 4
    }
}

TEST_CASE("where every tie runs both ways, the same clusters are found as without direction", "[detect_clusters]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto undirected = random_network<double>(60, 0.1, seed, true);
        TieGraphBuilder<double, Direction::directed> builder(60);
        for (const auto& tie : undirected.ties())
            builder.add(tie.source, tie.target, tie.weight).add(tie.target, tie.source, tie.weight);
        const auto found = detect_clusters(builder.build(), {.effort = Effort::best, .seed = seed});
        const auto plain = detect_clusters(undirected, {.effort = Effort::best, .seed = seed});
        CHECK(found.quality() == Approx(plain.quality()).epsilon(0.02));
        CHECK(found.quality() == Approx(modularity(undirected, found.partition())).margin(1e-12));
    }
}

TEST_CASE("directed searches answer alike on any number of threads, and gain what they say", "[detect_clusters]")
{
    Random random(8);
    TieGraphBuilder<float, Direction::directed> builder(101'000);
    for (PersonId person = 0; person < 101'000; ++person)
        for (int tie = 0; tie < 3; ++tie) {
            const auto other = tie < 2 ? person / 10 * 10 + random.below(10) : random.below(101'000);
            if (other != person) builder.add(person, static_cast<PersonId>(other), static_cast<float>(random.unit()));
        }
    const auto graph = builder.build();
    const auto once = detect_clusters(graph, {.execution = {.threads = 1}});
    CHECK(once.quality() > 0.4);
    CHECK(once.quality() == modularity(graph, once.partition()));
    for (const int threads : {2, 4})
        CHECK(labels_of(detect_clusters(graph, {.execution = {.threads = threads}})) == labels_of(once));
}

TEST_CASE("a dense network most of whose ties weigh nothing is clustered by the others", "[detect_clusters]")
{
    TieGraphBuilder<double> builder(60);
    for (PersonId a = 0; a < 60; ++a)
        for (PersonId b = a + 1; b < 60; ++b) builder.add(a, b, a / 20 == b / 20 && b - a < 4 ? 1.0 : 0.0);
    const auto graph = builder.build();
    for (const auto method : {Method::leiden, Method::louvain, Method::label_propagation}) {
        const auto found = detect_clusters(graph, {.method = method});
        CHECK(connected_pieces(graph, found.partition()) == found.count());
        CHECK(found.labels()[0] != found.labels()[59]);
    }
}

TEST_CASE("a stopped search answers nothing, and progress only grows", "[detect_clusters]")
{
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(detect_clusters(karate_club(), {.execution = {.stop = source.get_token()}}), Cancelled);

    for (const auto effort : {Effort::fast, Effort::balanced, Effort::best}) {
        std::vector<double> told;
        (void)detect_clusters(
            karate_club(), {.effort = effort, .execution = {.progress = [&](double share) { told.push_back(share); }}});
        CHECK(told.size() > 1);
        CHECK(std::ranges::is_sorted(told));
        CHECK(told.back() == 1);
    }
}
