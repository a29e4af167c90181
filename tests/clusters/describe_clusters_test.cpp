#include <tertius/clusters/describe_clusters.hpp>

#include <tertius/clusters/conductance.hpp>
#include <tertius/clusters/density.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

using Values = std::vector<std::vector<std::uint32_t>>;

/// A trait column that owns what it shows.
struct Column {
    explicit Column(const Values& of_people) : offsets{0}
    {
        for (const auto& own : of_people) {
            values.insert(values.end(), own.begin(), own.end());
            offsets.push_back(values.size());
        }
    }
    [[nodiscard]] TraitColumn view() const { return {offsets, values}; }

    std::vector<std::uint64_t> offsets;
    std::vector<std::uint32_t> values;
};

Column same_for(std::initializer_list<std::pair<std::uint32_t, std::size_t>> runs)
{
    Values values;
    for (const auto& [value, people] : runs) values.insert(values.end(), people, {value});
    return Column(values);
}

Partition halves(PersonId size)
{
    std::vector<std::uint32_t> labels(size);
    for (PersonId person = 0; person < size; ++person) labels[person] = person < size / 2 ? 0 : 1;
    return Partition(labels);
}

double choices(double of, double chosen)
{
    double result = 1;
    for (double k = 1; k <= chosen; ++k) result *= (of - chosen + k) / k;
    return result;
}

/// P[ X >= count ], term by term.
double chance(double count, double drawn, double marked, double all)
{
    double total = 0;
    for (double k = count; k <= std::min(drawn, marked); ++k)
        if (drawn - k <= all - marked) total += choices(marked, k) * choices(all - marked, drawn - k);
    return total / choices(all, drawn);
}

std::vector<PersonId> people_of(const std::vector<ClusterMember>& members)
{
    std::vector<PersonId> result;
    for (const auto& member : members) result.push_back(member.person);
    return result;
}

}  // namespace

TEST_CASE("what all of a cluster have and few others sets it apart", "[describe_clusters]")
{
    // Of 12, the first six trade, and so does one of the others: lift (6/6) / (7/12) = 12/7. The chance that six
    // drawn at random all trade is C(7,6)/C(12,6) = 7/924. The five others who do not are 5 of 6, against 5 of 12:
    // lift 2, by chance C(5,5) C(7,1) / C(12,6) = 7/924, times the two values there are: still below 0.1.
    const auto column = same_for({{40, 7}, {50, 5}});
    const std::vector traits{column.view()};
    const auto found = describe_clusters(clique(12), halves(12), traits);
    REQUIRE(found.size() == 2);
    REQUIRE(found[0].traits.size() == 1);
    const auto& trading = found[0].traits[0];
    CHECK(trading.column == 0);
    CHECK(trading.value == 40);
    CHECK(trading.count == 6);
    CHECK(trading.known == 6);
    CHECK(trading.total == 7);
    CHECK(trading.lift == Approx(12.0 / 7));
    CHECK(trading.surprise == Approx(-std::log(7.0 / 924)));
    REQUIRE(found[1].traits.size() == 1);
    CHECK(found[1].traits[0].value == 50);
    CHECK(found[1].traits[0].lift == Approx(2));
    CHECK(found[1].traits[0].surprise == Approx(-std::log(7.0 / 924)));
    // 0.0076 is more than 0.005.
    for (const auto& one : describe_clusters(clique(12), halves(12), traits, {.significance = 0.005}))
        CHECK(one.traits.empty());
}

TEST_CASE("a lift of ten from one person does not win", "[describe_clusters]")
{
    // 40 people, four in the first cluster: one of them alone speaks 9, a lift of 10; all four know 3, as 20 others do:
    // lift 40/24, by chance C(24,4)/C(40,4) = 0.116. Neither says anything. With 10 others who know it, 0.011 does.
    std::vector<std::uint32_t> labels(40, 1);
    std::fill_n(labels.begin(), 4, 0U);
    const auto skills = [](std::size_t others) {
        Values values(40);
        values[0] = {9, 3};
        for (std::size_t person = 1; person < 4 + others; ++person) values[person] = {3};
        for (std::size_t person = 4 + others; person < 40; ++person) values[person] = {7};
        return Column(values);
    };
    const auto many = skills(20);
    CHECK(describe_clusters(clique(40), Partition(labels), std::vector{many.view()})[0].traits.empty());
    const auto few = skills(10);
    const auto found = describe_clusters(clique(40), Partition(labels), std::vector{few.view()})[0].traits;
    REQUIRE(found.size() == 1);
    CHECK(found[0].value == 3);
    CHECK(found[0].surprise == Approx(-std::log(choices(14, 4) / choices(40, 4))));
}

TEST_CASE("who has a value twice has it once, and of whom nothing is known does not count", "[describe_clusters]")
{
    // Known of 4 + 5: the first half's all have 1, none of the others: C(4,4)/C(9,4) = 1/126.
    const Column column({{1, 1, 1}, {1}, {1, 1}, {1}, {}, {}, {2}, {2}, {2}, {2}, {2}, {}});
    const auto found = describe_clusters(clique(12), halves(12), std::vector{column.view()});
    REQUIRE(found[0].traits.size() == 1);
    CHECK(found[0].traits[0].count == 4);
    CHECK(found[0].traits[0].known == 4);
    CHECK(found[0].traits[0].total == 4);
    CHECK(found[0].traits[0].lift == Approx(9.0 / 4));
    CHECK(found[0].traits[0].surprise == Approx(std::log(126)));
}

TEST_CASE("the most surprising of all columns come first, at most as many as asked for", "[describe_clusters]")
{
    const auto vague = same_for({{0, 9}, {1, 11}});   // 9 of 10, none of the others
    const auto sharp = same_for({{5, 10}, {6, 10}});  // 10 of 10
    const std::vector traits{vague.view(), sharp.view()};
    const auto found = describe_clusters(clique(20), halves(20), traits);
    REQUIRE(found[0].traits.size() == 2);
    CHECK(found[0].traits[0].column == 1);
    CHECK(found[0].traits[1].column == 0);
    CHECK(describe_clusters(clique(20), halves(20), traits, {.limit = 1})[0].traits.size() == 1);
}

TEST_CASE("at the core are those whose ties stay, bridges are those whose ties leave", "[describe_clusters]")
{
    // Two triangles 0-2 and 3-5, a tie of 5 between 2 and 3, and one of 1 from 1 to 5; 6 knows 2 alone.
    const auto graph = weighted_network<>(
        7, {{0, 1, 2}, {0, 2, 2}, {1, 2, 1}, {3, 4, 1}, {3, 5, 1}, {4, 5, 1}, {2, 3, 5}, {1, 5, 1}, {2, 6, 1}});
    const auto found = describe_clusters(graph, Partition(std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 2}));
    // Inside: 0 has 4 of 4, 1 has 3 of 4, 2 has 3 of 9, not more than half.
    REQUIRE(people_of(found[0].core) == std::vector<PersonId>{0, 1});
    CHECK(found[0].core[0].weight == 4);
    CHECK(found[0].core[0].share == 1);
    CHECK(found[0].core[1].share == 0.75);
    CHECK(found[0].core[1].towards == 0);
    REQUIRE(people_of(found[0].bridges) == std::vector<PersonId>{2, 1});
    CHECK(found[0].bridges[0].weight == 6);
    CHECK(found[0].bridges[0].share == Approx(6.0 / 9));
    CHECK(found[0].bridges[0].towards == 1);
    // 4 and 5 both have 2 inside: the first place goes first.
    CHECK(people_of(found[1].core) == std::vector<PersonId>{4, 5});
    CHECK(people_of(found[1].bridges) == std::vector<PersonId>{3, 5});
    CHECK(found[1].bridges[0].towards == 0);
    // 6 is alone: no core, all leads to 0.
    CHECK(found[2].core.empty());
    CHECK(people_of(found[2].bridges) == std::vector<PersonId>{6});
    CHECK(found[2].bridges[0].towards == 0);
}

TEST_CASE("size, conductance and density stand beside", "[describe_clusters]")
{
    const auto graph = random_network<double>(60, 0.15, 4, true);
    const auto partition = halves(60);
    const auto found = describe_clusters(graph, partition);
    for (ClusterId cluster = 0; cluster < 2; ++cluster) {
        CHECK(found[cluster].people == 30);
        CHECK(found[cluster].conductance == conductances(graph, partition)[cluster]);
        CHECK(found[cluster].density == densities(graph, partition)[cluster]);
    }
}

TEST_CASE("traits, core and bridges are what their definition says", "[describe_clusters]")
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto graph = random_network<double>(40, 0.15, seed, true);
        Random random(seed);
        std::vector<std::uint32_t> labels(40);
        Values values(40);
        for (PersonId person = 0; person < 40; ++person) {
            labels[person] = static_cast<std::uint32_t>(random.below(3));
            if (random.unit() < 0.6) values[person].push_back(labels[person]);
            if (random.unit() < 0.4) values[person].push_back(10 + static_cast<std::uint32_t>(random.below(5)));
        }
        const Column column(values);
        const Partition partition(labels);
        const auto found = describe_clusters(graph, partition, std::vector{column.view()}, {.limit = 100});
        const auto has = [&](PersonId person, std::uint32_t value) {
            return std::ranges::count(values[person], value) > 0;
        };
        for (ClusterId cluster = 0; cluster < partition.count(); ++cluster) {
            std::vector<std::uint32_t> expected;
            double tried = 0;
            const auto count_if = [&](const auto& holds) {
                return static_cast<double>(std::ranges::count_if(graph.people(), holds));
            };
            const auto count_in = [&](std::uint32_t value) {
                return count_if([&](PersonId p) { return partition[p] == cluster && has(p, value); });
            };
            for (std::uint32_t value = 0; value < 15; ++value)
                tried += count_if([&](PersonId p) { return has(p, value); }) > 1 ? 1 : 0;
            const double known = count_if([&](PersonId p) { return partition[p] == cluster && !values[p].empty(); });
            const double everybody = count_if([&](PersonId p) { return !values[p].empty(); });
            for (std::uint32_t value = 0; value < 15; ++value) {
                const double count = count_in(value);
                const double total = count_if([&](PersonId p) { return has(p, value); });
                if (count < 2 || count / known <= total / everybody) continue;
                if (tried * chance(count, known, total, everybody) <= 0.1) expected.push_back(value);
            }
            std::vector<std::uint32_t> telling;
            for (const auto& trait : found[cluster].traits) {
                telling.push_back(trait.value);
                CHECK(std::exp(-trait.surprise) == Approx(chance(trait.count, known, trait.total, everybody)));
            }
            std::ranges::sort(telling);
            CHECK(telling == expected);
            std::size_t core = 0;
            std::size_t bridges = 0;
            for (const PersonId person : graph.people()) {
                if (partition[person] != cluster) continue;
                double inside = 0;
                for (const auto& tie : graph.ties_of(person))
                    if (partition[tie.target] == cluster) inside += tie.weight;
                const double outside = graph.weighted_degree(person) - inside;
                core += inside > outside ? 1 : 0;
                bridges += outside > 1e-12 ? 1 : 0;
            }
            CHECK(found[cluster].core.size() == core);
            CHECK(found[cluster].bridges.size() == bridges);
        }
    }
}

TEST_CASE("chances too small for a double still rank", "[describe_clusters]")
{
    // 3000 of 6000 in a half, each with a value of their half: C(6000,3000) is about e^4154.
    const auto column = same_for({{1, 3000}, {2, 3000}});
    const auto found = describe_clusters(network(6000, {}), halves(6000), std::vector{column.view()});
    // log C(2k, k) is 2k log 2 - log(pi k)/2 - 1/(8k).
    const double choices_of_half = 6000 * std::log(2.0) - std::log(std::acos(-1.0) * 3000) / 2 - 1.0 / 24000;
    CHECK(found[0].traits[0].surprise == Approx(choices_of_half).epsilon(1e-10));
}

TEST_CASE("descriptions are the same on any number of threads", "[describe_clusters]")
{
    const auto graph = random_network(1200, 0.01, 3, true);
    Random random(8);
    std::vector<std::uint32_t> labels(1200);
    Values values(1200);
    for (PersonId person = 0; person < 1200; ++person) {
        labels[person] = static_cast<std::uint32_t>(random.below(150));
        values[person] = {static_cast<std::uint32_t>(random.below(2) == 0 ? labels[person] : random.below(9))};
    }
    const Column column(values);
    const auto once =
        describe_clusters(graph, Partition(labels), std::vector{column.view()}, {.execution = {.threads = 1}});
    for (const int threads : {2, 3, 4, 8}) {
        const auto again = describe_clusters(graph, Partition(labels), std::vector{column.view()},
                                             {.execution = {.threads = threads}});
        for (std::size_t cluster = 0; cluster < once.size(); ++cluster) {
            CHECK(people_of(again[cluster].core) == people_of(once[cluster].core));
            CHECK(people_of(again[cluster].bridges) == people_of(once[cluster].bridges));
            CHECK(again[cluster].traits.size() == once[cluster].traits.size());
            CHECK(std::isnan(again[cluster].conductance) == std::isnan(once[cluster].conductance));
        }
    }
}

TEST_CASE("extreme weights, isolates and nobody have descriptions", "[describe_clusters]")
{
    const auto graph = weighted_network<double>(5, {{0, 1, 1e300}, {1, 2, 1e-300}, {2, 3, 1e-300}});
    const auto found = describe_clusters(graph, Partition(std::vector<std::uint32_t>{0, 0, 1, 1, 2}));
    CHECK(people_of(found[0].core) == std::vector<PersonId>{0, 1});
    CHECK(found[0].core[0].weight == Approx(1e300));
    CHECK(people_of(found[0].bridges) == std::vector<PersonId>{1});
    CHECK(found[0].bridges[0].weight == Approx(1e-300));
    CHECK(people_of(found[1].core) == std::vector<PersonId>{3});  // half of 2's weight leads out
    CHECK(found[2].people == 1);
    CHECK(found[2].core.empty());
    CHECK(found[2].bridges.empty());
    CHECK(std::isnan(found[2].conductance));
    CHECK(describe_clusters(TieGraph<>(), Partition()).empty());
    const Column nothing(Values{});
    CHECK(describe_clusters(TieGraph<>(), Partition(), std::vector{nothing.view()}).empty());
}

TEST_CASE("traits of other people, and options out of range, are refused", "[describe_clusters]")
{
    const auto graph = clique(4);
    const auto partition = halves(4);
    const auto other = same_for({{1, 3}});
    CHECK_THROWS_AS(describe_clusters(graph, partition, std::vector{other.view()}), InvalidInput);
    const std::vector<std::uint32_t> values{1, 2};
    for (const auto& offsets : {std::vector<std::uint64_t>{0, 1, 2, 2, 3}, {1, 1, 1, 1, 2}, {0, 2, 1, 2, 2}})
        CHECK_THROWS_AS(describe_clusters(graph, partition, std::vector{TraitColumn{offsets, values}}), InvalidInput);
    CHECK_THROWS_AS(describe_clusters(graph, halves(5)), InvalidInput);
    CHECK_THROWS_AS(describe_clusters(graph, partition, {}, {.limit = 0}), InvalidOption);
    for (const double significance : {0.0, 1.5, std::nan("")})
        CHECK_THROWS_AS(describe_clusters(graph, partition, {}, {.significance = significance}), InvalidOption);
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(describe_clusters(graph, partition, {}, {.execution = {.stop = source.get_token()}}), Cancelled);
}
