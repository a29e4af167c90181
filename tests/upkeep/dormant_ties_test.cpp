#include "support/records.hpp"

#include <tertius/upkeep/dormant_ties.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

using namespace tertius;
using Catch::Approx;

namespace {

constexpr Time day = 86'400;
constexpr Time now = 2000 * day;

TieStrengths strengths(PersonId size, std::vector<std::tuple<PersonId, PersonId, double>> ties)
{
    std::vector<TieStrength> rows;
    for (const auto& [a, b, strength] : ties)
        rows.push_back({.person = std::min(a, b), .alter = std::max(a, b), .strength = strength});
    std::ranges::sort(rows, {}, [](const TieStrength& tie) { return std::pair(tie.person, tie.alter); });
    return {size, std::move(rows), {.at = now, .horizon_days = 90}};
}

/// A tie that was strong and has been silent for 1000 days, unless told otherwise.
TieCourse silent(PersonId alter, double best = .9, double alive = .1, Time last = 1000 * day)
{
    return {.alter = alter, .contacts = 20, .last = last, .best = best, .alive = alive};
}

TieCourses of_ego(std::vector<TieCourse> ties)
{
    return {0, now, 90, std::move(ties)};
}

std::vector<PersonId> alters(const std::vector<DormantTie>& ties)
{
    std::vector<PersonId> people;
    for (const auto& tie : ties) people.push_back(tie.alter);
    return people;
}

}  // namespace

TEST_CASE("an old friend's opportunity is what their circle adds to what is known", "[dormant_ties]")
{
    // Ego 0 knew 1 well; 1 knows 2, whom 0 knows too, and 3 and 4, whom 0 does not.
    const auto network = strengths(5, {{0, 1, .1}, {0, 2, .8}, {1, 2, .5}, {1, 3, .5}, {1, 4, .5}});
    const auto found = dormant_ties(network, of_ego({silent(1)}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].alter == 1);
    CHECK(found[0].silence_days == 1000);
    CHECK(found[0].strength == .1);
    CHECK(found[0].contacts == 20);
    CHECK(found[0].shared == 1);
    CHECK(found[0].unknown == 2);
    // best .9, novelty (2 + 1) / (3 + 2), u(1) = 2/11 exp(9/11)
    CHECK(found[0].opportunity == Approx(.9 * .6 * 2 / 11 * std::exp(9. / 11)));

    // In circles of {0, 2} and {1, 3, 4}, 8/9 of ego's strength goes elsewhere than to 1's: novelty sqrt(.6 * 8/9).
    const std::vector<std::uint32_t> labels{0, 1, 0, 1, 1};
    const auto in_circles = dormant_ties(network, of_ego({silent(1)}), {.clusters = Partition(labels)});
    CHECK(in_circles[0].opportunity == Approx(.9 * std::sqrt(.6 * 8 / 9) * 2 / 11 * std::exp(9. / 11)));
}

TEST_CASE("opportunity is not strength: the stronger old tie into ego's own circle opens less", "[dormant_ties]")
{
    // 1 was the closest and is the stronger still, but knows only whom ego knows; 2 moved to a circle of their own.
    std::vector<std::tuple<PersonId, PersonId, double>> ties{{0, 1, .4}, {0, 2, .05}, {2, 3, .9}};
    for (PersonId mutual = 3; mutual < 9; ++mutual) {
        ties.emplace_back(0, mutual, .9);
        ties.emplace_back(1, mutual, .9);
    }
    for (PersonId stranger = 9; stranger < 15; ++stranger) ties.emplace_back(2, stranger, .9);
    const auto network = strengths(15, ties);
    const auto found = dormant_ties(network, of_ego({silent(1, .99), silent(2, .92)}));
    REQUIRE(alters(found) == std::vector<PersonId>{2, 1});
    CHECK(found[0].strength < found[1].strength);
    CHECK(found[0].opportunity > 1.2 * found[1].opportunity);
}

TEST_CASE("a moderate number of shared contacts opens most", "[dormant_ties]")
{
    // Each of three old friends has ten contacts whom ego does not know for every one whom both know.
    const auto opportunity = [](PersonId shared) {
        std::vector<std::tuple<PersonId, PersonId, double>> ties{{0, 1, .1}};
        const PersonId size = 2 + 11 * shared + (shared == 0 ? 10 : 0);
        for (PersonId other = 2; other < size; ++other) ties.emplace_back(1, other, .5);
        for (PersonId mutual = 2; mutual < 2 + shared; ++mutual) ties.emplace_back(0, mutual, .5);
        return dormant_ties(strengths(size, ties), of_ego({silent(1)})).at(0).opportunity;
    };
    CHECK(opportunity(10) > opportunity(2));
    CHECK(opportunity(2) > opportunity(0));
    CHECK(opportunity(10) > opportunity(25));
    CHECK(opportunity(25) > opportunity(60));
}

TEST_CASE("a living tie is never dormant", "[dormant_ties]")
{
    const auto network = strengths(7, {{0, 1, .1}, {0, 2, .1}, {0, 3, .6}, {0, 4, .1}, {0, 5, .1}, {0, 6, .1}});
    const auto courses = of_ego({silent(1),
                                 silent(2, .9, .6),
                                 silent(3),
                                 silent(4, .9, .1, now - 179 * day),
                                 silent(5, .89),
                                 {.alter = 6, .alive = unscored}});
    // 2 keeps its own slow pace, 3 is strong, 4 has been silent for less than two horizons, 5 was never strong, 6 never met.
    CHECK(alters(dormant_ties(network, courses)) == std::vector<PersonId>{1});
}

TEST_CASE("of somebody whose other contacts are not on record, half is taken to be new", "[dormant_ties]")
{
    const auto star = strengths(3, {{0, 1, .1}, {0, 2, .1}});
    const std::vector<std::uint32_t> labels{0, 1, 2};
    for (const auto& clusters : {Partition{}, Partition(labels)}) {
        const auto found = dormant_ties(star, of_ego({silent(1), silent(2, .95)}), {.clusters = clusters});
        CHECK(alters(found) == std::vector<PersonId>{2, 1});
        CHECK(found[1].opportunity == Approx(.9 * .5 / 11 * std::exp(10. / 11)));
    }
}

TEST_CASE("equals come in their order, and no more than asked for", "[dormant_ties]")
{
    const auto star = strengths(4, {{0, 1, .1}, {0, 2, .1}, {0, 3, .1}});
    const auto courses = of_ego({silent(1), silent(2), silent(3)});
    CHECK(alters(dormant_ties(star, courses)) == std::vector<PersonId>{1, 2, 3});
    CHECK(alters(dormant_ties(star, courses, {.limit = 2})) == std::vector<PersonId>{1, 2});
    CHECK(dormant_ties(star, of_ego({})).empty());
}

TEST_CASE("what does not belong together is refused", "[dormant_ties]")
{
    const auto pair = strengths(2, {{0, 1, .1}});
    const std::vector<std::uint32_t> labels{0, 1, 2};
    CHECK_THROWS_AS(dormant_ties(pair, of_ego({silent(2)})), UnknownPerson);
    CHECK_THROWS_AS(dormant_ties(pair, {.ego = 2, .at = now}), UnknownPerson);
    CHECK_THROWS_AS(dormant_ties(pair, {.ego = 0, .at = now + 1}), InvalidInput);
    CHECK_THROWS_AS(dormant_ties(pair, of_ego({}), {.clusters = Partition(labels)}), InvalidInput);
    CHECK_THROWS_AS(dormant_ties(pair, of_ego({}), {.limit = 0}), InvalidOption);
}

TEST_CASE("from records: who was close and fell silent is dormant, who writes or was never close is not",
          "[dormant_ties]")
{
    test::Records records;
    for (const char* name : {"Ada", "Ben", "Cleo", "Dev"}) records.person({.key = name});
    for (int week = 0; week < 40; ++week) records.interaction("Ada", "Ben", 7 * week * day);
    for (int week = 0; week < 200; ++week) records.interaction("Ada", "Cleo", 7 * week * day);
    records.interaction("Ada", "Dev", 100 * day);
    const auto network = records.network();
    const auto courses = tie_courses(network, 0);
    const auto found = dormant_ties(tie_strengths(network), courses);
    CHECK(alters(found) == std::vector<PersonId>{1});
}
