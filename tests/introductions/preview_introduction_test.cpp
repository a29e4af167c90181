#include "support/directed_networks.hpp"
#include "support/networks.hpp"

#include <tertius/brokerage/constraint.hpp>
#include <tertius/brokerage/effective_size.hpp>
#include <tertius/graph/symmetrised.hpp>
#include <tertius/introductions/preview_introduction.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <limits>
#include <set>
#include <utility>

using namespace tertius;
using Catch::Matchers::WithinRel;

namespace {

/// Everything measured anew, from the definitions where no other header has them.
template <class Weight>
Standing measured(const TieGraph<Weight>& graph, PersonId ego)
{
    std::set<PersonId> reached;
    double total = 0;
    double alters = 0;
    for (const auto& tie : graph.ties_of(ego)) {
        if (tie.weight == 0) continue;
        reached.insert(tie.target);
        total += tie.weight;
        ++alters;
        for (const auto& onward : graph.ties_of(tie.target))
            if (onward.weight > 0) reached.insert(onward.target);
    }
    reached.erase(ego);
    double entropy = 0;
    for (const auto& tie : graph.ties_of(ego))
        if (tie.weight > 0) entropy -= tie.weight / total * std::log(tie.weight / total);
    const double diversity = alters < 2 ? std::nan("") : entropy / std::log(alters);
    return {constraint(graph, ego), effective_size(graph, ego), reached.size(), diversity};
}

template <class Weight>
TieGraph<Weight> with_tie(const TieGraph<Weight>& graph, PersonId a, PersonId b, double weight)
{
    TieGraphBuilder<Weight> builder(graph.size());
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight);
    builder.add(a, b, static_cast<Weight>(weight));
    return builder.build();
}

void check_near(double found, double expected)
{
    if (std::isnan(expected))
        CHECK(std::isnan(found));
    else
        CHECK_THAT(found, WithinRel(expected, 1e-12) || Catch::Matchers::WithinAbs(expected, 1e-12));
}

void check_same(const Standing& found, const Standing& expected)
{
    check_near(found.constraint, expected.constraint);
    check_near(found.effective_size, expected.effective_size);
    CHECK(found.reach == expected.reach);
    check_near(found.diversity, expected.diversity);
}

/// Every pair of strangers, against measuring the graph with and without the tie.
template <class Weight, Direction direction>
void check_all_strangers(const TieGraph<Weight, direction>& graph, const TieGraph<Weight>& undirected,
                         std::optional<double> weight)
{
    for (PersonId a = 0; a < graph.size(); ++a)
        for (PersonId b = 0; b < graph.size(); ++b) {
            if (a == b || undirected.weight(a, b) > 0) continue;
            const auto preview = preview_introduction(graph, a, b, {.weight = weight});
            const auto after = with_tie(undirected, a, b, preview.weight);
            CHECK(preview.a.person == a);
            CHECK(preview.b.person == b);
            for (const auto& change : {preview.a, preview.b, preview.broker.value_or(preview.a)}) {
                check_same(change.before, measured(undirected, change.person));
                check_same(change.after, measured(after, change.person));
            }
        }
}

}  // namespace

TEST_CASE("two strangers who meet over a broker close the broker's hole", "[introductions][preview_introduction]")
{
    // 0 - 1 - 2. Person 1 sits between two strangers: c = 2 * (1/2)^2, size 2. Once 0 and 2 know each other all three
    // are in a triangle, where c = 2 * (1/2 + 1/2 * 1/2)^2 = 1.125 and size = 2 - 2/2 = 1.
    const auto preview = preview_introduction(test::network(3, {{0, 1}, {1, 2}}), 0, 2);
    REQUIRE(preview.broker);
    CHECK(preview.broker->person == 1);
    CHECK(preview.broker->before.constraint == 0.5);
    CHECK(preview.broker->before.effective_size == 2);
    CHECK(preview.broker->before.diversity == 1);
    CHECK(preview.a.before.constraint == 1);
    CHECK(preview.a.before.reach == 2);
    CHECK(std::isnan(preview.a.before.diversity));
    for (const auto& change : {preview.a, preview.b, *preview.broker}) {
        CHECK(change.after.constraint == 1.125);
        CHECK(change.after.effective_size == 1);
        CHECK(change.after.reach == 2);
        CHECK(change.after.diversity == 1);
    }
}

TEST_CASE("who meets the centre of another circle reaches all of it", "[introductions][preview_introduction]")
{
    // 0 knows 1; 2 knows 3, 4 and 5. After 0 - 2, person 0 reaches 1, 2, 3, 4, 5 and person 2 reaches 0, 1 more.
    const auto preview = preview_introduction(test::network(6, {{0, 1}, {2, 3}, {2, 4}, {2, 5}}), 0, 2);
    CHECK_FALSE(preview.broker);
    CHECK(preview.weight == 1);
    CHECK(preview.a.before.reach == 1);
    CHECK(preview.a.after.reach == 5);
    CHECK(preview.b.before.reach == 3);
    CHECK(preview.b.after.reach == 5);
    CHECK_THAT(preview.a.after.constraint, WithinRel(0.5));
    CHECK_THAT(preview.b.after.constraint, WithinRel(0.25));
}

TEST_CASE("diversity falls when one tie outweighs the others", "[introductions][preview_introduction]")
{
    // Shares 3/4 and 1/4: -(3/4 ln 3/4 + 1/4 ln 1/4) / ln 2 = 0.811278124459...
    const auto graph = test::weighted_network<double>(4, {{0, 1, 1}, {2, 3, 1}});
    const auto preview = preview_introduction(graph, 0, 2, {.weight = 3});
    CHECK_THAT(preview.a.after.diversity, WithinRel(0.8112781244591328, 1e-14));
}

TEST_CASE("the new tie is as strong as the weaker of the broker's two", "[introductions][preview_introduction]")
{
    // Over 1 the weaker tie is .4, over 3 it is .5: 3 introduces.
    const auto graph = test::weighted_network<double>(4, {{0, 1, 0.9}, {1, 2, 0.4}, {0, 3, 0.5}, {3, 2, 0.6}});
    CHECK(preview_introduction(graph, 0, 2).broker->person == 3);
    CHECK(preview_introduction(graph, 0, 2).weight == 0.5);
    CHECK(preview_introduction(graph, 0, 2, {.broker = 1}).weight == 0.4);
    CHECK(preview_introduction(graph, 0, 2, {.broker = 1}).broker->person == 1);
    CHECK(preview_introduction(graph, 0, 2, {.weight = 0.7}).weight == 0.7);
}

TEST_CASE("without a broker the new tie is as strong as their ties in the middle",
          "[introductions][preview_introduction]")
{
    const auto graph = test::weighted_network<double>(7, {{0, 1, 0.9}, {0, 2, 0.2}, {3, 4, 0.5}});
    CHECK(preview_introduction(graph, 0, 3).weight == 0.5);
    CHECK(preview_introduction(graph, 5, 6).weight == 1);
}

TEST_CASE("a preview is what measuring again would give", "[introductions][preview_introduction]")
{
    const auto seed = GENERATE(range(0U, 6U));
    const bool weighted = GENERATE(false, true);
    const double chance = GENERATE(0.15, 0.5, 0.9);
    const auto weight = weighted ? std::optional<double>() : std::optional(GENERATE(1.0, 0.3, 20.0));
    const auto exact = test::random_network<double>(14, chance, seed, weighted);
    check_all_strangers(exact, exact, weight);
    const auto single = test::random_network<float>(14, chance, seed, weighted);
    check_all_strangers(single, single, weight);
}

TEST_CASE("a directed preview is that of the ties of both directions", "[introductions][preview_introduction]")
{
    const auto seed = GENERATE(range(0U, 4U));
    const bool weighted = GENERATE(false, true);
    const auto exact = test::random_directed_network<double>(12, 0.25, seed, weighted);
    check_all_strangers(exact, symmetrised(exact), {});
    const auto single = test::random_directed_network<float>(12, 0.25, seed, weighted);
    check_all_strangers(single, symmetrised(single), {});
}

TEST_CASE("a tie of weight 0 is no acquaintance", "[introductions][preview_introduction]")
{
    const auto graph = test::weighted_network<double>(5, {{0, 1, 0}, {0, 2, 1}, {1, 2, 2}, {1, 3, 0}, {3, 4, 1}});
    check_all_strangers(graph, graph, {});
    CHECK(preview_introduction(graph, 0, 1).weight == 1);
    CHECK_THROWS_AS(preview_introduction(graph, 0, 3, {.broker = 1}), InvalidInput);
}

TEST_CASE("renaming people and a stranger elsewhere change no preview", "[introductions][preview_introduction]")
{
    const auto graph = test::random_network<double>(20, 0.3, 3, true);
    TieGraphBuilder<double> builder(21);
    for (const auto& tie : graph.ties()) builder.add(19 - tie.source, 19 - tie.target, tie.weight);
    const auto renamed = builder.build();
    for (PersonId b = 1; b < 20; ++b) {
        if (graph.has_tie(0, b)) continue;
        const auto one = preview_introduction(graph, 0, b);
        const auto other = preview_introduction(renamed, 19, 19 - b);
        check_same(one.a.after, other.a.after);
        check_same(one.b.after, other.b.after);
        CHECK(one.broker.has_value() == other.broker.has_value());
    }
}

TEST_CASE("two people without any ties have each other afterwards", "[introductions][preview_introduction]")
{
    const auto preview = preview_introduction(TieGraph<>(test::network(2, {})), 0, 1);
    CHECK(std::isnan(preview.a.before.constraint));
    CHECK(std::isnan(preview.a.before.effective_size));
    CHECK(preview.a.before.reach == 0);
    CHECK(preview.a.after.constraint == 1);
    CHECK(preview.a.after.effective_size == 1);
    CHECK(preview.a.after.reach == 1);
}

TEST_CASE("a hub of 100,000 may be introduced too", "[introductions][preview_introduction]")
{
    TieGraphBuilder<> builder(100'003);
    for (PersonId alter = 1; alter <= 100'000; ++alter) builder.add(0, alter);
    builder.add(100'001, 100'002);
    const auto preview = preview_introduction(builder.build(), 0, 100'001);
    CHECK(preview.a.before.reach == 100'000);
    CHECK(preview.a.after.reach == 100'002);
    CHECK(preview.b.after.reach == 100'002);
    CHECK_THAT(preview.a.after.effective_size, WithinRel(100'001.0));
}

TEST_CASE("an introduction that cannot be is refused", "[introductions][preview_introduction]")
{
    const auto graph = test::network(5, {{0, 1}, {1, 2}, {2, 3}});
    CHECK_THROWS_AS(preview_introduction(graph, 0, 0), InvalidInput);
    CHECK_THROWS_AS(preview_introduction(graph, 0, 1), InvalidInput);
    CHECK_THROWS_AS(preview_introduction(graph, 0, 5), UnknownPerson);
    CHECK_THROWS_AS(preview_introduction(graph, 5, 0), UnknownPerson);
    CHECK_THROWS_AS(preview_introduction(graph, 0, 2, {.broker = 5}), UnknownPerson);
    CHECK_THROWS_AS(preview_introduction(graph, 0, 2, {.broker = 3}), InvalidInput);
    CHECK_THROWS_AS(preview_introduction(graph, 0, 2, {.broker = 0}), InvalidInput);
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (const double weight : {0.0, -1.0, infinite, std::nan("")})
        CHECK_THROWS_AS(preview_introduction(graph, 0, 2, {.weight = weight}), InvalidOption);
}
