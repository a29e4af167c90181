#include <tertius/clusters/detect_circles.hpp>

#include <tertius/clusters/cover_agreement.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

using Ids = std::vector<std::uint32_t>;

/// 0 to 3 all know each other, and so do 3 to 6.
TieGraph<> two_cliques_that_share_a_person()
{
    TieGraphBuilder<> builder(7);
    for (const PersonId first : {0U, 3U})
        for (PersonId a = first; a < first + 4; ++a)
            for (PersonId b = a + 1; b < first + 4; ++b) builder.add(a, b);
    return builder.build();
}

/// Whether two have a contact in common, by ties that count.
template <class Weight>
bool have_common_contact(const TieGraph<Weight>& graph, PersonId a, PersonId b)
{
    return std::ranges::any_of(graph.people(),
                               [&](PersonId c) { return graph.weight(a, c) > 0 && graph.weight(b, c) > 0; });
}

/// Each alter's piece: those who reach each other through alters alone. Whoever knows no other goes with the piece
/// that ego is tied to most.
template <class Weight>
Partition pieces(const TieGraph<Weight>& graph, PersonId ego)
{
    const auto alters = graph.alters(ego);
    Ids label(alters.size());
    std::iota(label.begin(), label.end(), 0U);
    const auto tied = [&](std::size_t i, std::size_t j) {
        return graph.weight(ego, alters[i]) > 0 && graph.weight(ego, alters[j]) > 0 &&
               graph.weight(alters[i], alters[j]) > 0;
    };
    std::vector<bool> alone(alters.size(), true);
    for (std::size_t round = 0; round < alters.size(); ++round)
        for (std::size_t i = 0; i < alters.size(); ++i)
            for (std::size_t j = 0; j < alters.size(); ++j)
                if (tied(i, j)) {
                    alone[i] = false;
                    label[i] = label[j] = std::min(label[i], label[j]);
                }
    std::vector<double> heft(alters.size() + 1);
    for (std::size_t i = 0; i < alters.size(); ++i)
        if (!alone[i]) heft[label[i]] += graph.weight(ego, alters[i]);
    const auto busiest = static_cast<std::uint32_t>(std::ranges::max_element(heft) - heft.begin());
    for (std::size_t i = 0; i < alters.size(); ++i)
        if (alone[i]) label[i] = busiest;
    return Partition(label);
}

/// The graph of personas, by its definition, from the personas found.
template <class Weight>
TieGraph<Weight> persona_graph(const TieGraph<Weight>& graph, const DetectedCircles& found)
{
    const auto persona = [&](PersonId ego, PersonId alter) {
        const auto known = graph.alters(ego);
        return found.tie_personas[graph.offsets()[ego] +
                                  static_cast<std::size_t>(std::ranges::find(known, alter) - known.begin())];
    };
    const auto bridges_only = [&](PersonId person) {
        return std::ranges::none_of(graph.alters(person), [&](PersonId alter) {
            return graph.weight(person, alter) > 0 && have_common_contact(graph, person, alter);
        });
    };
    const auto leans_on = [&](PersonId person, PersonId other) {
        if (!bridges_only(person) || bridges_only(other)) return false;
        PersonId strongest = nobody;
        for (const PersonId alter : graph.alters(person))
            if (!bridges_only(alter) &&
                (strongest == nobody || graph.weight(person, alter) > graph.weight(person, strongest)))
                strongest = alter;
        return strongest == other;
    };
    TieGraphBuilder<Weight> builder(static_cast<PersonId>(found.persons.size()));
    for (const auto& tie : graph.ties()) {
        const auto [a, b] = tie.people();
        if (tie.weight > 0 && (have_common_contact(graph, a, b) || (bridges_only(a) && bridges_only(b)) ||
                               leans_on(a, b) || leans_on(b, a)))
            builder.add(persona(a, b), persona(b, a), tie.weight);
    }
    return builder.build();
}

template <class Weight>
Cover cover_by_definition(const TieGraph<Weight>& graph, const DetectedCircles& found)
{
    const auto clusters = detect_clusters(persona_graph(graph, found), found.options.clusters);
    CHECK(clusters.quality() == found.quality);
    return Cover(graph.size(), found.persons, clusters.labels());
}

/// Each of ego's tie ends' persona, counted from ego's first.
template <class Weight>
Ids own_personas(const TieGraph<Weight>& graph, const DetectedCircles& found, PersonId ego)
{
    Ids own(found.tie_personas.begin() + static_cast<std::ptrdiff_t>(graph.offsets()[ego]),
            found.tie_personas.begin() + static_cast<std::ptrdiff_t>(graph.offsets()[ego + 1]));
    const auto first = std::ranges::lower_bound(found.persons, ego) - found.persons.begin();
    for (auto& persona : own) persona -= static_cast<std::uint32_t>(first);
    return own;
}

template <class Weight>
TieGraph<Weight> with_weights(const TieGraph<Weight>& graph, PersonId size, const auto& weight)
{
    TieGraphBuilder<Weight> builder(size);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, weight(tie.weight));
    return builder.build();
}

bool same_answer(const DetectedCircles& a, const DetectedCircles& b)
{
    return a.cover == b.cover && a.persons == b.persons && a.circles == b.circles && a.tie_personas == b.tie_personas &&
           a.quality == b.quality;
}

/// Everybody in two teams of ten at most, most contacts inside, some anywhere; person 0 knows every seventh.
TieGraph<> two_hats_each(PersonId people)
{
    Random random(5);
    TieGraphBuilder<> builder(people);
    const auto know = [&](PersonId a, PersonId b) {
        if (a != b) builder.add(a, b);
    };
    for (PersonId person = 0; person < people; ++person) {
        for (int tie = 0; tie < 5; ++tie) {
            know(person, std::min(people - 1, person / 10 * 10 + static_cast<PersonId>(random.below(10))));
            know(person, (person + static_cast<PersonId>(random.below(10)) * (people / 10)) % people);
        }
        know(person, static_cast<PersonId>(random.below(people)));
        if (person % 7 == 0) know(0, person);
    }
    return builder.build();
}

}  // namespace

TEST_CASE("a person in two cliques wears two hats and is in both circles", "[detect_circles]")
{
    const auto graph = two_cliques_that_share_a_person();
    const auto found = detect_circles(graph);
    CHECK(found.cover == Cover(7, Ids{0, 1, 2, 3, 3, 4, 5, 6}, Ids{0, 0, 0, 0, 1, 1, 1, 1}));
    CHECK(found.persons == Ids{0, 1, 2, 3, 3, 4, 5, 6});
    CHECK(found.circles == Ids{0, 0, 0, 0, 1, 1, 1, 1});
    CHECK(own_personas(graph, found, 3) == Ids{0, 0, 0, 1, 1, 1});
    CHECK(own_personas(graph, found, 0) == Ids{0, 0, 0});
    // Two cliques of 6 ties each, apart: 2 * (6/12 - (12/24)^2).
    CHECK(found.quality == 0.5);
    CHECK(found.converged);
}

TEST_CASE("one person's circles are those of the people they know", "[ego_circles]")
{
    const auto graph = two_cliques_that_share_a_person();
    CHECK(ego_circles(graph, 3) == Partition(Ids{0, 0, 0, 1, 1, 1}));
    CHECK(ego_circles(graph, 0) == Partition(Ids{0, 0, 0}));
}

TEST_CASE("a contact who knows both sides goes with the one they are tied to more", "[ego_circles]")
{
    // Ego 0 knows 1 - 2 - 5 - 3 - 4, in this chain. With 16 as the weight of it all, joining {1, 2, 5} of mass 21 and
    // {3, 4} of mass 11 costs 0.5 * 21 * 11 / 32 = 3.6, and their tie is worth 1 only.
    for (const bool turned : {false, true}) {
        TieGraphBuilder<> builder(6);
        for (PersonId alter = 1; alter < 6; ++alter) builder.add(0, alter);
        builder.add(1, 2, 5).add(3, 4, 5).add(2, 5, turned ? 1.0F : 5.0F).add(3, 5, turned ? 5.0F : 1.0F);
        CHECK(ego_circles(builder.build(), 0) == Partition(turned ? Ids{0, 0, 1, 1, 1} : Ids{0, 0, 1, 1, 0}));
    }
}

TEST_CASE("a contact who knows none of the others goes with the circle that ego is tied to most", "[ego_circles]")
{
    const auto graph = weighted_network<>(
        6, {{0, 1, 1.0F}, {0, 2, 1.0F}, {0, 3, 2.0F}, {0, 4, 2.0F}, {0, 5, 9.0F}, {1, 2, 1.0F}, {3, 4, 1.0F}});
    CHECK(ego_circles(graph, 0) == Partition(Ids{0, 0, 1, 1, 1}));
}

TEST_CASE("a broker whose contacts do not know each other goes with the strongest of them", "[detect_circles]")
{
    // 3 and 5 know nobody whom 4 knows: the ties of 4 are bridges, and 3 comes first.
    const auto graph = two_cliques_and_a_broker();
    const auto found = detect_circles(graph);
    CHECK(found.cover == Cover(Partition(Ids{0, 0, 0, 0, 0, 1, 1, 1, 1})));
    TieGraphBuilder<> builder(9);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.source == 4 ? 2.0F : 1.0F);
    CHECK(detect_circles(builder.build()).cover == Cover(Partition(Ids{0, 0, 0, 0, 1, 1, 1, 1, 1})));
}

TEST_CASE("a bridge between two cliques joins no circles", "[detect_circles]")
{
    TieGraphBuilder<> builder(8);
    for (const PersonId first : {0U, 4U})
        for (PersonId a = first; a < first + 4; ++a)
            for (PersonId b = a + 1; b < first + 4; ++b) builder.add(a, b);
    builder.add(3, 4, 100);
    const auto found = detect_circles(builder.build());
    CHECK(found.cover == Cover(Partition(Ids{0, 0, 0, 0, 1, 1, 1, 1})));
    CHECK(found.persons.size() == 8);
}

TEST_CASE("three people of other circles who know each other are no circle unless so small ones are asked for",
          "[detect_circles]")
{
    TieGraphBuilder<> builder(12);
    for (const PersonId first : {0U, 4U, 8U})
        for (PersonId a = first; a < first + 4; ++a)
            for (PersonId b = a + 1; b < first + 4; ++b) builder.add(a, b);
    builder.add(0, 4).add(4, 8).add(0, 8);
    const auto graph = builder.build();
    const auto found = detect_circles(graph);
    CHECK(found.cover == Cover(Partition(Ids{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2})));
    CHECK(found.persons == Ids{0, 0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 8, 9, 10, 11});
    CHECK(found.circles == Ids{0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2});
    CHECK(detect_circles(graph, {.smallest = 3}).cover == Cover(12, Ids{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 4, 8},
                                                                Ids{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3}));
    // 5 of them would do, but nobody is in a circle of 5.
    CHECK(detect_circles(graph, {.smallest = 5}).cover.count() == 4);
}

TEST_CASE("small circles stand where somebody has no other, and are dropped elsewhere", "[detect_circles]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto graph = random_network(150, 0.02 + 0.005 * static_cast<double>(seed % 6), seed);
        const auto all = detect_circles(graph, {.smallest = 1}).cover;
        for (const PersonId smallest : {4U, 6U}) {
            const auto has_large = [&](PersonId person) {
                return std::ranges::any_of(all.circles(person),
                                           [&](CircleId circle) { return all.people(circle).size() >= smallest; });
            };
            Ids people;
            Ids labels;
            for (CircleId circle = 0; circle < all.count(); ++circle) {
                const auto list = all.people(circle);
                if (list.size() < smallest && std::ranges::all_of(list, has_large)) continue;
                people.insert(people.end(), list.begin(), list.end());
                labels.insert(labels.end(), list.size(), circle);
            }
            const auto found = detect_circles(graph, {.smallest = smallest});
            CHECK(found.cover == Cover(150, people, labels));
            for (PersonaId persona = 0; persona < found.persons.size(); ++persona)
                CHECK(std::ranges::binary_search(found.cover.circles(found.persons[persona]), found.circles[persona]));
        }
    }
}

TEST_CASE("a person in two cliques is in both circles by every method", "[detect_circles]")
{
    const auto graph = two_cliques_that_share_a_person();
    for (const auto method : {Method::leiden, Method::louvain, Method::label_propagation, Method::spectral}) {
        const auto found = detect_circles(graph, {.clusters = {.method = method}});
        CHECK(found.cover == Cover(7, Ids{0, 1, 2, 3, 3, 4, 5, 6}, Ids{0, 0, 0, 0, 1, 1, 1, 1}));
    }
}

TEST_CASE("where no two contacts of anybody know each other, circles are clusters", "[detect_circles]")
{
    CHECK(detect_circles(star(5)).cover.count() == 1);
    Random random(3);
    TieGraphBuilder<> builder(200);  // the even know odd people only
    for (int tie = 0; tie < 300; ++tie)
        builder.add(2 * static_cast<PersonId>(random.below(100)), 2 * static_cast<PersonId>(random.below(100)) + 1);
    const auto graph = builder.build();
    const ClusterOptions options{.resolution = 1.5, .seed = 9};
    CHECK(detect_circles(graph, {.clusters = options}).cover == Cover(detect_clusters(graph, options).partition()));
}

TEST_CASE("near local resolution 0 personas are the pieces that the alters fall into", "[detect_circles]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto graph = random_network<double>(40, 0.03 * static_cast<double>(seed % 6), seed, seed % 2 == 1);
        const auto found = detect_circles(graph, {.local_resolution = 1e-9});
        for (const PersonId ego : graph.people())
            CHECK(Partition(own_personas(graph, found, ego)) == pieces(graph, ego));
    }
}

TEST_CASE("circles are clusters of personas, by their definition", "[detect_circles]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto graph = random_network<double>(60, 0.02 * static_cast<double>(seed % 6), seed, seed % 2 == 1);
        const CircleOptions options{.smallest = 1, .clusters = {.resolution = 1.2, .seed = seed}};
        const auto found = detect_circles(graph, options);
        CHECK(found.cover == cover_by_definition(graph, found));
        CHECK(std::ranges::is_sorted(found.persons));
        for (PersonaId persona = 0; persona < found.persons.size(); ++persona)
            CHECK(std::ranges::binary_search(found.cover.circles(found.persons[persona]), found.circles[persona]));
        // Every persona keeps a tie, and whoever has none is one persona.
        std::vector<bool> tied(found.persons.size());
        for (const PersonaId persona : found.tie_personas) tied[persona] = true;
        for (PersonaId persona = 0; persona < tied.size(); ++persona)
            CHECK(tied[persona] == (graph.degree(found.persons[persona]) > 0));
    }
}

TEST_CASE("for one ego and for everybody the circles among alters are the same", "[ego_circles]")
{
    for (const bool weighted : {false, true})
        for (const double resolution : {0.1, 0.5, 1.0, 3.0}) {
            const auto graph = random_network(120, 0.12, 8, weighted);
            const auto found = detect_circles(graph, {.local_resolution = resolution});
            for (const PersonId ego : graph.people()) {
                const auto circles = ego_circles(graph, ego, {.local_resolution = resolution});
                CHECK(std::ranges::equal(circles.labels(), own_personas(graph, found, ego)));
            }
        }
}

TEST_CASE("planted circles that overlap are found", "[detect_circles]")
{
    // 40 cliques of 12 in a ring, each with the last 2 of the one before.
    TieGraphBuilder<> builder(400);
    Ids people;
    Ids circles;
    for (PersonId circle = 0; circle < 40; ++circle)
        for (PersonId a = 0; a < 12; ++a) {
            people.push_back((circle * 10 + a) % 400);
            circles.push_back(circle);
            for (PersonId b = a + 1; b < 12; ++b)
                if (a < 10) builder.add((circle * 10 + a) % 400, (circle * 10 + b) % 400);
        }
    CHECK(detect_circles(builder.build()).cover == Cover(400, people, circles));
}

TEST_CASE("an isolate more is a circle more", "[detect_circles]")
{
    const auto graph = karate_club();
    const auto found = detect_circles(graph);
    const auto more = detect_circles(with_weights(graph, 35, [](float weight) { return weight; }));
    CHECK(more.cover.count() == found.cover.count() + 1);
    CHECK(more.cover.people(more.cover.count() - 1).front() == 34);
    CHECK(more.persons.size() == found.persons.size() + 1);
    CHECK(more.tie_personas == found.tie_personas);
}

TEST_CASE("weighing all ties alike more changes no circle, and ties of weight 0 are none", "[detect_circles]")
{
    const auto graph = random_network<double>(100, 0.08, 4, true);
    const auto found = detect_circles(graph);
    for (const double factor : {0.25, 4.0, 0x1p-900, 0x1p900})
        CHECK(same_answer(detect_circles(with_weights(graph, 100, [&](double weight) { return weight * factor; })),
                          found));
    TieGraphBuilder<double> builder(100);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight);
    for (PersonId person = 0; person < 99; ++person) builder.add(person, person + 1, 0);
    CHECK(detect_circles(builder.build()).cover == found.cover);
}

TEST_CASE("two copies of a network side by side share no circle", "[detect_circles]")
{
    const auto graph = karate_club();
    TieGraphBuilder<> builder(68);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target).add(34 + tie.source, 34 + tie.target);
    const auto found = detect_circles(builder.build());
    for (CircleId circle = 0; circle < found.cover.count(); ++circle) {
        const auto people = found.cover.people(circle);
        CHECK((people.front() >= 34 || people.back() < 34));
    }
    CHECK(found.persons.size() == 2 * detect_circles(graph).persons.size());
}

TEST_CASE("circles are the same to the last bit on any number of threads", "[detect_circles]")
{
    const auto graph = two_hats_each(3000);
    const auto once = detect_circles(graph, {.clusters = {.seed = 3, .execution = {.threads = 1}}});
    CHECK(once.cover.membership_count() > 3000);
    for (const int threads : {2, 3, 4, 8})
        CHECK(same_answer(detect_circles(graph, {.clusters = {.seed = 3, .execution = {.threads = threads}}}), once));
    CHECK(once.options.clusters.seed == 3);
    CHECK(once.options.clusters.execution.threads == 0);
}

TEST_CASE("nobody, isolates and ties of no weight are answers and not errors", "[detect_circles]")
{
    CHECK(detect_circles(TieGraph<>()).cover == Cover());
    CHECK(detect_circles(network(3, {})).cover == Cover(Partition::singletons(3)));
    CHECK(detect_circles(network(3, {})).persons == Ids{0, 1, 2});
    CHECK(ego_circles(network(3, {}), 1) == Partition());
    CHECK(detect_circles(network(2, {{0, 1}})).cover.count() == 1);
    const auto weightless = weighted_network<>(3, {{0, 1, 0.0F}, {1, 2, 0.0F}, {0, 2, 0.0F}});
    CHECK(detect_circles(weightless).cover == Cover(Partition::singletons(3)));
    CHECK(ego_circles(weightless, 0) == Partition(Ids{0, 0}));
}

TEST_CASE("the smallest and the largest weights side by side do no harm to circles", "[detect_circles]")
{
    TieGraphBuilder<double> builder(9);
    for (const auto& [first, weight] : {std::pair(0U, 1e-300), {3U, 1e300}, {6U, 5e-324}})
        builder.add(first, first + 1, weight).add(first, first + 2, weight).add(first + 1, first + 2, weight);
    builder.add(2, 3, 1e300).add(1, 3, 1e-300).add(5, 6, 0);
    const auto graph = builder.build();
    for (const double resolution : {1e-300, 0.5, 1e300}) {
        const auto found = detect_circles(graph, {.local_resolution = resolution});
        CHECK(found.quality <= 1);
        CHECK(found.quality >= -1);
        for (const PersonId ego : graph.people())
            CHECK(std::ranges::equal(ego_circles(graph, ego, {.local_resolution = resolution}).labels(),
                                     own_personas(graph, found, ego)));
    }
    CHECK(ego_circles(graph, 7) == Partition(Ids{0, 0}));  // by a tie of the least weight there is
}

TEST_CASE("people who are unknown and resolutions that mean nothing are refused", "[detect_circles]")
{
    CHECK_THROWS_AS(ego_circles(clique(3), 3), UnknownPerson);
    for (const double bad :
         {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        CHECK_THROWS_AS(detect_circles(clique(3), {.local_resolution = bad}), InvalidOption);
        CHECK_THROWS_AS(detect_circles(clique(3), {.clusters = {.resolution = bad}}), InvalidOption);
        CHECK_THROWS_AS(ego_circles(clique(3), 0, {.local_resolution = bad}), InvalidOption);
    }
    CHECK_THROWS_AS(detect_circles(clique(3), {.clusters = {.execution = {.threads = -1}}}), InvalidOption);
    // Personas have no start: it would be of people.
    CHECK_THROWS_AS(detect_circles(clique(3), {.clusters = {.start = Partition::singletons(3)}}), InvalidOption);
    CHECK_THROWS_AS(detect_circles(clique(3), {.clusters = {.fixed = {1}}}), InvalidOption);
}

TEST_CASE("a stopped search for circles answers nothing, and progress only grows", "[detect_circles]")
{
    std::stop_source source;
    source.request_stop();
    const Execution stopped{.stop = source.get_token()};
    CHECK_THROWS_AS(detect_circles(karate_club(), {.clusters = {.execution = stopped}}), Cancelled);
    CHECK_THROWS_AS(ego_circles(karate_club(), 0, {.clusters = {.execution = stopped}}), Cancelled);

    std::vector<double> told;
    (void)detect_circles(karate_club(),
                         {.clusters = {.execution = {.progress = [&](double share) { told.push_back(share); }}}});
    CHECK(told.size() > 2);
    CHECK(std::ranges::is_sorted(told));
    CHECK(told.back() == 1);
}
