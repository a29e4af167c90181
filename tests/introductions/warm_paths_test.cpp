#include "support/networks.hpp"

#include <tertius/introductions/warm_paths.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <span>
#include <tuple>

using namespace tertius;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Route = std::vector<PersonId>;

namespace {

struct Chain {
    Route people;
    double probability;
};

/// Every chain without repetition to the first target that it meets, by probability, hops and people.
std::vector<Chain> every_chain(const TieGraph<double>& graph, PersonId seeker, const Route& targets, int max_hops,
                               double willingness)
{
    std::vector<Chain> chains;
    Route people{seeker};
    const std::function<void(double)> extend = [&](double probability) {
        if (std::ranges::find(targets, people.back()) != targets.end()) return chains.push_back({people, probability});
        if (static_cast<int>(people.size()) > max_hops) return;
        for (const auto& tie : graph.ties_of(people.back())) {
            if (std::ranges::find(people, tie.target) != people.end() || tie.weight == 0) continue;
            const double passed_on = people.size() > 1 ? willingness : 1;
            people.push_back(tie.target);
            extend(probability * passed_on * tie.weight);
            people.pop_back();
        }
    };
    extend(1);
    std::ranges::sort(chains, {}, [](const Chain& chain) {
        return std::tuple(-chain.probability, chain.people.size(), chain.people);
    });
    return chains;
}

std::vector<Chain> every_chain(const TieGraph<double>& graph, PersonId seeker, PersonId target, int max_hops,
                               double willingness)
{
    return every_chain(graph, seeker, Route{target}, max_hops, willingness);
}

/// Those who are in between on one chain.
std::set<PersonId> between(const Route& people)
{
    return people.size() < 3 ? std::set<PersonId>() : std::set<PersonId>(people.begin() + 1, people.end() - 1);
}

/// Of chains in order, each one that shares nobody in between with those kept before.
std::vector<Chain> apart_from_each_other(const std::vector<Chain>& chains)
{
    std::vector<Chain> kept;
    std::set<PersonId> met;
    for (const Chain& chain : chains) {
        auto people = between(chain.people);
        if (std::ranges::any_of(people, [&](PersonId person) { return met.contains(person); })) continue;
        met.merge(people);
        kept.push_back(chain);
    }
    return kept;
}

/// A random network whose strengths are powers of 1/2, so that many chains are equally likely, exactly.
TieGraph<double> halving_network(PersonId size, double chance, std::uint64_t seed)
{
    Random random(seed);
    TieGraphBuilder<double> builder(size);
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = a + 1; b < size; ++b)
            if (random.unit() < chance) builder.add(a, b, std::ldexp(1.0, -static_cast<int>(random.below(3))));
    return builder.build();
}

}  // namespace

TEST_CASE("two likely hops beat one unlikely one", "[introductions][warm_paths]")
{
    // 0-2 directly: .3. Over 1: .9 * .8 * .8 willingness = .576. Over 1 and 3: .9 * .5 * .6 * .64 = .1728.
    const auto graph =
        test::weighted_network<double>(4, {{0, 2, 0.3}, {0, 1, 0.9}, {1, 2, 0.8}, {1, 3, 0.5}, {3, 2, 0.6}});
    const auto paths = warm_paths(graph, 0, 2);
    REQUIRE(paths.size() == 3);
    CHECK(paths[0].people == Route{0, 1, 2});
    CHECK_THAT(paths[0].probability, WithinRel(0.576));
    CHECK(paths[0].weakest.person == 1);
    CHECK(paths[0].weakest.alter == 2);
    CHECK(paths[0].weakest.strength == 0.8);
    CHECK(std::isnan(paths[0].weakest.evidence));
    CHECK(paths[1].people == Route{0, 2});
    CHECK_THAT(paths[1].probability, WithinRel(0.3));
    CHECK(paths[2].people == Route{0, 1, 3, 2});
    CHECK_THAT(paths[2].probability, WithinRel(0.1728));
}

TEST_CASE("equal chains come with fewer hops first, then by people", "[introductions][warm_paths]")
{
    // All ties certain and everybody willing: the direct tie, then the two chains over one person, then
    // over two.
    const auto paths = warm_paths(test::clique(4), 3, 0, {.limit = 9, .willingness = 1});
    REQUIRE(paths.size() == 5);
    CHECK(paths[0].people == Route{3, 0});
    CHECK(paths[1].people == Route{3, 1, 0});
    CHECK(paths[2].people == Route{3, 2, 0});
    CHECK(paths[3].people == Route{3, 1, 2, 0});
    CHECK(paths[4].people == Route{3, 2, 1, 0});
}

TEST_CASE("the order of a chain's ties does not decide between equals", "[introductions][warm_paths]")
{
    // The same three strengths in two orders: equal, whatever a product's last bit says.
    const auto graph = test::weighted_network<double>(
        6, {{0, 3, 0.9}, {3, 4, 0.7}, {4, 5, 0.1}, {0, 1, 0.1}, {1, 2, 0.9}, {2, 5, 0.7}});
    const auto paths = warm_paths(graph, 0, 5);
    REQUIRE(paths.size() == 2);
    CHECK(paths[0].people == Route{0, 1, 2, 5});
    CHECK(paths[0].probability == paths[1].probability);
}

TEST_CASE("the evidence of the weakest hop is told where it is known", "[introductions][warm_paths]")
{
    const TieStrengths strengths(3, {{.person = 0, .alter = 1, .strength = 0.6, .evidence = 12},
                                     {.person = 1, .alter = 2, .strength = 0.4, .evidence = 3.5}});
    const auto paths = warm_paths(strengths, 2, 0);
    REQUIRE(paths.size() == 1);
    CHECK(paths[0].people == Route{2, 1, 0});
    CHECK(paths[0].weakest.person == 2);
    CHECK(paths[0].weakest.alter == 1);
    CHECK(paths[0].weakest.evidence == 3.5);
}

TEST_CASE("paths are the best of all chains on small networks", "[introductions][warm_paths]")
{
    const auto seed = GENERATE(range(0U, 25U));
    const int max_hops = GENERATE(1, 2, 3, 4, 11);
    const double willingness = GENERATE(0.7, 1.0);
    const auto graph = test::random_network<double>(9, 0.4, seed, true);
    const auto expected = every_chain(graph, 0, 8, max_hops, willingness);
    const auto paths = warm_paths(graph, 0, 8, {.limit = 6, .max_hops = max_hops, .willingness = willingness});
    REQUIRE(paths.size() == std::min<std::size_t>(6, expected.size()));
    for (std::size_t place = 0; place < paths.size(); ++place) {
        CHECK(paths[place].people == expected[place].people);
        CHECK_THAT(paths[place].probability, WithinRel(expected[place].probability, 1e-12));
    }
}

TEST_CASE("equally likely chains come in the promised order, every one of them", "[introductions][warm_paths]")
{
    const auto seed = GENERATE(range(0U, 25U));
    const int max_hops = GENERATE(2, 3, 4, 7);
    const double willingness = GENERATE(0.5, 1.0);
    const auto graph = halving_network(8, 0.5, seed);
    const auto expected = every_chain(graph, 0, 7, max_hops, willingness);
    const auto paths = warm_paths(graph, 0, 7, {.limit = 1000, .max_hops = max_hops, .willingness = willingness});
    REQUIRE(paths.size() == expected.size());
    for (std::size_t place = 0; place < paths.size(); ++place) {
        REQUIRE(paths[place].people == expected[place].people);
        REQUIRE(paths[place].probability == expected[place].probability);
    }
}

TEST_CASE("few paths wanted are the first of many", "[introductions][warm_paths]")
{
    const auto seed = GENERATE(range(0U, 10U));
    const auto graph = halving_network(12, 0.4, seed);
    const auto many = warm_paths(graph, 0, 11, {.limit = 50, .max_hops = 5});
    for (const int limit : {1, 2, 7}) {
        const auto few = warm_paths(graph, 0, 11, {.limit = limit, .max_hops = 5});
        REQUIRE(few.size() == std::min<std::size_t>(static_cast<std::size_t>(limit), many.size()));
        for (std::size_t place = 0; place < few.size(); ++place) CHECK(few[place].people == many[place].people);
    }
}

TEST_CASE("paths to any of several people end at the first of them", "[introductions][warm_paths]")
{
    // 0-1-2-3 and 0-4, all .5: 2 and 3 are targets. Over 2 to 3 there would be no need to go on.
    const auto graph = test::weighted_network<double>(5, {{0, 1, 0.5}, {1, 2, 0.5}, {2, 3, 0.5}, {0, 4, 0.5}});
    const Route targets{3, 2, 3};
    const auto paths = warm_paths(graph, 0, std::span(targets));
    REQUIRE(paths.size() == 1);
    CHECK(paths[0].people == Route{0, 1, 2});
    CHECK(warm_paths(graph, 0, std::span<const PersonId>()).empty());
    CHECK(warm_paths(graph, 2, std::span(targets)).at(0).people == Route{2});
}

TEST_CASE("paths to any of several people are the best of all chains to them", "[introductions][warm_paths]")
{
    const auto seed = GENERATE(range(0U, 25U));
    const int max_hops = GENERATE(1, 2, 3, 4, 11);
    const auto graph = halving_network(9, 0.35, seed);
    for (const auto& targets : {Route{8, 5}, Route{1, 3, 7, 6}, Route{1, 2, 3, 4, 5, 6, 7, 8}}) {
        const auto expected = every_chain(graph, 0, targets, max_hops, 0.5);
        const auto paths =
            warm_paths(graph, 0, std::span(targets), {.limit = 1000, .max_hops = max_hops, .willingness = 0.5});
        REQUIRE(paths.size() == expected.size());
        for (std::size_t place = 0; place < paths.size(); ++place) {
            REQUIRE(paths[place].people == expected[place].people);
            REQUIRE(paths[place].probability == expected[place].probability);
        }
    }
}

TEST_CASE("disjoint paths share nobody in between, and the best path is the first", "[introductions][warm_paths]")
{
    // Best: 0-1-2-5, .9^3 * .64. It takes 1 and 2, so 0-1-5 is out and 0-3-5 comes next, though 0-1-5 is likelier.
    const auto graph = test::weighted_network<double>(
        6, {{0, 1, 0.9}, {1, 2, 0.9}, {2, 5, 0.9}, {1, 5, 0.4}, {0, 3, 0.5}, {3, 5, 0.5}, {0, 5, 0.1}});
    const auto all = warm_paths(graph, 0, 5, {.limit = 9});
    REQUIRE(all.size() == 4);
    CHECK(all[1].people == Route{0, 1, 5});
    const auto apart = warm_paths(graph, 0, 5, {.limit = 9, .disjoint = true});
    REQUIRE(apart.size() == 3);
    CHECK(apart[0].people == Route{0, 1, 2, 5});
    CHECK(apart[1].people == Route{0, 3, 5});
    CHECK(apart[2].people == Route{0, 5});
}

TEST_CASE("disjoint paths are the best of the chains that are left", "[introductions][warm_paths]")
{
    const auto seed = GENERATE(range(0U, 40U));
    const int max_hops = GENERATE(1, 2, 3, 4, 11);
    const auto graph = halving_network(9, 0.5, seed);
    for (const auto& targets : {Route{8}, Route{8, 5}, Route{1, 3, 7, 6}}) {
        const auto expected = apart_from_each_other(every_chain(graph, 0, targets, max_hops, 0.5));
        for (const int limit : {2, 100}) {
            const auto paths = warm_paths(graph, 0, std::span(targets),
                                          {.limit = limit, .max_hops = max_hops, .willingness = 0.5, .disjoint = true});
            REQUIRE(paths.size() == std::min(static_cast<std::size_t>(limit), expected.size()));
            for (std::size_t place = 0; place < paths.size(); ++place)
                REQUIRE(paths[place].people == expected[place].people);
        }
    }
}

TEST_CASE("in a crowd, disjoint paths are found beyond the nearest", "[introductions][warm_paths]")
{
    // Many chains over 1 and one of its friends are likely; all others lead over somebody else, by ties ever weaker.
    constexpr PersonId friends = 3000;
    TieGraphBuilder<double> builder(friends + 12);
    const PersonId target = friends + 11;
    builder.add(0, 1, 0.9);
    for (PersonId person = 2; person < friends; ++person) builder.add(1, person, 0.9).add(person, target, 0.9);
    for (PersonId other = 0; other < 10; ++other)
        builder.add(0, friends + other, std::ldexp(1.0, -3 * static_cast<int>(other) - 3)).add(friends + other, target);
    const auto graph = builder.build();
    const auto paths = warm_paths(graph, 0, target, {.limit = 20, .disjoint = true});
    REQUIRE(paths.size() == 11);
    CHECK(paths[0].people == Route{0, 1, 2, target});
    for (PersonId other = 0; other < 10; ++other) CHECK(paths[other + 1].people == Route{0, friends + other, target});
}

TEST_CASE("a tie that may not be seen never changes the answer", "[introductions][warm_paths]")
{
    const auto seed = GENERATE(range(0U, 40U));
    const auto graph = test::random_network<double>(14, 0.3, seed, true);
    Random random(seed);
    const auto hidden_from = static_cast<PersonId>(random.below(14));
    const auto visible = [&](PersonId a, PersonId b) {
        REQUIRE(a < b);
        return (a * 14 + b + hidden_from) % 5 != 0;
    };
    TieGraphBuilder<double> builder(14);
    for (const auto& tie : graph.ties())
        if (visible(tie.source, tie.target)) builder.add(tie.source, tie.target, tie.weight);
    const auto seen = builder.build();
    for (PersonId target = 0; target < 14; ++target) {
        const auto filtered = warm_paths(graph, 0, target, {.limit = 5, .max_hops = 4, .visible = visible});
        const auto without = warm_paths(seen, 0, target, {.limit = 5, .max_hops = 4});
        REQUIRE(filtered.size() == without.size());
        for (std::size_t place = 0; place < filtered.size(); ++place) {
            CHECK(filtered[place].people == without[place].people);
            CHECK(filtered[place].probability == without[place].probability);
        }
    }
}

TEST_CASE("a hidden tie that is no strength is not even complained about", "[introductions][warm_paths]")
{
    const auto graph = test::weighted_network<double>(3, {{0, 1, 0.5}, {1, 2, 3.0}});
    CHECK_THROWS_AS(warm_paths(graph, 0, 2), InvalidInput);
    CHECK(warm_paths(graph, 0, 2, {.visible = [](PersonId a, PersonId) { return a != 1; }}).empty());
}

TEST_CASE("a weight that is no strength is refused where it could be on a path, and nowhere else",
          "[introductions][warm_paths]")
{
    // 0-1-2-3-4: the tie of 3 and 4 is beyond two hops from 0 to 2; that of 5 and 6 is out of reach.
    const auto graph = test::weighted_network<double>(
        8, {{0, 1, 0.5}, {1, 2, 0.5}, {2, 3, 0.5}, {3, 4, 2}, {5, 6, 2}, {1, 7, 3}, {2, 7, 4}});
    CHECK(warm_paths(graph, 0, 2, {.max_hops = 2}).size() == 1);
    CHECK_THROWS_WITH(warm_paths(graph, 0, 2),
                      "the tie between 1 and 7 has weight 3.000000; a strength must be in [0, 1]");
    CHECK(warm_paths(graph, 0, 3, {.max_hops = 3}).size() == 1);
    CHECK_THROWS_AS(warm_paths(graph, 0, 3, {.max_hops = 4}), InvalidInput);
}

TEST_CASE("a hub of a million contacts on the way costs no look at all of them", "[introductions][warm_paths]")
{
    // The seeker and the target know the hub and one other person each, who know each other.
    constexpr PersonId contacts = 1'000'000;
    TieGraphBuilder<double> builder(contacts + 5);
    for (PersonId contact = 1; contact <= contacts; ++contact) builder.add(0, contact, 0.5);
    const PersonId seeker = contacts + 1;
    const PersonId target = contacts + 2;
    builder.add(0, seeker, 0.5).add(0, target, 0.5);
    builder.add(seeker, contacts + 3, 0.5).add(contacts + 3, contacts + 4, 0.5).add(contacts + 4, target, 0.5);
    const auto graph = builder.build();
    std::size_t asked = 0;
    const auto visible = [&](PersonId, PersonId) {
        ++asked;
        return true;
    };
    const auto paths = warm_paths(graph, seeker, target, {.visible = visible});
    REQUIRE(paths.size() == 2);
    CHECK(paths[0].people == Route{seeker, 0, target});
    CHECK(paths[1].people == Route{seeker, contacts + 3, contacts + 4, target});
    CHECK(warm_paths(graph, 0, target, {.visible = visible}).at(0).people == Route{0, target});
    CHECK(warm_paths(graph, target, 7, {.visible = visible}).at(0).people == Route{target, 0, 7});
    CHECK(asked < 200);
}

TEST_CASE("a search that is stopped ends", "[introductions][warm_paths]")
{
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(warm_paths(test::clique(4), 0, 1, {.execution = {.stop = stop.get_token()}}), Cancelled);
}

TEST_CASE("in a clique of 500 the best paths are found without walking all chains", "[introductions][warm_paths]")
{
    TieGraphBuilder<double> builder(501);
    Random random(1);
    for (PersonId a = 0; a < 500; ++a)
        for (PersonId b = a + 1; b < 500; ++b) builder.add(a, b, 1 - random.unit() / 2);
    builder.add(0, 500, 0.01);
    const auto graph = builder.build();
    // Person 500 hangs by one weak tie to 0: whatever is walked in the clique has to come back through 0.
    const auto only = warm_paths(graph, 0, 500, {.limit = 3, .max_hops = 6});
    REQUIRE(only.size() == 1);
    CHECK(only[0].people == Route{0, 500});
    const auto paths = warm_paths(graph, 1, 2, {.limit = 5, .max_hops = 6});
    REQUIRE(paths.size() == 5);
    CHECK(std::ranges::is_sorted(paths, std::greater{}, &WarmPath::probability));
}

TEST_CASE("two leaves of a large star have one path, over its middle", "[introductions][warm_paths]")
{
    const int max_hops = GENERATE(2, 3, 6, 64);
    const auto paths = warm_paths(test::star(100'000), 17, 99'999, {.max_hops = max_hops});
    REQUIRE(paths.size() == 1);
    CHECK(paths[0].people == Route{17, 0, 99'999});
    CHECK_THAT(paths[0].probability, WithinRel(0.8));
}

TEST_CASE("a chain is found up to its last allowed hop", "[introductions][warm_paths]")
{
    TieGraphBuilder<double> builder(66);
    for (PersonId person = 0; person < 65; ++person) builder.add(person, person + 1, 0.5);
    const auto graph = builder.build();
    for (const int hops : {1, 2, 3, 4, 5, 17, 64}) {
        const auto length = static_cast<PersonId>(hops);
        CHECK(warm_paths(graph, 0, length, {.max_hops = hops}).size() == 1);
        CHECK(warm_paths(graph, 0, length + 1, {.max_hops = hops}).empty());
    }
}

TEST_CASE("the weakest of ties stay finite, and a tie of strength 0 carries nothing", "[introductions][warm_paths]")
{
    constexpr double least = std::numeric_limits<double>::denorm_min();
    const auto graph = test::weighted_network<double>(4, {{0, 1, least}, {1, 2, least}, {2, 3, 0}});
    const auto paths = warm_paths(graph, 0, 2);
    REQUIRE(paths.size() == 1);
    CHECK(paths[0].probability == 0);
    CHECK(paths[0].weakest.strength == least);
    CHECK(warm_paths(graph, 0, 1).at(0).probability == least);
    CHECK(warm_paths(graph, 0, 3).empty());
    CHECK(warm_paths(graph, 0, 2, {.max_hops = 64, .willingness = least}).size() == 1);
}

TEST_CASE("who seeks themselves has arrived", "[introductions][warm_paths]")
{
    for (const int max_hops : {0, 3}) {
        const auto paths = warm_paths(test::network(2, {{0, 1}}), 1, 1, {.max_hops = max_hops});
        REQUIRE(paths.size() == 1);
        CHECK(paths[0].people == Route{1});
        CHECK(paths[0].probability == 1);
        CHECK(paths[0].weakest.person == nobody);
    }
    CHECK(warm_paths(test::network(2, {{0, 1}}), 0, 1, {.max_hops = 0}).empty());
}

TEST_CASE("who is out of reach has no path", "[introductions][warm_paths]")
{
    CHECK(warm_paths(test::network(4, {{0, 1}, {2, 3}}), 0, 3, {.max_hops = 64}).empty());
    CHECK(warm_paths(TieStrengths(2, {}), 0, 1).empty());
}

TEST_CASE("path options out of range are refused", "[introductions][warm_paths]")
{
    const auto graph = test::network(2, {{0, 1}});
    CHECK_THROWS_AS(warm_paths(graph, 0, 2), UnknownPerson);
    CHECK_THROWS_AS(warm_paths(graph, 2, 0), UnknownPerson);
    CHECK_THROWS_AS(warm_paths(graph, 0, std::span<const PersonId>(Route{1, 2})), UnknownPerson);
    CHECK_THROWS_AS(warm_paths(graph, 0, 1, {.limit = 0}), InvalidOption);
    CHECK_THROWS_AS(warm_paths(graph, 0, 1, {.max_hops = -1}), InvalidOption);
    CHECK_THROWS_AS(warm_paths(graph, 0, 1, {.max_hops = 65}), InvalidOption);
    CHECK_THROWS_AS(warm_paths(graph, 0, 1, {.willingness = 0}), InvalidOption);
    CHECK_THROWS_AS(warm_paths(graph, 0, 1, {.willingness = 1.1}), InvalidOption);
    CHECK_THROWS_AS(warm_paths(graph, 0, 1, {.willingness = std::nan("")}), InvalidOption);
}
