#include <tertius/strength/tie_strengths.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("strengths are chances inside their intervals, sorted by pair", "[strength]")
{
    const auto network = test::network_of(30, test::office_log(30, 1));
    const auto strengths = tie_strengths(network, {.horizon_days = 30});
    REQUIRE(strengths.tie_count() > 100);
    for (std::size_t tie = 0; tie < strengths.tie_count(); ++tie) {
        const auto& [person, alter, strength, low, high, evidence_count, forward, backward, blocks, facts,
                     contributions] = strengths[tie];
        CHECK(person < alter);
        CHECK(0 < low);
        CHECK(low < strength);
        CHECK(strength < high);
        CHECK(high < 1);
        CHECK(forward <= strength);
        CHECK(backward <= strength);
        CHECK(evidence_count > 0);
        CHECK(blocks.communication >= 0);
        CHECK(blocks.communication <= 1);
        double log_odds_sum = strengths.setting().base;
        for (const double contribution : contributions) log_odds_sum += contribution;
        CHECK(log_odds_sum == Approx(log_odds(strength)).margin(1e-9));
        CHECK(strengths.find(alter, person) == tie);
        CHECK(strengths.graph().weight(person, alter) == strength);
    }
}

TEST_CASE("a tie that went silent is weaker than one that goes on", "[strength]")
{
    std::vector<test::Event> events = test::office_log(30, 1);
    std::erase_if(events, [](const test::Event& event) {
        return std::max(event.from, event.to) == 17 || std::max(event.from, event.to) == 18;
    });
    for (Time at = 0; at < 360; at += 5) {
        events.push_back({0, 17, at * day});
        events.push_back({17, 0, (at + 1) * day});
        if (at >= 100) continue;
        events.push_back({1, 18, at * day});
        events.push_back({18, 1, (at + 1) * day});
    }
    for (const bool refine : {false, true}) {
        const auto strengths = tie_strengths(test::network_of(30, events), {.horizon_days = 30, .refine = refine});
        CHECK(strengths[*strengths.find(0, 17)].strength > strengths[*strengths.find(1, 18)].strength + 0.2);
    }
}

TEST_CASE("even turns are reciprocal, a monologue is not", "[strength]")
{
    std::vector<test::Event> events = test::office_log(10, 1);
    for (Time at = 0; at < 40; ++at) events.push_back({0, 9, (200 + at) * day});
    const auto strengths = tie_strengths(test::network_of(10, events), {.at = 240 * day, .refine = false});
    REQUIRE(strengths.setting().directed);
    const auto& monologue = strengths[*strengths.find(0, 9)];
    CHECK(monologue.blocks.reciprocity < 0.3);
    CHECK(monologue.forward > monologue.backward);
}

TEST_CASE("reciprocity starts at a half and nears 1 with even turns", "[strength]")
{
    // Before any contact x ~ Beta(1, 1) and E|x - 1/2| = 1/4: 1/2. One contact seen just now, fading hardly at all:
    // x ~ Beta(2, 1), E|x - 1/2| = 1/4 again. Many even turns: near 1.
    std::vector<test::Event> few = test::office_log(10, 3);
    few.push_back({0, 9, 360 * day});
    std::vector<test::Event> many = test::office_log(10, 3);
    for (Time turn = 0; turn < 400; ++turn)
        many.push_back({turn % 2 == 0 ? 0U : 9U, turn % 2 == 0 ? 9U : 0U, 360 * day + turn});
    const StrengthOptions options{.at = 360 * day + 400, .horizon_days = 90, .refine = false};
    const auto even = tie_strengths(test::network_of(10, many), options);
    CHECK(even[*even.find(0, 9)].blocks.reciprocity > 0.9);
}

TEST_CASE("the future is not looked at", "[strength]")
{
    auto events = test::office_log(20, 6);
    const auto whole = test::network_of(20, events);
    std::erase_if(events, [](const test::Event& event) { return event.time > 200 * day; });
    const auto past = test::network_of(20, events);
    const StrengthOptions options{.at = 200 * day, .horizon_days = 30};
    const auto a = tie_strengths(whole, options);
    const auto b = tie_strengths(past, options);
    REQUIRE(a.tie_count() == b.tie_count());
    for (std::size_t tie = 0; tie < a.tie_count(); ++tie) CHECK(a[tie].strength == b[tie].strength);
}

TEST_CASE("strengths have the same bytes for any number of threads", "[strength]")
{
    const auto network = test::network_of(60, test::office_log(60, 7));
    const auto one = tie_strengths(network, {.horizon_days = 30, .execution = {.threads = 1}});
    for (const int threads : {0, 2, 3, 4, 8}) {
        const auto other = tie_strengths(network, {.horizon_days = 30, .execution = {.threads = threads}});
        REQUIRE(other.tie_count() == one.tie_count());
        bool same = true;
        for (std::size_t tie = 0; tie < one.tie_count(); ++tie)
            same &= other[tie].strength == one[tie].strength && other[tie].low == one[tie].low &&
                    other[tie].forward == one[tie].forward;
        CHECK(same);
    }
}

TEST_CASE("renaming people changes nobody's strength", "[strength]")
{
    auto events = test::office_log(20, 9);
    const auto before = tie_strengths(test::network_of(20, events), {.horizon_days = 30});
    for (test::Event& event : events) {
        event.from = 19 - event.from;
        event.to = 19 - event.to;
    }
    const auto after = tie_strengths(test::network_of(20, events), {.horizon_days = 30});
    for (const TieStrength& tie : before.ties()) {
        const auto& renamed = after[*after.find(19 - tie.person, 19 - tie.alter)];
        CHECK(renamed.strength == Approx(tie.strength).epsilon(1e-6));
        CHECK(renamed.backward == Approx(tie.forward).epsilon(1e-6));
    }
}

TEST_CASE("an isolate added changes nobody's strength", "[strength]")
{
    const auto events = test::office_log(20, 9);
    const auto before = tie_strengths(test::network_of(20, events), {.horizon_days = 30});
    const auto after = tie_strengths(test::network_of(21, events), {.horizon_days = 30});
    REQUIRE(before.tie_count() == after.tie_count());
    for (std::size_t tie = 0; tie < before.tie_count(); ++tie) CHECK(before[tie].strength == after[tie].strength);
}

TEST_CASE("a declared relationship without contact is a tie, weak in a network that has a log", "[strength]")
{
    auto records = test::network_of(10, test::office_log(10, 1)).records();
    const auto& keys = records.people.key.keys;
    records.relationships.from = KeyColumn({0, 1, 2}, keys);
    records.relationships.to = KeyColumn({9, 8, 7}, keys);
    records.relationships.type = WordColumn(std::vector<std::string>{"peer", "mentor", "contact"});
    records.relationships.since = {no_time, 500 * day, 0};
    records.relationships.until = {no_time, no_time, 100 * day};
    const Network network(std::move(records));
    const Network log_only = test::network_of(10, test::office_log(10, 1));
    const auto strengths = tie_strengths(network, {.horizon_days = 30});
    const auto met = tie_strengths(log_only, {.horizon_days = 30});
    const auto silent = strengths.find(0, 9);
    if (met.find(0, 9)) return;  // they met in this log: nothing to check
    REQUIRE(silent);
    CHECK(strengths[*silent].evidence == 0);
    CHECK(std::isnan(strengths[*silent].blocks.communication));
    CHECK(strengths.find(1, 8).has_value() == met.find(1, 8).has_value());  // not begun yet
    CHECK(strengths.find(2, 7).has_value() == met.find(2, 7).has_value());  // ended
}

TEST_CASE("a network of declared relationships alone has strengths with wide intervals", "[strength]")
{
    NetworkRecords records;
    records.relationships.from = KeyColumn(Keys(std::vector<std::string>{"Ada", "Ada", "Ben"}));
    records.relationships.to = KeyColumn(Keys(std::vector<std::string>{"Ben", "Cy", "Cy"}));
    records.relationships.type = WordColumn(std::vector<std::string>{"peer", "mentor", "contact"});
    const auto strengths = tie_strengths(Network(std::move(records)));
    REQUIRE(strengths.tie_count() == 3);
    for (const TieStrength& tie : strengths.ties()) {
        CHECK(std::isfinite(tie.strength));
        CHECK(tie.high - tie.low > 0.5);
        CHECK(std::isnan(tie.blocks.reciprocity));
    }
}

TEST_CASE("without a log, more recorded contact is a stronger tie, and none is no tie to others", "[strength]")
{
    const auto network = [](std::vector<double> weights) {
        NetworkRecords records;
        const Keys keys(std::vector<std::string>{"Ada", "Ben", "Cy", "Dee", "Eve"});
        records.people.key = KeyColumn(keys);
        records.relationships.from = KeyColumn({0, 0, 2, 3}, keys);
        records.relationships.to = KeyColumn({1, 2, 3, 4}, keys);
        records.relationships.type = WordColumn(std::vector<std::string>(4, "peer"));
        records.relationships.weight = std::move(weights);
        return Network(std::move(records));
    };
    const auto even = tie_strengths(network({5, 5, 5, 0}));
    const auto more = tie_strengths(network({50, 5, 5, 0}));
    CHECK(more[*more.find(0, 1)].strength > even[*even.find(0, 1)].strength + 0.05);
    // Dee and Eve have never been in contact: their pair has a strength, but Dee's circle is Cy alone.
    REQUIRE(even.tie_count() == 4);
    CHECK(even[*even.find(3, 4)].strength < even[*even.find(2, 3)].strength);
    CHECK(even.setting().model == shipped_undated_model().origin);
    CHECK_FALSE(even.setting().directed);
}

TEST_CASE("nobody, one person, and no events: empty answers", "[strength]")
{
    CHECK(tie_strengths(Network()).tie_count() == 0);
    CHECK(tie_strengths(test::network_of(1, {})).tie_count() == 0);
    const auto strangers = tie_strengths(test::network_of(5, {}));
    CHECK(strangers.tie_count() == 0);
    CHECK(strangers.size() == 5);
    CHECK_FALSE(strangers.find(0, 1));
}

TEST_CASE("a horizon that is no length of time is refused", "[strength]")
{
    const auto network = test::network_of(2, {{0, 1, 5}});
    for (const double horizon : {0.0, -1.0, not_a_number, std::numeric_limits<double>::infinity()})
        CHECK_THROWS_AS(tie_strengths(network, {.horizon_days = horizon}), InvalidOption);
    CHECK(tie_strengths(network, {.horizon_days = 1e-6}).tie_count() == 1);
    CHECK(tie_strengths(network, {.horizon_days = 1e6}).tie_count() == 1);
}
