#include <tertius/upkeep/tips.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

/// What is left of a record of that age.
double left(double age_days, double half_life_days = 365)
{
    return std::exp2(-age_days / half_life_days);
}

struct Read {
    Network network;
    Tips tips;

    [[nodiscard]] const TipReading& of(Tip tip) const { return tips.overall[static_cast<std::size_t>(tip)]; }
    [[nodiscard]] const TipReading& of(Tip tip, const std::string& alter) const
    {
        const PersonId person = network.person(Key(alter));
        return *std::ranges::find_if(
            tips.ties, [&](const TipReading& reading) { return reading.tip == tip && reading.alter == person; });
    }
    [[nodiscard]] double value(Tip tip) const { return of(tip).belief.value; }
    [[nodiscard]] double value(Tip tip, const std::string& alter) const { return of(tip, alter).belief.value; }
};

Read read(const test::Records& records, const std::string& ego, Time at = no_time)
{
    Network network = records.network();
    Tips found = tips(network, network.person(Key(ego)), {.at = at});
    return {std::move(network), std::move(found)};
}

/// Whether Ada follows the tip most and Cem least, Ben between them.
bool ranks_ada_ben_cem(const test::Records& records, Tip tip, Time at = no_time)
{
    const double ada = read(records, "Ada", at).value(tip);
    const double ben = read(records, "Ben", at).value(tip);
    const double cem = read(records, "Cem", at).value(tip);
    return ada > ben && ben > cem;
}

/// Messages of one person to another, a day apart.
void send(test::Records& records, const std::string& from, const std::string& to, int count, const std::string& channel,
          const std::string& kind = {})
{
    for (int message = 0; message < count; ++message) records.interaction(from, to, message * day, kind, channel);
}

/// Two who answer each other, so that the log says who turns to whom.
test::Records with_direction()
{
    test::Records records;
    records.interaction("Yva", "Zoe", 0, "", "mail").interaction("Zoe", "Yva", 1, "", "mail");
    return records;
}

}  // namespace

// ---- be authentic

TEST_CASE("one who mails one alter and calls another shows nothing of the one to the other", "[upkeep][tips]")
{
    test::Records records;
    send(records, "Ada", "Ben", 100, "mail");
    send(records, "Ada", "Cem", 100, "call");
    const Read ada = read(records, "Ada");
    // The divergence is 1 bit; of two matters in twice 100 records, chance makes (1/100 + 1/100) / (8 ln 2).
    const double by_chance = .02 / (8 * std::numbers::ln2);
    CHECK(ada.value(Tip::consistency) == Approx(by_chance));
    CHECK(ada.value(Tip::consistency, "Ben") == Approx(by_chance));
    CHECK(ada.of(Tip::consistency).belief.evidence == Approx(200));
    CHECK(ada.of(Tip::consistency).records.size() == 200);
}

TEST_CASE("few records that differ by chance alone speak for the same person", "[upkeep][tips]")
{
    test::Records records;
    send(records, "Ada", "Ben", 2, "mail");
    send(records, "Ada", "Cem", 1, "mail");
    send(records, "Ada", "Cem", 1, "call");
    // p = (1, 0), q = (1/2, 1/2): H(3/4, 1/4) - H(q)/2 = .811278 - .5 = .311278 bits, of which chance makes
    // (1/2 + 1/2) / (8 ln 2) = .180337.
    CHECK(read(records, "Ada").value(Tip::consistency) == Approx(1 - (.311278 - .180337)).epsilon(1e-5));
}

TEST_CASE("consistency is highest for who is the same to all and lowest for who is not", "[upkeep][tips]")
{
    test::Records records = with_direction();
    for (const std::string alter : {"Dee", "Eve"}) {
        send(records, "Ada", alter, 8, "mail");
        send(records, "Ada", alter, 8, "call");
        send(records, "Ben", alter, alter == "Dee" ? 12 : 4, "mail");
        send(records, "Ben", alter, alter == "Dee" ? 4 : 12, "call");
        send(records, "Cem", alter, 16, alter == "Dee" ? "mail" : "call");
    }
    CHECK(ranks_ada_ben_cem(records, Tip::consistency));
    CHECK(read(records, "Ada").value(Tip::consistency) == 1);
}

TEST_CASE("with one matter on record, or one alter, nobody can be seen to differ", "[upkeep][tips]")
{
    test::Records one_channel;
    send(one_channel, "Ada", "Ben", 5, "mail");
    send(one_channel, "Ada", "Cem", 5, "mail");
    CHECK_FALSE(read(one_channel, "Ada").of(Tip::consistency).belief.scored());
    CHECK_FALSE(read(one_channel, "Ada").of(Tip::breadth).belief.scored());
    test::Records one_alter;
    send(one_alter, "Ada", "Ben", 5, "mail");
    send(one_alter, "Ada", "Ben", 5, "call");
    CHECK_FALSE(read(one_alter, "Ada").of(Tip::consistency).belief.scored());
    CHECK(read(one_alter, "Ada").of(Tip::breadth).belief.scored());
}

TEST_CASE("one message in twenty that tells of oneself is half of full openness", "[upkeep][tips]")
{
    test::Records records = with_direction();
    send(records, "Ada", "Ben", 19, "mail");
    records.interaction("Ada", "Ben", 30 * day, "passion", "mail");
    const Read ada = read(records, "Ada");
    CHECK(ada.value(Tip::openness, "Ben") == Approx(1 / (.1 * 20)));
    CHECK(ada.of(Tip::openness, "Ben").belief.evidence == Approx(20));
    CHECK(ada.of(Tip::openness, "Ben").advice == "Tell Ben what you care for or struggle with: 1 of 20 messages did.");
}

TEST_CASE("openness is never guessed where no kind of message tells of it", "[upkeep][tips]")
{
    test::Records records;
    send(records, "Ada", "Ben", 20, "mail", "lunch");
    const TipReading openness = read(records, "Ada").of(Tip::openness, "Ben");
    CHECK_FALSE(openness.belief.scored());
    CHECK(openness.records.empty());
}

TEST_CASE("openness is highest for who tells of themselves and lowest for who never does", "[upkeep][tips]")
{
    test::Records records = with_direction();
    for (const std::string person : {"Ada", "Ben", "Cem"}) send(records, person, "Dee", 18, "mail");
    send(records, "Ada", "Dee", 2, "mail", "challenge");
    send(records, "Ben", "Dee", 1, "mail", "personal");
    CHECK(ranks_ada_ben_cem(records, Tip::openness));
}

// ---- mutual respect

TEST_CASE("one who thanked for two of three gifts is at two of three, and two more", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .gift("Ben", "Ada", 0)
                             .interaction("Ada", "Ben", 1 * day, "thanks")
                             .gift("Ben", "Ada", 20 * day)
                             .interaction("Ada", "Ben", 21 * day, "thanks")
                             .gift("Ben", "Ada", 40 * day)
                             .interaction("Ada", "Ben", 55 * day, "thanks");  // a day too late
    const Read ada = read(records, "Ada", 60 * day);
    const double thanked = left(60) + left(40);
    CHECK(ada.value(Tip::appreciation) == Approx((1 + thanked) / (2 + thanked + left(20))));
    CHECK(ada.of(Tip::appreciation).advice == "You thanked for 2 of 3 gifts, Ben among the givers: keep that up.");
    CHECK(ada.of(Tip::appreciation, "Ben").records.size() == 6);
}

TEST_CASE("appreciation is highest for who always gives thanks and lowest for who never does", "[upkeep][tips]")
{
    test::Records records;
    for (int gift = 0; gift < 4; ++gift)
        for (const std::string person : {"Ada", "Ben", "Cem"}) {
            records.gift("Dee", person, 30 * gift * day);
            if (person == "Ada" || (person == "Ben" && gift % 2 == 0))
                records.interaction(person, "Dee", (30 * gift + 1) * day, "thanks");
        }
    CHECK(ranks_ada_ben_cem(records, Tip::appreciation, 200 * day));
}

TEST_CASE("one who answers two turns of three and speaks less than half listens", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .interaction("Ben", "Ada", 0)
                             .interaction("Ada", "Ben", 1 * day)
                             .interaction("Ben", "Ada", 20 * day)
                             .interaction("Ada", "Ben", 21 * day)
                             .interaction("Ben", "Ada", 40 * day);
    // Ben took three turns, Ada two. She answered two of three and left him more than half: ((2 + 1)/(3 + 2) + 1) / 2.
    CHECK(read(records, "Ada", 60 * day).value(Tip::listening) == Approx((.6 + 1) / 2));
    // He answered none of her two, and left her two turns of five: ((0 + 1)/(2 + 2) + 2 * 2/5) / 2.
    CHECK(read(records, "Ben", 60 * day).value(Tip::listening) == Approx((.25 + .8) / 2));
}

TEST_CASE("listening is highest for who answers and lowest for who only talks", "[upkeep][tips]")
{
    test::Records records;
    for (int month = 0; month < 6; ++month)
        for (const std::string person : {"Ada", "Ben", "Cem"}) {
            records.interaction("Dee", person, 30 * month * day);
            if (person == "Ada" || (person == "Ben" && month % 2 == 0))
                records.interaction(person, "Dee", (30 * month + 1) * day);
            if (person == "Cem") records.interaction("Cem", "Dee", (30 * month + 10) * day);
            if (person == "Cem") records.interaction("Cem", "Dee", (30 * month + 20) * day);
        }
    CHECK(ranks_ada_ben_cem(records, Tip::listening, 200 * day));
}

TEST_CASE("a log of encounters does not say who listens or who asks", "[upkeep][tips]")
{
    test::Records records;
    send(records, "Ada", "Ben", 5, "badge");
    CHECK_FALSE(read(records, "Ben").of(Tip::listening).belief.scored());
    CHECK_FALSE(read(records, "Ben").of(Tip::curiosity).belief.scored());
}

// ---- show interest

TEST_CASE("one who takes up the other's matter three times to one is curious, and roles swapped are the rest of 1",
          "[upkeep][tips]")
{
    test::Records records;
    records.interaction("Ben", "Ada", 0, "", "", "his project");
    for (int message = 1; message <= 3; ++message) records.interaction("Ada", "Ben", message, "", "", "his project");
    records.interaction("Ada", "Ben", 10, "", "", "her project").interaction("Ben", "Ada", 11, "", "", "her project");
    CHECK(read(records, "Ada").value(Tip::curiosity) == Approx((3 + 1) / (4 + 2.0)));
    CHECK(read(records, "Ben").value(Tip::curiosity) == Approx((1 + 1) / (4 + 2.0)));
    records.interaction("Ada", "Ben", 20, "question", "", "another");  // begun by herself, yet asked about him
    CHECK(read(records, "Ada").value(Tip::curiosity) == Approx((4 + 1) / (5 + 2.0)));
    CHECK(read(records, "Ada").of(Tip::curiosity, "Ben").records ==
          std::vector<Record>{{RecordTable::interactions, 1},
                              {RecordTable::interactions, 2},
                              {RecordTable::interactions, 3},
                              {RecordTable::interactions, 5},
                              {RecordTable::interactions, 6}});
}

TEST_CASE("without threads a week of silence ends a conversation, and appointments are nobody's", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .interaction("Ben", "Ada", 0)
                             .interaction("Ada", "Ben", 7 * day)               // takes his up
                             .interaction("Ada", "Ben", 15 * day)              // begins one
                             .interaction("Ben", "Ada", 16 * day)              // takes hers up
                             .interaction("Ada", "Ben", 17 * day)              // goes on with her own
                             .interaction("Ada", "Ben", 50 * day, "attended")  // both are there
                             .interaction("Ben", "Ada", 50 * day, "attended");
    CHECK(read(records, "Ada").value(Tip::curiosity) == Approx((1 + 1) / (2 + 2.0)));
    CHECK(read(records, "Ada").of(Tip::curiosity).belief.evidence == Approx(2));
}

TEST_CASE("curiosity is highest for who asks and lowest for who is asked", "[upkeep][tips]")
{
    test::Records records;
    for (int thread = 0; thread < 6; ++thread)
        for (const std::string person : {"Ada", "Ben", "Cem"}) {
            const bool asks = person == "Ada" || (person == "Ben" && thread % 2 == 0);
            const std::string about = person + std::to_string(thread);
            records.interaction(asks ? "Dee" : person, asks ? person : "Dee", thread * day, "", "", about);
            records.interaction(asks ? person : "Dee", asks ? "Dee" : person, thread * day + 1, "", "", about);
        }
    CHECK(ranks_ada_ben_cem(records, Tip::curiosity));
}

TEST_CASE("of three matters on record, mail and calls alike are half of all breadth", "[upkeep][tips]")
{
    test::Records records;
    send(records, "Ada", "Ben", 2, "mail");
    send(records, "Ada", "Ben", 2, "call");
    send(records, "Ada", "Cem", 3, "mail");
    send(records, "Ada", "Cem", 1, "call");
    send(records, "Ada", "Dee", 5, "mail");
    send(records, "Eve", "Dee", 1, "lunch");
    const Read ada = read(records, "Ada");
    // exp(H) is 2, and no more than the 2 matters seen: (2 - 1)/(3 - 1).
    CHECK(ada.value(Tip::breadth, "Ben") == Approx(.5));
    // 2^H(3/4, 1/4) = 2^.811278, and e^(1/8) for what four records do not show.
    CHECK(ada.value(Tip::breadth, "Cem") == Approx((std::exp2(.811278) * std::exp(.125) - 1) / 2).epsilon(1e-5));
    CHECK(ada.value(Tip::breadth, "Dee") == 0);
    CHECK(ada.of(Tip::breadth, "Ben").belief.evidence == Approx(4));
}

TEST_CASE("breadth is highest for who shares many things and lowest for who shares one", "[upkeep][tips]")
{
    test::Records records;
    for (const std::string channel : {"mail", "call", "lunch", "chat"}) send(records, "Ada", "Dee", 3, channel);
    for (const std::string channel : {"mail", "call"}) send(records, "Ben", "Dee", 6, channel);
    send(records, "Cem", "Dee", 12, "mail");
    records.gift("Ada", "Dee", 0, "article");
    CHECK(ranks_ada_ben_cem(records, Tip::breadth));
}

// ---- offer value

TEST_CASE("a gift that was asked for is none for nothing", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .gift("Ada", "Ben", 0)
                             .interaction("Ben", "Ada", 40 * day, "request")
                             .gift("Ada", "Ben", 50 * day)
                             .gift("Ada", "Ben", 100 * day);
    const double unasked = left(100) + left(0);
    CHECK(read(records, "Ada").value(Tip::generosity) == Approx((1 + unasked) / (2 + unasked + left(50))));
    CHECK(read(records, "Ada").of(Tip::generosity, "Ben").advice == "You gave Ben 2 of 3 gifts unasked: keep that up.");
}

TEST_CASE("generosity is highest for who gives unasked and lowest for who waits to be asked", "[upkeep][tips]")
{
    test::Records records;
    for (int gift = 0; gift < 4; ++gift)
        for (const std::string person : {"Ada", "Ben", "Cem"}) {
            records.gift(person, "Dee", 60 * gift * day);
            if (person == "Cem" || (person == "Ben" && gift % 2 == 0))
                records.interaction("Dee", person, 60 * gift * day - day * (gift > 0), "question");
        }
    CHECK(ranks_ada_ben_cem(records, Tip::generosity));
}

TEST_CASE("an introduction is judged by its outcome, or by contact three months later", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .introduction("Ada", "Ben", "Cem", 0)
                             .interaction("Ben", "Cem", 90 * day)
                             .introduction("Ada", "Ben", "Dee", 0)
                             .interaction("Ben", "Dee", 89 * day)  // and no more since
                             .introduction("Ada", "Cem", "Dee", 300 * day)
                             .introduction("Ada", "Cem", "Eve", 300 * day, "project")
                             .introduction("Ada", "Dee", "Eve", 300 * day, "nothing");
    const Read ada = read(records, "Ada", 310 * day);
    // Fruitful: Ben and Cem, Cem and Eve; fruitless: Ben and Dee, Dee and Eve; Cem and Dee met too lately to say.
    // Each counts for both sides, and once overall.
    CHECK(ada.value(Tip::introductions_made, "Ben") == Approx((1 + 1) / (2 + 2.0)));
    CHECK(ada.value(Tip::introductions_made, "Cem") == Approx((2 + 1) / (2 + 2.0)));
    CHECK(ada.value(Tip::introductions_made, "Dee") == Approx((0 + 1) / (2 + 2.0)));
    CHECK(ada.value(Tip::introductions_made) == Approx((2 + 1) / (4 + 2.0)));
    CHECK(ada.of(Tip::introductions_made).belief.evidence == Approx(4));
    CHECK(ada.of(Tip::introductions_made).records.size() == 4);
}

TEST_CASE("who introduces themselves has joined nobody", "[upkeep][tips]")
{
    const auto records = test::Records().interaction("Ada", "Ben", 0).introduction("Ada", "Ada", "Ben", 0, "project");
    const Read ada = read(records, "Ada");
    CHECK_FALSE(ada.of(Tip::introductions_made).belief.scored());
    CHECK(ada.tips.ties.size() == 12);  // with Ben alone
}

TEST_CASE("who is not joined yet is named for the next introduction", "[upkeep][tips]")
{
    test::Records records;
    send(records, "Ada", "Ben", 5, "mail");
    send(records, "Ada", "Cem", 4, "mail");
    send(records, "Ada", "Dee", 3, "mail");
    send(records, "Ada", "Eve", 2, "mail");
    records.interaction("Ben", "Cem", 0).introduction("Ada", "Ben", "Dee", day);
    // Ben knows Cem, and was introduced to Dee a moment ago.
    CHECK(read(records, "Ada").of(Tip::introductions_made).advice ==
          "No introduction of yours is on record that is old enough to be judged: Ben and Eve may be worth one.");
}

TEST_CASE("introductions made are highest for who joins people for good and lowest for who does not", "[upkeep][tips]")
{
    test::Records records;
    for (int pair = 0; pair < 4; ++pair)
        for (const std::string broker : {"Ada", "Ben", "Cem"}) {
            const bool lasts = broker == "Ada" || (broker == "Ben" && pair % 2 == 0);
            records.introduction(broker, broker + "s first " + std::to_string(pair),
                                 broker + "s second " + std::to_string(pair), 0, lasts ? "project" : "nothing");
        }
    CHECK(ranks_ada_ben_cem(records, Tip::introductions_made));
}

// ---- keep in touch

TEST_CASE("a network contact is due twice in a year, and a stretch without any contact was missed", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .interaction("Ada", "Ben", 0)
                             .interaction("Ben", "Ada", 100 * day)
                             .interaction("Ada", "Ben", 400 * day);
    // Stretches of twice 90 days end on days 180 (he wrote), 360 (nobody did) and 540 (she wrote).
    const Read ada = read(records, "Ada", 540 * day);
    const double kept = left(360) + left(0);
    CHECK(ada.value(Tip::check_ins) == Approx((1 + kept) / (2 + kept + left(180))));
    CHECK(ada.of(Tip::check_ins, "Ben").advice ==
          "You and Ben were in touch in 2 of 3 stretches of the rhythm that suits you: keep it.");
}

TEST_CASE("a peer is due every third week, and a single contact makes no rhythm", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .relationship("Ada", "Ben", "contact")
                             .relationship("Ada", "Ben", "peer")  // the tighter rhythm counts
                             .interaction("Ada", "Ben", 0)
                             .interaction("Ada", "Ben", 21 * day)
                             .interaction("Ada", "Cem", 0);
    const Read ada = read(records, "Ada", 40 * day);
    CHECK(ada.value(Tip::check_ins, "Ben") == Approx((1 + left(0)) / (2 + left(20) + left(0))));
    CHECK_FALSE(ada.of(Tip::check_ins, "Cem").belief.scored());
}

TEST_CASE("check-ins are highest for who keeps the rhythm and lowest for who lets it lapse", "[upkeep][tips]")
{
    test::Records records;
    for (int month = 0; month < 12; ++month) {
        records.interaction("Ada", "Dee", 30 * month * day);
        if (month % 8 == 0) records.interaction("Ben", "Dee", 30 * month * day);
        if (month < 2) records.interaction("Cem", "Dee", 30 * month * day / 30);
    }
    for (const std::string person : {"Ada", "Ben", "Cem"}) records.relationship(person, "Dee", "mentor");
    CHECK(ranks_ada_ben_cem(records, Tip::check_ins, 360 * day));
}

TEST_CASE("one who reacted to three of four milestones is at four of six", "[upkeep][tips]")
{
    test::Records records;
    records.interaction("Ada", "Ben", 0);
    for (int milestone = 1; milestone <= 4; ++milestone) {
        records.milestone("Ben", 100 * day);
        if (milestone == 1) records.interaction("Ada", "Ben", 101 * day, "congratulations");
    }
    records.milestone("Ben", 50 * day);
    const Read ada = read(records, "Ada", 200 * day);
    const double reacted = 4 * left(100, 730);
    CHECK(ada.value(Tip::celebrations) == Approx((1 + reacted) / (2 + reacted + left(150, 730))));
}

TEST_CASE("celebrations are highest for who congratulates and lowest for who lets all pass", "[upkeep][tips]")
{
    test::Records records;
    for (const std::string person : {"Ada", "Ben", "Cem"}) records.interaction(person, "Dee", 0);
    for (int milestone = 1; milestone <= 4; ++milestone) {
        records.milestone("Dee", 100 * milestone * day);
        records.interaction("Ada", "Dee", (100 * milestone + 2) * day, "congratulations");
        if (milestone % 2 == 0) records.interaction("Ben", "Dee", (100 * milestone + 2) * day, "support");
    }
    CHECK(ranks_ada_ben_cem(records, Tip::celebrations, 500 * day));
}

// ---- become reliable

TEST_CASE("promises kept and broken fade with the years, and open ones do not count", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .promise("Ada", "Ben", 0, 10 * day, 9 * day)
                             .promise("Ada", "Ben", 0, 20 * day, 25 * day)
                             .promise("Ada", "Ben", 0, 900 * day)
                             .promise("Ben", "Ada", 0, 10 * day);  // his own
    const Read ada = read(records, "Ada", 374 * day);
    CHECK(ada.value(Tip::reliability) == Approx((1 + left(365)) / (2 + left(365) + left(354))));
    CHECK(ada.of(Tip::reliability).advice ==
          "Promise only what you can keep, and say early when it will be late, to Ben first: you kept 1 of 2 "
          "promises.");
    CHECK_FALSE(read(records, "Ben", 9 * day).of(Tip::reliability).belief.scored());
}

TEST_CASE("reliability is highest for who keeps their word and lowest for who breaks it", "[upkeep][tips]")
{
    test::Records records;
    for (int promise = 0; promise < 4; ++promise)
        for (const std::string person : {"Ada", "Ben", "Cem"}) {
            const bool kept = person == "Ada" || (person == "Ben" && promise % 2 == 0);
            records.promise(person, "Dee", 0, 10 * day, (kept ? 9 : 11) * day);
        }
    CHECK(ranks_ada_ben_cem(records, Tip::reliability, 20 * day));
}

TEST_CASE("a steady rhythm and a steady quality are 1, and each is worth half", "[upkeep][tips]")
{
    test::Records records;
    for (int week = 0; week < 4; ++week) records.interaction("Ada", "Ben", 7 * week * day);
    CHECK(read(records, "Ada").value(Tip::steadiness) == Approx(1));
    records.promise("Ada", "Ben", 0, day, day, .6).promise("Ada", "Ben", 0, day, day, 1);
    // Variance of a sample {.6, 1}: .08; 1 - 4 * .08 = .68.
    CHECK(read(records, "Ada").value(Tip::steadiness) == Approx((1 + .68) / 2));
}

TEST_CASE("gaps of one day and three are steady to one in the root of three", "[upkeep][tips]")
{
    const auto records = test::Records()
                             .interaction("Ada", "Ben", 0)
                             .interaction("Ada", "Ben", 2 * 3600)  // the same day
                             .interaction("Ada", "Ben", 1 * day)
                             .interaction("Ada", "Ben", 4 * day);
    // r = 1/2 of n = 2 gaps: B = (r sqrt 3 - 1) / ((sqrt 3 - 2) r + 1) = -.154701, and (1 - B)/2 = .577350.
    CHECK(read(records, "Ada").value(Tip::steadiness) == Approx(1 / std::numbers::sqrt3));
    CHECK(read(records, "Ada").of(Tip::steadiness).belief.evidence == Approx(2));
}

TEST_CASE("steadiness is highest for who comes like a clock and lowest for who comes in bursts", "[upkeep][tips]")
{
    test::Records records;
    Time irregular = 0;
    for (int time = 0; time < 20; ++time) {
        records.interaction("Ada", "Dee", 10 * time * day);
        irregular += (1 + 7 * (time % 3)) * day;
        records.interaction("Ben", "Dee", irregular);
        records.interaction("Cem", "Dee", (time + 200 * (time / 10)) * day);
    }
    CHECK(ranks_ada_ben_cem(records, Tip::steadiness));
}

TEST_CASE("quality that differs from one receiver to the next is not steady", "[upkeep][tips]")
{
    test::Records even, uneven;
    for (const std::string alter : {"Ben", "Cem"})
        for (int promise = 0; promise < 2; ++promise) {
            even.promise("Ada", alter, 0, day, day, .7);
            uneven.promise("Ada", alter, 0, day, day, alter == "Ben" ? .9 : .5);
        }
    CHECK(read(even, "Ada", 2 * day).value(Tip::steadiness) == Approx(1));
    // Four deliveries .2 from their mean: 1 - 4 * (4/3) * .04.
    CHECK(read(uneven, "Ada", 2 * day).value(Tip::steadiness) == Approx(1 - 4 * (4.0 / 3) * .04));
}

TEST_CASE("what is not delivered yet has no quality", "[upkeep][tips]")
{
    auto records = test::Records().promise("Ada", "Ben", 0, day, day, .9).promise("Ada", "Ben", 0, day, day, .9);
    const Tips before = tips(records.network(), records.network().person("Ada"), {.at = 2 * day});
    records.promise("Ada", "Ben", 0, day, no_time, 0);
    const Tips after = tips(records.network(), records.network().person("Ada"), {.at = 2 * day});
    const auto steadiness = static_cast<std::size_t>(Tip::steadiness);
    CHECK(after.overall[steadiness].belief.value == before.overall[steadiness].belief.value);
    CHECK(after.overall[steadiness].records.size() == 2);
}

// ---- the twelve together

TEST_CASE("advice on all ties names the one that stands against the half that is neglected", "[upkeep][tips]")
{
    test::Records records;
    for (int month = 0; month < 6; ++month) {
        const Time today = 30 * month * day;
        records.interaction("Ben", "Ada", today);  // never answered
        for (int turn = 0; turn < 3; ++turn) {     // answered each time; but Ada takes more turns than Cem
            if (turn == 0) records.interaction("Cem", "Ada", today);
            records.interaction("Ada", "Cem", today + day + 8 * turn * day);
        }
    }
    // She answered 6 of 12 turns, which is too few; of room, both halves of Cem's 24 turns and Ben's 6, she leaves
    // (6 + 24 * 2 * 6/24) / 30 = .6, which is not.
    CHECK(read(records, "Ada", 200 * day).of(Tip::listening).advice ==
          "Answer others and leave as much room as you take, Ben first: 6 of 12 turns were answered within a week.");
}

namespace {

/// A year of Ada's with Ben and Cem, or two others like them, in which every tip can be read.
void live_a_year(test::Records& records, const std::string& mark = {})
{
    const std::string ben = "Ben" + mark;
    const std::string cem = "Cem" + mark;
    for (int month = 0; month < 12; ++month) {
        const Time today = 30 * month * day + (month % 3) * day;
        const std::string thread = "on " + std::to_string(month) + mark;
        records.interaction(ben, "Ada", today, "", "mail", thread);
        records.interaction("Ada", ben, today + 3600, month % 4 == 0 ? "personal" : "", "mail", thread);
        records.interaction("Ada", cem, today, "", month % 2 == 0 ? "call" : "mail", thread + " with Cem");
        if (month % 3 == 0) records.interaction(cem, "Ada", today + day, "", "mail", thread + " with Cem");
    }
    records.gift(ben, "Ada", 50 * day, "article").interaction("Ada", ben, 52 * day, "thanks", "mail");
    records.gift("Ada", ben, 90 * day, "advice").gift("Ada", cem, 95 * day, "article");
    records.introduction("Ada", ben, cem, 60 * day).interaction(ben, cem, 200 * day);
    records.milestone(ben, 120 * day).milestone(cem, 130 * day);
    records.interaction("Ada", ben, 121 * day, "congratulations", "mail");
    records.promise("Ada", ben, 100 * day, 110 * day, 109 * day, .9);
    records.promise("Ada", cem, 100 * day, 110 * day, 120 * day, .6);
}

}  // namespace

TEST_CASE("the twelve come in the article's order, for ego and for each tie, and all can be known", "[upkeep][tips]")
{
    test::Records records;
    live_a_year(records);
    const Read ada = read(records, "Ada");
    REQUIRE(ada.tips.overall.size() == 12);
    REQUIRE(ada.tips.ties.size() == 24);
    CHECK(ada.network.display_name(ada.tips.ties.front().alter) == "Ben");  // most in contact
    for (const Tip tip : tips_in_order) {
        INFO(name(tip));
        const TipReading& overall = ada.of(tip);
        CHECK(overall.tip == tip);
        CHECK(overall.alter == nobody);
        CHECK(overall.belief.scored());
        CHECK(overall.belief.value >= 0);
        CHECK(overall.belief.value <= 1);
        CHECK(overall.belief.low() <= overall.belief.value);
        CHECK(overall.belief.high() >= overall.belief.value);
        CHECK(overall.belief.evidence > 0);
        CHECK_FALSE(overall.records.empty());
        CHECK(std::ranges::any_of(std::vector<std::string>{"Ben", "Cem"}, [&](const std::string& alter) {
            return overall.advice.find(alter) != std::string::npos;
        }));
        CHECK(ada.of(tip, "Cem").advice.find("Cem") != std::string::npos);
    }
    CHECK(name(Tip::introductions_made) == "introductions_made");
    CHECK(group(Tip::openness) == "be authentic");
    CHECK(group(Tip::steadiness) == "become reliable");
}

TEST_CASE("what ego's tip rests on is what its ties rest on", "[upkeep][tips]")
{
    test::Records records;
    live_a_year(records);
    const Read ada = read(records, "Ada");
    const auto place = [](const Record& record) { return std::pair(record.table, record.row); };
    for (const Tip tip : tips_in_order) {
        auto of_ties = ada.of(tip, "Ben").records;
        for (const Record& record : ada.of(tip, "Cem").records)
            if (std::ranges::find(of_ties, record) == of_ties.end()) of_ties.push_back(record);
        std::ranges::sort(of_ties, {}, place);
        CHECK(ada.of(tip).records == of_ties);
    }
}

TEST_CASE("twice as many ties of the same kind say the same, and more surely", "[upkeep][tips]")
{
    test::Records once, twice;
    live_a_year(once);
    live_a_year(twice);
    live_a_year(twice, "ina");
    const Read single = read(once, "Ada");
    const Read doubled = read(twice, "Ada");
    for (const Tip tip : tips_in_order) {
        INFO(name(tip));
        CHECK(doubled.of(tip).belief.evidence == Approx(2 * single.of(tip).belief.evidence));
        CHECK(doubled.of(tip).belief.deviation < single.of(tip).belief.deviation);
    }
}

TEST_CASE("neither a stranger, nor the order of people, nor what comes later changes a tip", "[upkeep][tips]")
{
    test::Records records;
    live_a_year(records);
    const Time at = 340 * day;
    const Read before = read(records, "Ada", at);
    test::Records more;
    for (const std::string person : {"Zoe", "Cem", "Ada", "Ben"}) more.person({.key = person});
    live_a_year(more);
    more.interaction("Ben", "Ada", at + 1, "passion", "telegram").gift("Ada", "Cem", at + 1, "work");
    more.promise("Ada", "Ben", at + 1, at + 2, at + 3, .1).milestone("Ben", at + 1);
    more.introduction("Ada", "Ben", "Zoe", at + 1, "nothing");
    const Read after = read(more, "Ada", at);
    for (const Tip tip : tips_in_order) {
        INFO(name(tip));
        CHECK(after.of(tip).belief.value == before.of(tip).belief.value);
        CHECK(after.of(tip).belief.deviation == before.of(tip).belief.deviation);
        CHECK(after.of(tip).records == before.of(tip).records);
        CHECK(after.of(tip, "Ben").belief.value == before.of(tip, "Ben").belief.value);
        CHECK(after.of(tip, "Ben").advice == before.of(tip, "Ben").advice);
    }
}

TEST_CASE("advice differs with what is known, and a name is never read as part of it", "[upkeep][tips]")
{
    test::Records records;
    records.person({.key = "Ada"}).person({.key = "{k} {n}"}).relationship("Ada", "{k} {n}", "peer");
    CHECK(read(records, "Ada").of(Tip::reliability).advice ==
          "Note what you promise {k} {n} and others under commitments, with the day that it is due and the day that it "
          "was done.");
    records.promise("Ada", "{k} {n}", 0, 10, 9);
    CHECK(read(records, "Ada", 10).of(Tip::reliability).advice ==
          "You kept 1 of 1 promises, above all to {k} {n}: keep "
          "that up.");
}

TEST_CASE("of one who is alone nothing is known, and of nobody nothing is told", "[upkeep][tips]")
{
    const auto records = test::Records().person({.key = "Ada"});
    const Read ada = read(records, "Ada");
    CHECK(ada.tips.ties.empty());
    REQUIRE(ada.tips.overall.size() == 12);
    for (const TipReading& reading : ada.tips.overall) {
        CHECK_FALSE(reading.belief.scored());
        CHECK(reading.records.empty());
        CHECK(reading.advice.find('{') == std::string::npos);
    }
    CHECK_THROWS_AS(tips(ada.network, 1), UnknownPerson);
}
