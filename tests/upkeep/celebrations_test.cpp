#include <tertius/upkeep/celebrations.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using Names = std::vector<std::string>;

namespace {

constexpr Time today = 1000 * day;

struct Bond {
    std::string alter;
    double strength;
};

/// Strengths of Ada's ties at a moment.
TieStrengths adas_ties(const Network& network, std::initializer_list<Bond> bonds, Time at = today)
{
    std::vector<TieStrength> ties;
    for (const auto& [alter, strength] : bonds)
        ties.push_back({.person = network.person("Ada"), .alter = network.person(alter), .strength = strength});
    return {network.size(), std::move(ties), {.at = at}};
}

/// What Ada has not answered to yet. Keys are in the order of the alphabet: Ada is the first.
std::vector<Celebration> adas(const test::Records& records, std::initializer_list<Bond> bonds = {{"Ben", 0.5}},
                              const CelebrationsOptions& options = {})
{
    const Network network = records.network();
    return celebrations(network, adas_ties(network, bonds), network.person("Ada"), options);
}

/// Ada knows Ben, Cem and Dee, of whom she last heard long ago.
test::Records adas_circle()
{
    return test::Records()
        .relationship("Ada", "Ben", "peer")
        .relationship("Ada", "Cem", "peer")
        .relationship("Ada", "Dee", "peer")
        .interaction("Dee", "Ada", 1 * day);
}

Names reasons(const std::vector<Celebration>& rows)
{
    Names sentences;
    for (const auto& row : rows) sentences.push_back(row.reason);
    return sentences;
}

}  // namespace

TEST_CASE("Ada is told once of what happened to Ben and what she might say", "[upkeep][celebrations]")
{
    const auto rows = adas(adas_circle().milestone("Ben", today - 12 * day, "new_job"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].kind == "new_job");
    CHECK(rows[0].time == today - 12 * day);
    CHECK(rows[0].age_days == 12);
    CHECK(rows[0].strength == 0.5);
    CHECK_FALSE(rows[0].hardship);
    CHECK(rows[0].reason == "Congratulate Ben on the new job 12 days ago");
}

TEST_CASE("a hardship asks for a word of support and not for congratulations", "[upkeep][celebrations]")
{
    const auto rows = adas(adas_circle().milestone("Ben", today - day, "Job-Loss"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].hardship);
    CHECK(rows[0].reason == "Send Ben a word of support after the Job-Loss yesterday");
}

TEST_CASE("a kind that does not say what happened leaves open what to say", "[upkeep][celebrations]")
{
    CHECK(reasons(adas(adas_circle().milestone("Ben", today))) == Names{"Ask Ben about what happened today"});
    CHECK(reasons(adas(adas_circle().milestone("Ben", today - 3 * day, "congratulated"))) ==
          Names{"Congratulate Ben, as others did 3 days ago"});
    CHECK(reasons(adas(adas_circle().milestone("Ben", today - 3 * day, "birthday"))) ==
          Names{"Wish Ben a happy birthday: it was 3 days ago"});
}

TEST_CASE("the stronger tie comes first unless the other's news is fresher", "[upkeep][celebrations]")
{
    // Freshness halves in 30 days: Ben .5 * 2^(-30/30) = .25, Cem .3 * 2^(-0/30) = .3, Dee .9 * 2^(-60/30) = .225.
    const auto records = adas_circle()
                             .milestone("Ben", today - 30 * day, "award")
                             .milestone("Cem", today, "award")
                             .milestone("Dee", today - 60 * day, "award");
    const std::initializer_list<Bond> bonds{{"Ben", 0.5}, {"Cem", 0.3}, {"Dee", 0.9}};
    CHECK(reasons(adas(records, bonds)) == Names{"Congratulate Cem on the award today",
                                                 "Congratulate Ben on the award 30 days ago",
                                                 "Congratulate Dee on the award 60 days ago"});
    const double forever = std::numeric_limits<double>::infinity();
    CHECK(adas(records, bonds, {.half_life_days = forever}).front().strength == 0.9);
}

TEST_CASE("people of equal standing come in the order of people", "[upkeep][celebrations]")
{
    const auto records = adas_circle().milestone("Cem", today, "award").milestone("Ben", today, "award");
    CHECK(reasons(adas(records, {{"Ben", 0.5}, {"Cem", 0.5}})) ==
          Names{"Congratulate Ben on the award today", "Congratulate Cem on the award today"});
}

TEST_CASE("what Ada has answered to leaves the list, however late she was", "[upkeep][celebrations]")
{
    const auto promoted = adas_circle().milestone("Ben", today - 60 * day, "promotion");
    CHECK(adas(promoted).size() == 1);
    auto answered = promoted;
    CHECK(adas(answered.interaction("Ada", "Ben", today - 20 * day, "congratulations")).empty());
    auto unmarked = promoted;  // no message of this network is marked as a reaction
    CHECK(adas(unmarked.interaction("Ada", "Ben", today - 20 * day)).empty());
}

TEST_CASE("a circular, an earlier message and Ben's own message are no reactions of Ada's", "[upkeep][celebrations]")
{
    const auto records = adas_circle()
                             .milestone("Ben", today - 30 * day, "promotion")
                             .interaction("Ada", "Ben", today - 20 * day)
                             .interaction("Ada", "Cem", today - 20 * day)
                             .interaction("Ada", "Ben", today - 31 * day)
                             .interaction("Ben", "Ada", today - 10 * day);
    CHECK(adas(records).size() == 1);
}

TEST_CASE("where reactions are marked an invoice is none", "[upkeep][celebrations]")
{
    const auto records = adas_circle()
                             .milestone("Ben", today - 30 * day, "promotion")
                             .interaction("Ada", "Cem", today - 40 * day, "condolences")
                             .interaction("Ada", "Ben", today - 20 * day, "invoice");
    CHECK(adas(records).size() == 1);
}

TEST_CASE("a reaction answers to one milestone and not to the next", "[upkeep][celebrations]")
{
    const auto rows = adas(adas_circle()
                               .milestone("Ben", today - 60 * day, "award")
                               .interaction("Ada", "Ben", today - 50 * day, "congratulations")
                               .milestone("Ben", today - 40 * day, "promotion"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].kind == "promotion");
}

TEST_CASE("one occasion that two sources tell of appears once, at its earliest time", "[upkeep][celebrations]")
{
    const auto rows = adas(adas_circle()
                               .milestone("Ben", today - 20 * day, "new_position")
                               .milestone("Ben", today - 30 * day, "congratulated")
                               .milestone("Ben", today - 25 * day, "promotion"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].kind == "promotion");  // the first that says what happened
    CHECK(rows[0].age_days == 30);
}

TEST_CASE("a reaction between two records of one occasion answers to both", "[upkeep][celebrations]")
{
    CHECK(adas(adas_circle()
                   .milestone("Ben", today - 30 * day, "award")
                   .interaction("Ada", "Ben", today - 28 * day, "congratulations")
                   .milestone("Ben", today - 25 * day, "Award"))
              .empty());
}

TEST_CASE("occasions that lie further apart, or differ, are several", "[upkeep][celebrations]")
{
    const auto twice = adas_circle()
                           .milestone("Ben", today - 30 * day, "award")
                           .milestone("Ben", today - 16 * day, "award")   // a fortnight: the same
                           .milestone("Ben", today - 15 * day, "award");  // more than that after the first: another
    CHECK(adas(twice).size() == 2);
    const auto differing = adas_circle()
                               .milestone("Ben", today - 30 * day, "award")
                               .milestone("Ben", today - 29 * day, "birthday")
                               .milestone("Cem", today - 30 * day, "award");
    CHECK(adas(differing, {{"Ben", 0.5}, {"Cem", 0.5}}).size() == 3);
}

TEST_CASE("nobody was congratulated on a setback", "[upkeep][celebrations]")
{
    const auto rows = adas(adas_circle()
                               .milestone("Ben", today - 30 * day, "setback")
                               .milestone("Ben", today - 29 * day, "congratulated")
                               .milestone("Ben", today - 28 * day, "loss"));
    CHECK(reasons(rows) == Names{"Send Ben a word of support after the loss 28 days ago",
                                 "Congratulate Ben, as others did 29 days ago",
                                 "Send Ben a word of support after the setback 30 days ago"});
}

TEST_CASE("strangers, Ada herself, what is long past and what is yet to come are left out", "[upkeep][celebrations]")
{
    const auto records = adas_circle()
                             .milestone("Cem", today - day, "award")
                             .milestone("Ada", today - day, "award")
                             .milestone("Ben", today - 91 * day, "award")
                             .milestone("Ben", today + 1, "birthday");
    CHECK(adas(records).empty());
    CHECK(adas(records, {{"Ben", 0.5}}, {.within_days = 91}).size() == 1);
}

TEST_CASE("later reactions are not looked at", "[upkeep][celebrations]")
{
    const auto records =
        adas_circle().milestone("Ben", today - day, "award").interaction("Ada", "Ben", today + 1, "congratulations");
    CHECK(adas(records).size() == 1);
}

TEST_CASE("kinds are read however they are spelt, and a span longer than any log hides no answer", "[celebrations]")
{
    const auto records = adas_circle()
                             .milestone("Ben", today - day, "Birthday")
                             .milestone("Cem", today - day, "Congratulation")
                             .milestone("Dee", today - 2 * day, "promotion")
                             .interaction("Ada", "Dee", today - day);
    const std::initializer_list<Bond> bonds{{"Ben", 0.9}, {"Cem", 0.5}, {"Dee", 0.1}};
    for (const double span : {90., 1e12, 1e300})
        CHECK(reasons(adas(records, bonds, {.within_days = span})) ==
              Names{"Wish Ben a happy birthday: it was yesterday", "Congratulate Cem, as others did yesterday"});
}

TEST_CASE("a network without milestones, or without ties, has nothing to celebrate", "[upkeep][celebrations]")
{
    CHECK(adas(adas_circle()).empty());
    CHECK(adas(adas_circle().milestone("Ben", today, "award"), {}).empty());
}

TEST_CASE("adding a stranger and telling everything twice changes nothing", "[upkeep][celebrations]")
{
    const auto once = adas_circle().milestone("Ben", today - 5 * day, "award").milestone("Cem", today, "setback");
    auto twice = once;
    twice.milestone("Ben", today - 5 * day, "award").milestone("Cem", today, "setback").milestone("Zoe", today);
    const std::initializer_list<Bond> bonds{{"Ben", 0.5}, {"Cem", 0.4}};
    CHECK(reasons(adas(once, bonds)) == reasons(adas(twice, bonds)));
}

TEST_CASE("the order in which things are told changes nothing", "[upkeep][celebrations]")
{
    const std::vector<std::string> kinds{"award", "setback", "", "promotion", "congratulated", "new_job", "birthday"};
    auto forwards = adas_circle();
    auto backwards = adas_circle();
    for (int i = 0; i < 40; ++i) {
        const auto tell = [&](test::Records& records, int told) {
            records.milestone(told % 3 == 0 ? "Ben" : "Cem", today - 2 * told * day - told, kinds[told * told % 7]);
        };
        tell(forwards, i);
        tell(backwards, 39 - i);
    }
    const std::initializer_list<Bond> bonds{{"Ben", 0.5}, {"Cem", 0.4}};
    const auto told = reasons(adas(forwards, bonds));
    CHECK(told.size() > 5);
    CHECK(told == reasons(adas(backwards, bonds)));
}

TEST_CASE("celebrations refuse spans that are none, unknown people and other people's strengths",
          "[upkeep][celebrations]")
{
    const Network network = adas_circle().network();
    const auto ties = adas_ties(network, {{"Ben", 0.5}});
    for (const double days : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK_THROWS_AS(celebrations(network, ties, 0, {.within_days = days}), InvalidOption);
    for (const double days : {0.0, -1.0, std::nan("")})
        CHECK_THROWS_AS(celebrations(network, ties, 0, {.half_life_days = days}), InvalidOption);
    CHECK_THROWS_AS(celebrations(network, ties, network.size()), UnknownPerson);
    CHECK_THROWS_AS(celebrations(network, TieStrengths(1, {}), 0), InvalidInput);
}
