#include "support/networks.hpp"

#include <tertius/introductions/people_to_meet.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <stop_token>
#include <tuple>

using namespace tertius;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using enum MeetingMeasure;

namespace {

constexpr std::array measures{common_contacts, jaccard,           adamic_adar, resource_allocation, l3,
                              degree_product,  personal_pagerank, random_walk};
constexpr WalkOptions exact{.error = 1e-15};

auto as_tuple(const PersonToMeet& row)
{
    return std::tuple(row.person, row.other, row.score, row.introducer, row.shared_contacts);
}

bool same(const std::vector<PersonToMeet>& a, const std::vector<PersonToMeet>& b)
{
    return std::ranges::equal(a, b, {}, as_tuple, as_tuple);
}

/// Every stranger who shares a contact, scored pair by pair.
template <class Weight>
std::vector<PersonToMeet> by_pairs(const TieGraph<Weight>& graph, PersonId person, MeetingMeasure measure,
                                   bool weighted)
{
    std::vector<PersonToMeet> rows;
    for (const PersonId other : graph.people()) {
        if (other == person || graph.has_tie(person, other)) continue;
        const auto shared = shared_contacts(graph, person, other);
        if (shared.count == 0) continue;
        const PersonPair pair{person, other};
        const auto scores =
            meeting_scores(graph, std::span(&pair, 1), {.measure = measure, .weighted = weighted, .walk = exact});
        if (scores[0] > 0) rows.push_back({person, other, scores[0], shared.introducer, shared.count});
    }
    return rows;
}

/// `few` people who each know all the `many` others, and nobody else: on the other side all are equal.
TieGraph<double> two_sides(PersonId few, PersonId many)
{
    TieGraphBuilder<double> builder(few + many);
    for (PersonId a = 0; a < few; ++a)
        for (PersonId b = few; b < few + many; ++b) builder.add(a, b);
    return builder.build();
}

/// A row that stands at this place has the score of this place, and is told as the pair by itself is. `expected` by
/// falling score.
void check_row(const PersonToMeet& row, std::size_t place, const std::vector<PersonToMeet>& expected)
{
    REQUIRE_THAT(row.score, WithinRel(expected[place].score, 1e-11));
    const auto pair = std::ranges::find(expected, row.other, &PersonToMeet::other);
    REQUIRE(pair != expected.end());
    CHECK_THAT(row.score, WithinRel(pair->score, 1e-11));
    CHECK(row.introducer == pair->introducer);
    CHECK(row.shared_contacts == pair->shared_contacts);
}

}  // namespace

TEST_CASE("someone in one clique should meet the broker first, then the other clique",
          "[introductions][people_to_meet]")
{
    // Person 0 knows 1, 2, 3. Only 4 is two steps away, through 3, who has four ties.
    const auto rows = people_to_meet(test::two_cliques_and_a_broker(), 0);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].person == 0);
    CHECK(rows[0].other == 4);
    CHECK(rows[0].introducer == 3);
    CHECK(rows[0].shared_contacts == 1);
    CHECK_THAT(rows[0].score, WithinRel(1 / std::log(4.0), 1e-11));
}

TEST_CASE("equal strangers come in the order of their index", "[introductions][people_to_meet]")
{
    const auto rows = people_to_meet(test::star(6), 4, {.limit = 3});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].other == 1);
    CHECK(rows[1].other == 2);
    CHECK(rows[2].other == 3);
    CHECK(people_to_meet(test::star(6), 0).empty());
}

TEST_CASE("equal sums of unequal order count as equal", "[introductions][people_to_meet]")
{
    // 8 and 9 each share three contacts with 0, of three, four and six ties, met in another order: the sums
    // of 1/3, 1/4 and 1/6 may differ in their last bit, and 8 has to come first all the same.
    TieGraphBuilder<double> builder(40);
    PersonId filler = 10;
    const auto contact = [&](PersonId who, PersonId other, int ties) {
        builder.add(0, who).add(who, other);
        for (int tie = 2; tie < ties; ++tie) builder.add(who, filler++);
    };
    contact(1, 8, 6);
    contact(2, 8, 4);
    contact(3, 8, 3);
    contact(4, 9, 3);
    contact(5, 9, 6);
    contact(6, 9, 4);
    const auto rows = people_to_meet(builder.build(), 0, {.measure = resource_allocation, .limit = 2});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].other == 8);
    CHECK(rows[0].score == rows[1].score);
}

TEST_CASE("the people to meet are the best of all strangers who share a contact", "[introductions][people_to_meet]")
{
    const auto seed = GENERATE(range(0U, 4U));
    const auto measure = GENERATE(from_range(measures));
    const bool weighted = GENERATE(false, true);
    const auto graph = test::random_network<double>(50, 0.08, seed, true);
    for (const PersonId person : graph.people()) {
        auto expected = by_pairs(graph, person, measure, weighted);
        const auto rows =
            people_to_meet(graph, person, {.measure = measure, .limit = 5, .weighted = weighted, .walk = exact});
        std::ranges::sort(expected, std::greater{}, &PersonToMeet::score);
        REQUIRE(rows.size() == std::min<std::size_t>(5, expected.size()));
        for (std::size_t place = 0; place < rows.size(); ++place) {
            check_row(rows[place], place, expected);
            if (place > 0)
                CHECK(std::pair(-rows[place - 1].score, rows[place - 1].other) <
                      std::pair(-rows[place].score, rows[place].other));
        }
    }
}

TEST_CASE("everybody at once is each person one after the other, for any number of threads",
          "[introductions][people_to_meet]")
{
    const auto measure = GENERATE(from_range(measures));
    const bool weighted = GENERATE(false, true);
    const auto graph = test::random_network<float>(600, 0.01, 11, true);
    std::vector<PersonToMeet> expected;
    for (const PersonId person : graph.people())
        for (const auto& row : people_to_meet(graph, person, {.measure = measure, .limit = 4, .weighted = weighted}))
            expected.push_back(row);
    for (const int threads : {1, 2, 5})
        CHECK(
            same(people_to_meet(
                     graph, {.measure = measure, .limit = 4, .weighted = weighted, .execution = {.threads = threads}}),
                 expected));
}

TEST_CASE("where thousands of ways lead to strangers, the best are still found", "[introductions][people_to_meet]")
{
    // Enough ways for the sieve. In the third network people know each other by hundreds of equal ways.
    const auto measure = GENERATE(common_contacts, adamic_adar, resource_allocation, jaccard);
    const bool weighted = GENERATE(false, true);
    const auto network = GENERATE(0, 1, 2);
    const auto graph = network == 0   ? test::random_network<double>(700, 0.06, 8, true)
                       : network == 1 ? test::random_network<double>(500, 0.12, 9, false)
                                      : two_sides(40, 400);
    for (PersonId person = 0; person < graph.size(); person += 97) {
        auto expected = by_pairs(graph, person, measure, weighted);
        std::ranges::sort(expected, std::greater{}, &PersonToMeet::score);
        const auto rows = people_to_meet(graph, person, {.measure = measure, .limit = 7, .weighted = weighted});
        REQUIRE(rows.size() == std::min<std::size_t>(7, expected.size()));
        for (std::size_t place = 0; place < rows.size(); ++place) {
            check_row(rows[place], place, expected);
            if (place > 0 && rows[place - 1].score == rows[place].score)
                CHECK(rows[place - 1].other < rows[place].other);
        }
    }
}

TEST_CASE("equal strangers by the hundred come in the order of their index", "[introductions][people_to_meet]")
{
    const auto rows = people_to_meet(two_sides(40, 400), 200, {.limit = 3});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].other == 40);
    CHECK(rows[1].other == 41);
    CHECK(rows[2].other == 42);
    CHECK(rows[0].shared_contacts == 40);
    CHECK(rows[0].introducer == 0);
}

TEST_CASE("more rows than there are people are all the strangers there are", "[introductions][people_to_meet]")
{
    const auto club = test::karate_club();
    const auto rows = people_to_meet(club, 0, {.limit = std::numeric_limits<int>::max()});
    CHECK(rows.size() == by_pairs(club, 0, adamic_adar, false).size());
    const auto everybody = people_to_meet(two_sides(3, 30), {.limit = std::numeric_limits<int>::max()});
    CHECK(everybody.size() == 3 * 2 + 30 * 29);
}

TEST_CASE("a clique of thousands has nobody to meet, and one outside it meets them all",
          "[introductions][people_to_meet]")
{
    constexpr PersonId size = 2'000;
    TieGraphBuilder<> builder(size + 1);
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = a + 1; b < size; ++b) builder.add(a, b);
    const auto graph = builder.add(0, size).build();
    CHECK(people_to_meet(graph, 0).empty());
    CHECK(people_to_meet(graph, size, {.limit = 5'000}).size() == size - 1);
    REQUIRE(people_to_meet(graph, 1).size() == 1);
    CHECK(people_to_meet(graph, 1)[0].introducer == 0);
}

TEST_CASE("a call for one person can be stopped on the way", "[introductions][people_to_meet]")
{
    std::stop_source stop;
    stop.request_stop();
    const auto measure = GENERATE(from_range(measures));
    CHECK_THROWS_AS(people_to_meet(two_sides(3, 30), 5, {.measure = measure, .execution = {.stop = stop.get_token()}}),
                    Cancelled);
}

TEST_CASE("people renamed meet the same people", "[introductions][people_to_meet]")
{
    const auto graph = test::random_network<double>(80, 0.06, 2, true);
    std::vector<PersonId> renamed(graph.size());
    std::iota(renamed.begin(), renamed.end(), 0U);
    Random(5).shuffle(std::span(renamed));
    TieGraphBuilder<double> builder(graph.size());
    for (const auto& tie : graph.ties()) builder.add(renamed[tie.source], renamed[tie.target], tie.weight);
    const auto other_names = builder.build();
    for (const PersonId person : graph.people()) {
        const auto rows = people_to_meet(graph, person, {.weighted = true});
        const auto again = people_to_meet(other_names, renamed[person], {.weighted = true});
        REQUIRE(rows.size() == again.size());
        for (std::size_t place = 0; place < rows.size(); ++place) {
            CHECK(again[place].other == renamed[rows[place].other]);
            CHECK_THAT(again[place].score, WithinRel(rows[place].score, 1e-11));
        }
    }
}

TEST_CASE("a person nobody knows meets nobody and changes nobody's list", "[introductions][people_to_meet]")
{
    TieGraphBuilder<> builder(35);
    const auto club = test::karate_club();
    for (const auto& tie : club.ties()) builder.add(tie.source, tie.target);
    CHECK(same(people_to_meet(builder.build()), people_to_meet(club)));
}

TEST_CASE("people joined only by ties of strength 0 are not suggested by strength", "[introductions][people_to_meet]")
{
    const auto graph = test::weighted_network<double>(4, {{0, 1, 0}, {1, 2, 0.5}, {0, 3, 0.5}, {3, 2, 0.5}});
    const auto measure = GENERATE(from_range(measures));
    const auto rows = people_to_meet(graph, 1, {.measure = measure, .weighted = true});
    for (const auto& row : rows) {
        CHECK(row.other == 3);
        CHECK(row.score > 0);
    }
}

TEST_CASE("where everybody knows everybody there is nobody to meet", "[introductions][people_to_meet]")
{
    CHECK(people_to_meet(test::clique(20)).empty());
    CHECK(people_to_meet(TieGraph<>()).empty());
    CHECK(people_to_meet(test::network(1, {})).empty());
    CHECK(people_to_meet(test::network(2, {{0, 1}}), 1).empty());
}

TEST_CASE("a leaf of a large star gets its rows without the star's pairs", "[introductions][people_to_meet]")
{
    const auto rows = people_to_meet(test::star(200'000), 5, {.limit = 10});
    REQUIRE(rows.size() == 10);
    CHECK(rows.back().other == 11);
}

TEST_CASE("progress ends at 1, and a stopped call gives no rows", "[introductions][people_to_meet]")
{
    const auto graph = test::random_network<float>(1000, 0.01, 1);
    double share = 0;
    (void)people_to_meet(graph, {.execution = {.threads = 1, .progress = [&](double done) { share = done; }}});
    CHECK(share == 1);

    std::stop_source stop;
    const Execution execution{.threads = 1, .stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
    CHECK_THROWS_AS(people_to_meet(graph, {.execution = execution}), Cancelled);
}

TEST_CASE("a reason is a sentence with the introducer's name", "[introductions][people_to_meet]")
{
    const auto name_of = [](PersonId person) { return person == 3 ? std::string("Ola") : std::string("?"); };
    CHECK(reason({0, 4, 1.5, 3, 4}, name_of) == "Ola knows you both; you share 4 contacts");
    CHECK(reason({0, 4, 1.5, 3, 1}, name_of) == "Ola knows you both; you share no other contact");
}

TEST_CASE("questions about nobody or for no rows are refused", "[introductions][people_to_meet]")
{
    const auto graph = test::network(3, {{0, 1}});
    CHECK_THROWS_AS(people_to_meet(graph, 3), UnknownPerson);
    CHECK_THROWS_AS(people_to_meet(graph, 0, {.limit = 0}), InvalidOption);
    CHECK_THROWS_AS(people_to_meet(graph, {.limit = -1}), InvalidOption);
}
