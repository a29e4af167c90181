// The seven relationships that the article on professional relationships names, each with what must hold of it.
#include <tertius/strength/building_blocks.hpp>
#include <tertius/strength/infer_types.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>
#include <string>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using test::Records;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// What infer_types gives for a type with that person in the first-named role.
double chance_of(const Network& network, RelationshipType type, const std::string& first, const std::string& second)
{
    for (const TypeGuess& guess : infer_types(network))
        if (guess.type == type && guess.person == network.person(first) && guess.alter == network.person(second))
            return guess.probability;
    return 0;
}

/// The building blocks of two people, `first` the one whose forward side it is.
BuildingBlocks blocks_of(const Network& network, const std::string& first, const std::string& second, Time at)
{
    const auto log = contacts(network.interactions());
    const auto histories = tie_histories(log, at);
    const EvidenceView view{network.size(), histories, 0, at, 90.0 * day, true};
    const BuildingBlocksReader reader(network, log, view);
    const auto [low, high] = std::minmax({network.person(first), network.person(second)});
    for (const HistoryOfPair& pair : histories)
        if (pair.low == low && pair.high == high) return reader.read(pair);
    HistoryOfPair silent;
    silent.low = low;
    silent.high = high;
    return reader.read(silent);
}

/// The pace of a tie of that type that was in contact every `gap` days.
Cadence pace(RelationshipType type, int contacts, Time gap)
{
    TieHistory history;
    for (int contact = 0; contact < contacts; ++contact) history.record(contact * gap, contact % 2 == 0, 1);
    return {prior_norm(type), history};
}

/// A senior marketer meets a junior each month for 40 months; of ten pieces of feedback she gives eight.
Records marketers()
{
    Records records;
    records.person({.key = "senior", .organisation = "Acme", .department = "marketing", .level = 6})
        .person({.key = "junior", .organisation = "Acme", .department = "sales", .level = 2});
    for (int month = 0; month < 40; ++month) {
        const Time time = 30 * day * month;
        records.interaction(month % 5 < 2 ? "senior" : "junior", month % 5 < 2 ? "junior" : "senior", time);
        const bool by_senior = month % 5 != 0;
        records.gift(by_senior ? "senior" : "junior", by_senior ? "junior" : "senior", time, "feedback");
    }
    return records;
}

}  // namespace

TEST_CASE("mentor and mentee: told from the records, and even where eighty of a hundred are the mentor's", "[strength]")
{
    const Records records = marketers();
    const Network unlabelled = records.network();
    CHECK(chance_of(unlabelled, RelationshipType::mentor, "senior", "junior") >= .8);

    const Time at = 1200 * day;
    const auto reciprocity = [&](const char* type) {
        return blocks_of(Records(records).relationship("senior", "junior", type).network(), "senior", "junior", at)
            .reciprocity.pair.value;
    };
    CHECK(reciprocity("mentor") >= .9);
    CHECK(reciprocity("peer") <= .5);
}

TEST_CASE("peers: two developers of one firm who help each other in turn", "[strength]")
{
    Records records;
    records.person({"dev1", "Acme", "engineering", 3, {"C++", "graphs"}})
        .person({"dev2", "Acme", "engineering", 3, {"C++", "graphs"}});
    for (int other = 0; other < 8; ++other)
        records.person({"p" + std::to_string(other), "Acme", "sales", 2.0 + other % 4, {"excel"}});
    for (int week = 0; week < 30; ++week) {
        const bool first = week % 2 == 0;
        records.interaction(first ? "dev1" : "dev2", first ? "dev2" : "dev1", 7 * day * week);
        records.interaction(first ? "dev2" : "dev1", first ? "dev1" : "dev2", 7 * day * week + 7200);
        records.gift(first ? "dev1" : "dev2", first ? "dev2" : "dev1", 7 * day * week, "help");
    }
    const Network network = records.network();
    CHECK(chance_of(network, RelationshipType::peer, "dev1", "dev2") > .5);
    const BuildingBlocks blocks = blocks_of(network, "dev1", "dev2", 210 * day);
    CHECK(blocks.alignment.pair.value > .8);
    CHECK(blocks.reciprocity.pair.value > .8);
}

TEST_CASE("supervisor: one hour of one's own is worth more than a seat in the meeting of six", "[strength]")
{
    Records records;
    for (int member = 0; member < 6; ++member) {
        const std::string name = "m" + std::to_string(member);
        records.relationship("manager", name, "supervisor");
        for (int week = 0; week < 20; ++week) {
            if (member > 0) records.interaction("manager", name, 7 * day * week);  // the group meeting, without m0
            if (member < 3) records.interaction("manager", name, 7 * day * week + (member + 1) * 3600);  // one-to-ones
        }
    }
    const Network network = records.network();
    const auto strengths = tie_strengths(network, {.at = 140 * day, .refine = false});
    CHECK(strengths.tie_count() == 6);
    const auto of = [&](const char* member) {
        return strengths[*strengths.find(network.person("manager"), network.person(member))];
    };
    CHECK(of("m0").evidence == Approx(20));
    CHECK(of("m3").evidence == Approx(20 / 5.0));  // a meeting of five counts a fifth for each
    CHECK(of("m0").strength > of("m3").strength);
}

TEST_CASE("provider and client: eight of eight deadlines kept against five of eight", "[strength]")
{
    const auto designer = [](int kept) {
        Records records;
        records.person({.key = "designer", .organisation = "freelance"})
            .person({.key = "client", .organisation = "Acme"});
        for (int project = 0; project < 8; ++project) {
            const Time made = 60 * day * project;
            records.interaction("client", "designer", made).interaction("designer", "client", made + 3600);
            records.promise("designer", "client", made, made + 30 * day, made + (project < kept ? 29 : 33) * day);
            records.gift("designer", "client", made + 30 * day, "design");
        }
        return records.network();
    };
    const auto kept = [&](int of_eight) {
        const Network network = designer(of_eight);
        return TrustReader(network, 500 * day, {.half_life_days = never})
            .shown(network.person("designer"), network.person("client"))
            .integrity.value;
    };
    CHECK(kept(8) == Approx((8 + 1) / (8 + 2.0)));
    CHECK(kept(5) == Approx((5 + 1) / (8 + 2.0)));
    CHECK(chance_of(designer(8), RelationshipType::provider, "designer", "client") > .8);
    const auto strength = [&](int of_eight) {
        return tie_strengths(designer(of_eight), {.refine = false})[0].strength;
    };
    CHECK(strength(8) > strength(5));
}

TEST_CASE("network contact: a hundred days of silence are nothing between conferences, and much between peers",
          "[strength]")
{
    const double silence = 100.0 * day;
    CHECK(pace(RelationshipType::contact, 8, 90 * day).chance_alive(silence) >= .8);
    CHECK(pace(RelationshipType::peer, 20, 7 * day).chance_alive(silence) <= .2);
    CHECK(pace(RelationshipType::contact, 8, 90 * day).median_gap_days() == Approx(90).epsilon(.01));

    Records records;
    records.person({.key = "Ada", .organisation = "Sun"}).person({.key = "Ben", .organisation = "Wind"});
    for (int quarter = 0; quarter < 8; ++quarter) {
        const bool by_ada = quarter % 2 == 0;
        records.interaction(by_ada ? "Ada" : "Ben", by_ada ? "Ben" : "Ada", 90 * day * quarter);
        records.gift(by_ada ? "Ada" : "Ben", by_ada ? "Ben" : "Ada", 90 * day * quarter, "referral");
    }
    const Network network = records.network();
    CHECK(chance_of(network, RelationshipType::contact, "Ada", "Ben") > .5);
    CHECK(blocks_of(network, "Ada", "Ben", 700 * day).reciprocity.pair.value > .7);
}

TEST_CASE("cross-departmental: twelve meetings between human resources and finance", "[strength]")
{
    Records records;
    records.person({.key = "hr", .organisation = "Acme", .department = "human resources", .level = 4})
        .person({.key = "finance", .organisation = "Acme", .department = "finance", .level = 4});
    for (int other = 0; other < 6; ++other)
        records.person(
            {.key = "p" + std::to_string(other), .organisation = "Acme", .department = "sales", .level = 1. + other});
    for (int meeting = 0; meeting < 12; ++meeting) {
        const Time time = 20 * day * meeting + (meeting % 3) * 3 * day;
        records.interaction(meeting % 2 ? "hr" : "finance", meeting % 2 ? "finance" : "hr", time, "", "meeting",
                            "benefits");
    }
    CHECK(chance_of(records.network(), RelationshipType::cross_departmental, "finance", "hr") +
              chance_of(records.network(), RelationshipType::cross_departmental, "hr", "finance") >
          .5);
}

TEST_CASE("advisory: a board that meets each quarter is not overdue at 80 days, and is at 120", "[strength]")
{
    const Cadence board = pace(RelationshipType::advisor, 8, 91 * day);
    CHECK_FALSE(board.overdue(80.0 * day));
    CHECK(board.overdue(120.0 * day));

    Records records;
    records.person({.key = "founder", .organisation = "Start", .level = 5});
    for (int seat = 0; seat < 5; ++seat) {
        const std::string name = "advisor" + std::to_string(seat);
        records.person({.key = name, .organisation = "Firm " + std::to_string(seat), .level = 9});
        for (int quarter = 0; quarter < 8; ++quarter) {
            records.interaction("founder", name, 91 * day * quarter + seat * 3600);
            records.gift(name, "founder", 91 * day * quarter + seat * 3600, "advice");
        }
    }
    const Network network = records.network();
    for (int seat = 0; seat < 5; ++seat)
        CHECK(chance_of(network, RelationshipType::advisor, "advisor" + std::to_string(seat), "founder") > .5);
}
