#include "support/professional_networks.hpp"

#include <tertius/upkeep/gifts.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <limits>
#include <string>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Matchers::WithinRel;
using test::day;
using test::TagLists;
using test::Words;

namespace {

constexpr PersonId ola = 0;
constexpr PersonId ada = 1;
constexpr PersonId ben = 2;
constexpr PersonId cem = 3;
constexpr Time today = 10000 * day;

/// Ola offers pricing and knows Ada (.8), who needs pricing and law, Ben (.6), who offers law, and Cem (.4), who
/// needs pricing.
NetworkRecords olas_people()
{
    auto records = test::people_named({"Ola", "Ada", "Ben", "Cem"});
    records.people.needs = TagColumn(TagLists{{}, {"pricing", "law"}, {}, {"pricing"}});
    records.people.offers = TagColumn(TagLists{{"pricing"}, {}, {"law"}, {}});
    return records;
}

TieStrengths olas_ties(PersonId size = 4, bool ada_knows_ben = false)
{
    std::vector<TieStrength> ties{{.person = ola, .alter = ada, .strength = 0.8},
                                  {.person = ola, .alter = ben, .strength = 0.6},
                                  {.person = ola, .alter = cem, .strength = 0.4}};
    if (ada_knows_ben) ties.push_back({.person = ada, .alter = ben, .strength = 0.1});
    return {size, std::move(ties), {.at = today}};
}

struct Exchange {
    PersonId giver, receiver;
    std::string kind;
    Time time;
};

void add(NetworkRecords& records, const std::vector<Exchange>& exchanges)
{
    const Words names{"Ola", "Ada", "Ben", "Cem"};
    Words givers, receivers, kinds;
    for (const auto& [giver, receiver, kind, time] : exchanges) {
        givers.push_back(names[giver]);
        receivers.push_back(names[receiver]);
        kinds.push_back(kind);
        records.exchanges.time.push_back(time);
    }
    records.exchanges.giver = KeyColumn(Keys(givers));
    records.exchanges.receiver = KeyColumn(Keys(receivers));
    records.exchanges.kind = WordColumn(kinds);
}

void introduce(NetworkRecords& records, const std::string& broker, const std::string& a, const std::string& b,
               Time time, const std::string& outcome = {})
{
    records.introductions.broker = KeyColumn(Keys(Words{broker}));
    records.introductions.a = KeyColumn(Keys(Words{a}));
    records.introductions.b = KeyColumn(Keys(Words{b}));
    records.introductions.time = {time};
    records.introductions.outcome = WordColumn(Words{outcome});
}

std::vector<GiftIdea> olas(const NetworkRecords& records, const TieStrengths& ties = olas_ties(),
                           const GiftsOptions& options = {})
{
    return gifts(Network(records), ties, ola, options);
}

Words reasons(const std::vector<GiftIdea>& ideas)
{
    Words sentences;
    for (const auto& idea : ideas) sentences.push_back(idea.reason);
    return sentences;
}

}  // namespace

TEST_CASE("Ola offers her own help where she can and a contact where another can", "[upkeep][gifts]")
{
    // Two provide anything, each what the other does not: rarity 1. Nothing has passed: owed is 1/2, its factor 1.
    // Nobody's unit is recorded; what Ola, their shared contact, tells of the chance that Ada and Ben know each
    // other: .8 * .6 / 2 = .24.
    const auto ideas = olas(olas_people());
    REQUIRE(ideas.size() == 3);
    CHECK(ideas[0].alter == ada);
    CHECK(ideas[0].need == "pricing");
    CHECK(ideas[0].kind == GiftKind::advice);
    CHECK(ideas[0].through == nobody);
    CHECK_THAT(ideas[0].score, WithinRel(0.8));
    CHECK_THAT(ideas[1].score, WithinRel(0.4));
    CHECK(ideas[2].kind == GiftKind::contact);
    CHECK(ideas[2].through == ben);
    CHECK_THAT(ideas[2].score, WithinRel(0.8 * 0.6 * (1 - 0.24)));
    CHECK(reasons(ideas) == Words{"Ada needs pricing; you offer it", "Cem needs pricing; you offer it",
                                  "Ada needs law; Ben can help, and you know both"});
}

TEST_CASE("the help that many could give is the smaller gift", "[upkeep][gifts]")
{
    // Three provide anything and all provide pricing: rarity 0, half the worth.
    auto records = olas_people();
    records.people.offers = TagColumn(TagLists{{"pricing"}, {"pricing"}, {"pricing"}, {}});
    CHECK_THAT(olas(records)[0].score, WithinRel(0.4));
}

TEST_CASE("a skill is as good as an offer, however it is written", "[upkeep][gifts]")
{
    auto records = olas_people();
    records.people.offers = {};
    records.people.skills = TagColumn(TagLists{{"Pricing"}, {}, {"LAW"}, {}});
    CHECK(olas(records).size() == 3);
    CHECK(olas(records)[0].need == "pricing");
}

TEST_CASE("those who gave more than they got come first", "[upkeep][gifts]")
{
    // Cem gave three times today: owed = 4 / 5, factor 1.3; Ada got two: 1 / 4, factor .75.
    auto records = olas_people();
    add(records, {{cem, ola, "work", today},
                  {cem, ola, "work", today},
                  {cem, ola, "", today},
                  {ola, ada, "work", today},
                  {ola, ada, "work", today},
                  {ola, ada, "work", today + 1}});  // not looked at
    const auto ideas = olas(records);
    REQUIRE(ideas.size() == 3);
    CHECK(ideas[0].alter == ada);
    CHECK_THAT(ideas[0].score, WithinRel(0.8 * 0.75));
    CHECK_THAT(ideas[1].score, WithinRel(0.4 * 1.3));
}

TEST_CASE("what was given lately is not given again", "[upkeep][gifts]")
{
    auto records = olas_people();
    add(records, {{ola, ada, "Feedback", today - 89 * day}, {ola, cem, "advice", today - 90 * day}});
    CHECK(reasons(olas(records)) ==
          Words{"Cem needs pricing; you offer it", "Ada needs law; Ben can help, and you know both"});
    CHECK(olas(records, olas_ties(), {.recent_days = 10}).size() == 3);
    auto referred = olas_people();
    add(referred, {{ola, ada, "referral", today - day}, {ada, ola, "advice", today - day}});
    CHECK(reasons(olas(referred)) == Words{"Ada needs pricing; you offer it", "Cem needs pricing; you offer it"});
}

TEST_CASE("one who has given articles may send another to whom had advice last", "[upkeep][gifts]")
{
    auto records = olas_people();
    add(records, {{ola, cem, "article", today - 300 * day}, {ola, ada, "advice", today - 20 * day}});
    const auto ideas = olas(records);
    REQUIRE(ideas.size() == 3);
    CHECK(ideas[0].kind == GiftKind::article);
    CHECK(ideas[0].reason == "Ada needs pricing; you know about it and could send an article");
    CHECK(ideas[1].alter == cem);
    CHECK(ideas[1].kind == GiftKind::advice);
    CHECK(name(GiftKind::article) == "article");
    CHECK(name(GiftKind::contact) == "contact");
}

TEST_CASE("whoever knows each other, or was brought together, needs no introduction", "[upkeep][gifts]")
{
    const Words own{"Ada needs pricing; you offer it", "Cem needs pricing; you offer it"};
    CHECK(reasons(olas(olas_people(), olas_ties(4, true))) == own);
    auto by_cem = olas_people();
    introduce(by_cem, "Cem", "Ben", "Ada", today - 900 * day);
    CHECK(reasons(olas(by_cem)) == own);
    auto asked_for = olas_people();
    introduce(asked_for, "Ola", "Ada", "Ben", today - 900 * day, "proposed");
    CHECK(reasons(olas(asked_for)) == own);
    auto later = olas_people();
    introduce(later, "Cem", "Ada", "Ben", today + 1);
    CHECK(olas(later).size() == 3);
}

TEST_CASE("an introduction made lately is a gift of a contact", "[upkeep][gifts]")
{
    auto records = olas_people();
    introduce(records, "Ola", "Ada", "Cem", today - 10 * day);
    for (const auto& idea : olas(records)) CHECK(idea.kind != GiftKind::contact);
    introduce(records, "Ola", "Ada", "Cem", today - 10 * day, "declined");
    CHECK(olas(records).size() == 3);
}

TEST_CASE("the best contact is the one whom Ola can surely reach", "[upkeep][gifts]")
{
    // Cem can do law as well, but Ola's tie to Ben is stronger.
    auto records = olas_people();
    records.people.offers = TagColumn(TagLists{{"pricing"}, {}, {"law"}, {"law"}});
    for (const auto& idea : olas(records))
        if (idea.kind == GiftKind::contact) CHECK(idea.through == ben);
    // Ben works where Ada does, in a unit of two: they know each other with a chance of 1/sqrt(2) and more.
    records.people.organisation = WordColumn(Words{"", "Acme", "Acme", "Initech"});
    for (const auto& idea : olas(records))
        if (idea.kind == GiftKind::contact) CHECK(idea.through == cem);
}

TEST_CASE("the best ideas are kept and equals come in the order of people", "[upkeep][gifts]")
{
    const auto all = olas(olas_people());
    const auto best = olas(olas_people(), olas_ties(), {.limit = 2});
    CHECK(reasons(best) == Words{all[0].reason, all[1].reason});

    const TieStrengths even(
        4, {{.person = ola, .alter = ada, .strength = 0.5}, {.person = ola, .alter = cem, .strength = 0.5}});
    CHECK(reasons(olas(olas_people(), even)) ==
          Words{"Ada needs pricing; you offer it", "Cem needs pricing; you offer it"});
}

TEST_CASE("a stranger more changes nothing", "[upkeep][gifts]")
{
    auto records = olas_people();
    records.people.key = KeyColumn(Keys(Words{"Ola", "Ada", "Ben", "Cem", "Zoe"}));
    records.people.needs = TagColumn(TagLists{{}, {"pricing", "law"}, {}, {"pricing"}, {"pricing"}});
    records.people.offers = TagColumn(TagLists{{"pricing"}, {}, {"law"}, {}, {}});
    CHECK(reasons(olas(records, olas_ties(5))) == reasons(olas(olas_people())));
}

TEST_CASE("without needs there is nothing to give", "[upkeep][gifts]")
{
    CHECK(olas(test::people_named({"Ola", "Ada", "Ben", "Cem"})).empty());
    CHECK(gifts(Network(olas_people()), olas_ties(), ben).empty());  // Ola, whom Ben knows, needs nothing
}

TEST_CASE("gifts refuse limits and spans that are none, unknown people and other people's strengths", "[upkeep][gifts]")
{
    const Network network(olas_people());
    const auto ties = olas_ties();
    CHECK_THROWS_AS(gifts(network, ties, ola, {.limit = 0}), InvalidOption);
    for (const double days : {0.0, -1.0, std::nan("")})
        CHECK_THROWS_AS(gifts(network, ties, ola, {.recent_days = days}), InvalidOption);
    CHECK_THROWS_AS(gifts(network, ties, 4), UnknownPerson);
    CHECK_THROWS_AS(gifts(network, TieStrengths(1, {}), ola), InvalidInput);
}
