#include "support/networks.hpp"
#include "support/professional_networks.hpp"

#include <tertius/introductions/acceptance.hpp>
#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/benefit.hpp>
#include <tertius/introductions/new_tie_survival.hpp>
#include <tertius/introductions/shared_contacts.hpp>
#include <tertius/introductions/suggest_introductions.hpp>
#include <tertius/network/visible_records.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <stop_token>
#include <string>

using namespace tertius;
using Catch::Matchers::WithinRel;

namespace {

constexpr PersonId ola = 0;
constexpr PersonId ada = 1;
constexpr PersonId ben = 2;
constexpr PersonId cem = 3;

std::vector<std::pair<PersonId, PersonId>> pairs(const std::vector<IntroductionSuggestion>& rows)
{
    std::vector<std::pair<PersonId, PersonId>> pairs;
    for (const auto& row : rows) pairs.emplace_back(row.a, row.b);
    return pairs;
}

using Pair = std::pair<PersonId, PersonId>;
using Pairs = std::vector<Pair>;

/// "p7".
std::string numbered(std::string word, std::uint64_t number)
{
    return word.append(std::to_string(number));
}

/// A network of as many people, of whom some have goals, needs, offers and a department.
Network random_people(PersonId size, std::uint64_t seed)
{
    Random random(seed);
    const auto some = [&](const char* kind, std::uint64_t words) {
        test::TagLists rows(size);
        for (auto& row : rows)
            for (std::uint64_t count = random.below(4); count > 0; --count)
                row.push_back(numbered(kind, random.below(words)));
        return TagColumn(rows);
    };
    test::Words names;
    test::Words departments;
    for (PersonId person = 0; person < size; ++person) {
        names.push_back(numbered("p", person));
        departments.push_back(random.below(3) == 0 ? "" : numbered("d", random.below(4)));
    }
    auto records = test::people_named(names);
    records.people.goals = some("g", 8);
    records.people.needs = some("n", 6);
    records.people.offers = some("n", 6);
    records.people.department = WordColumn(departments);
    return Network(std::move(records));
}

TieStrengths strengths_of(const TieGraph<double>& graph)
{
    std::vector<TieStrength> ties;
    for (const auto& tie : graph.ties())
        ties.push_back({.person = tie.source, .alter = tie.target, .strength = tie.weight});
    return {graph.size(), std::move(ties)};
}

}  // namespace

TEST_CASE("Ola's best introduction is the one from which both gain", "[introductions][suggest_introductions]")
{
    // Ada and Ben: benefits derived in benefit_test.cpp. Ola's ties to them are .8 and .6, whose odds are 4 and 1.5;
    // Ben meets half of what Ada needs. They know each other already by .8 * .6 / 2 = .24. Nothing is known of new
    // ties here: they last by the prior, .4.
    const Network network(test::olas_circle());
    const auto rows = suggest_introductions(network, test::olas_strengths(), ola);
    REQUIRE(pairs(rows) == Pairs{{ada, ben}, {ben, cem}});
    const auto& best = rows[0];
    const double benefit_a = 0.4 * 0.5 + 0.2 * 0.25 + 0.3 * 0.5 / 1.8 + 0.1;
    const double benefit_b = (0.2 * 0.25 + 0.3 * 0.5 / 1.6 + 0.1) / 0.6;
    const double accept_a = 1 / (1 + std::exp(0.3 - 0.6 * std::log(4) - 1.2 * 0.5 - 0.6 * 0.5 / 1.8));
    const double accept_b = 1 / (1 + std::exp(0.3 - 0.6 * std::log(1.5) - 0.6 * 0.5 / 1.6));
    CHECK(best.broker == ola);
    CHECK_THAT(best.benefit_a, WithinRel(benefit_a));
    CHECK_THAT(best.benefit_b, WithinRel(benefit_b));
    CHECK_THAT(best.accept_a, WithinRel(accept_a, 1e-12));
    CHECK_THAT(best.accept_b, WithinRel(accept_b, 1e-12));
    CHECK_THAT(best.both_accept, WithinRel(accept_a * accept_b, 1e-12));
    CHECK_THAT(best.chance_known, WithinRel(0.24));
    CHECK_THAT(best.lasts, WithinRel(0.4));
    const double harmonic = 2 / (1 / benefit_a + 1 / benefit_b);
    CHECK_THAT(best.score, WithinRel(std::sqrt(0.48) * harmonic * accept_a * accept_b * 0.76 * 0.4, 1e-11));
    CHECK(best.reasons_a.front() == "Ben can help with what you need: investment");
    CHECK(best.reasons_b.front() == "Ada works at Acme, you at Initech");
}

TEST_CASE("people whom any record joins need no introduction", "[introductions][suggest_introductions]")
{
    using test::Words;
    const KeyColumn one(Keys(Words{"Ben"}));
    const KeyColumn other(Keys(Words{"Ada"}));
    auto records = test::olas_circle();
    SECTION("a declared relationship")
    {
        records.relationships = {one, other, WordColumn(Words{"peer"}), {}, {}, {}};
    }
    SECTION("an interaction")
    {
        records.interactions.from = one;
        records.interactions.to = other;
        records.interactions.time = {1000};
    }
    SECTION("an earlier introduction")
    {
        records.introductions.broker = KeyColumn(Keys(Words{"Cem"}));
        records.introductions.a = one;
        records.introductions.b = other;
        records.introductions.time = {1000};
    }
    const Network network(records);
    CHECK(pairs(suggest_introductions(network, test::olas_strengths(), ola)) == Pairs{{ben, cem}});
}

TEST_CASE("who was asked for an introduction knows of it, and other brokers do not",
          "[introductions][suggest_introductions]")
{
    using test::Words;
    auto records = test::olas_circle();
    records.introductions.a = KeyColumn(Keys(Words{"Ben"}));
    records.introductions.b = KeyColumn(Keys(Words{"Ada"}));
    records.introductions.time = {1000};
    records.introductions.outcome = WordColumn(Words{GENERATE("proposed", "declined")});
    records.introductions.broker = KeyColumn(Keys(Words{"Ola"}));
    CHECK(pairs(suggest_introductions(Network(records), test::olas_strengths(), ola)) == Pairs{{ben, cem}});
    records.introductions.broker = KeyColumn(Keys(Words{"Cem"}));
    CHECK(pairs(suggest_introductions(Network(records), test::olas_strengths(), ola)) == Pairs{{ada, ben}, {ben, cem}});
}

TEST_CASE("a one-sided favour is no introduction", "[introductions][suggest_introductions]")
{
    // Ben knows Ola alone, so that Ada, who knows Cem too, gains nothing from him.
    const Network network(test::people_named({"Ola", "Ada", "Ben", "Cem"}));
    const auto strengths = test::strengths(4, {{0, 1, 0.8}, {0, 2, 0.6}, {1, 3, 0.5}});
    CHECK(suggest_introductions(network, strengths, ola).empty());
}

TEST_CASE("suggestions are the best of all open triads", "[introductions][suggest_introductions]")
{
    const auto seed = GENERATE(range(0U, 8U));
    const Network network = random_people(40, seed);
    const auto strengths = strengths_of(test::random_network<double>(40, 0.25, seed, true));
    const auto& graph = strengths.graph();
    const Benefits benefits(network, graph);
    const Acquaintance acquaintance(network, graph);
    const Acceptance acceptance(network, 0);
    const NewTieSurvival survival(strengths);
    for (PersonId broker = 0; broker < 40; broker += 9) {
        std::vector<IntroductionSuggestion> expected;
        for (PersonId a = 0; a < 40; ++a)
            for (PersonId b = a + 1; b < 40; ++b) {
                if (!graph.has_tie(broker, a) || !graph.has_tie(broker, b) || graph.has_tie(a, b)) continue;
                const auto [to_a, to_b] = benefits.of(a, b);
                const double s_a = graph.weight(broker, a);
                const double s_b = graph.weight(broker, b);
                const double mean = to_a.value() + to_b.value() > 0
                                        ? 2 * to_a.value() * to_b.value() / (to_a.value() + to_b.value())
                                        : 0;
                const double score = std::sqrt(s_a * s_b) * mean * acceptance.chance(a, b, s_a, to_a) *
                                     acceptance.chance(b, a, s_b, to_b) * (1 - acquaintance.chance(a, b)) *
                                     survival.chance(shared_contacts(graph, a, b).count);
                if (score > 0) expected.push_back({broker, a, b, score, to_a.value(), to_b.value()});
            }
        std::ranges::sort(expected, std::greater{}, &IntroductionSuggestion::score);
        expected.resize(std::min<std::size_t>(expected.size(), 7));
        const auto rows = suggest_introductions(network, strengths, broker, {.limit = 7});
        REQUIRE(pairs(rows) == pairs(expected));
        for (std::size_t place = 0; place < rows.size(); ++place) {
            CHECK_THAT(rows[place].score, WithinRel(expected[place].score, 1e-11));
            CHECK_THAT(rows[place].benefit_a, WithinRel(expected[place].benefit_a));
            CHECK_FALSE(rows[place].reasons_a.empty());
            CHECK_FALSE(rows[place].reasons_b.empty());
        }
    }
}

TEST_CASE("the same suggestions for any number of threads", "[introductions][suggest_introductions]")
{
    const Network network = random_people(120, 3);
    const auto strengths = strengths_of(test::random_network<double>(120, 0.3, 3, true));
    const auto expected = suggest_introductions(network, strengths, 5, {.limit = 50, .execution = {.threads = 1}});
    const auto rows = suggest_introductions(network, strengths, 5, {.limit = 50, .execution = {.threads = 4}});
    REQUIRE(pairs(rows) == pairs(expected));
    CHECK(std::ranges::equal(rows, expected, {}, &IntroductionSuggestion::score, &IntroductionSuggestion::score));
}

TEST_CASE("of very many contacts only the strongest are paired", "[introductions][suggest_introductions]")
{
    // 3,000 strangers around person 0; the last four have the strongest ties, each knows one more person.
    constexpr PersonId strangers = 3000;
    test::Words names;
    std::vector<TieStrength> ties;
    for (PersonId person = 0; person <= 2 * strangers; ++person) names.push_back(std::to_string(person));
    for (PersonId person = 1; person <= strangers; ++person)
        ties.push_back({.person = 0, .alter = person, .strength = person > strangers - 4 ? 0.9 : 0.5});
    for (PersonId person = 1; person <= strangers; ++person)
        ties.push_back({.person = person, .alter = person + strangers, .strength = 0.5});
    const Network network(test::people_named(names));
    const TieStrengths strengths(2 * strangers + 1, ties);
    const auto rows = suggest_introductions(network, strengths, 0, {.limit = 100, .consider = 4});
    REQUIRE(rows.size() == 6);
    CHECK(rows.front().a == strangers - 3);
    CHECK(rows.front().b == strangers - 2);
    CHECK(rows.back().b == strangers);
    CHECK(suggest_introductions(network, strengths, 0).size() == 10);
}

TEST_CASE("clusters, where given, make other circles a gain", "[introductions][suggest_introductions]")
{
    const Network network(test::people_named({"Ola", "Ada", "Ben", "Cem", "Dee"}));
    const std::vector<std::uint32_t> labels{0, 0, 1, 0, 1};
    const auto rows = suggest_introductions(network, test::olas_strengths(), ola, {.clusters = Partition(labels)});
    REQUIRE_FALSE(rows.empty());
    CHECK(std::ranges::count(rows[0].reasons_a, "Ben moves in other circles than you") == 1);
}

TEST_CASE("who knows nobody, one person or a clique can introduce nobody", "[introductions][suggest_introductions]")
{
    const Network network(test::people_named({"Ola", "Ada", "Ben"}));
    CHECK(suggest_introductions(network, test::strengths(3, {}), ola).empty());
    CHECK(suggest_introductions(network, test::strengths(3, {{0, 1, 1}}), ola).empty());
    CHECK(suggest_introductions(network, test::strengths(3, {{0, 1, 1}, {0, 2, 1}, {1, 2, 1}}), ola).empty());
}

TEST_CASE("questions that do not fit the network are refused", "[introductions][suggest_introductions]")
{
    const Network network(test::olas_circle());
    const auto strengths = test::olas_strengths();
    CHECK_THROWS_AS(suggest_introductions(network, strengths, 5), UnknownPerson);
    CHECK_THROWS_AS(suggest_introductions(network, test::strengths(4, {}), ola), InvalidInput);
    CHECK_THROWS_AS(suggest_introductions(network, strengths, ola, {.limit = 0}), InvalidOption);
    CHECK_THROWS_AS(suggest_introductions(network, strengths, ola, {.consider = 1}), InvalidOption);
    CHECK_THROWS_AS(suggest_introductions(network, strengths, ola, {.clusters = Partition::singletons(3)}),
                    InvalidInput);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(suggest_introductions(network, strengths, ola, {.execution = {.stop = stop.get_token()}}),
                    Cancelled);
}

namespace {

/// People who write to each other, make introductions and keep promises, or not, at random.
NetworkRecords random_story(std::uint64_t seed)
{
    NetworkRecords records = random_people(12, seed).records();
    Random random(seed);
    const auto pairs = [&](KeyColumn& one, KeyColumn& other, std::size_t rows) {
        one = other = KeyColumn({}, records.people.key.keys);
        for (std::size_t row = 0; row < rows; ++row) {
            one.codes.push_back(static_cast<std::uint32_t>(random.below(12)));
            other.codes.push_back(static_cast<std::uint32_t>((one.codes[row] + 1 + random.below(11)) % 12));
        }
    };
    const auto times = [&](std::size_t rows) {
        TimeColumn times(rows);
        for (Time& time : times) time = static_cast<Time>(random.below(1000)) * 86'400;
        return times;
    };
    pairs(records.interactions.from, records.interactions.to, 60);
    records.interactions.time = times(60);
    pairs(records.exchanges.giver, records.exchanges.receiver, 5);
    records.exchanges.time = times(5);
    return records;
}

/// The records without what passed between two people.
NetworkRecords without(NetworkRecords records, Pair pair)
{
    const auto drop = [&](auto& table, KeyColumn& one, KeyColumn& other) {
        for (std::size_t row = one.codes.size(); row-- > 0;) {
            if (std::minmax(one.codes[row], other.codes[row]) != std::minmax(pair.first, pair.second)) continue;
            for (KeyColumn* column : {&one, &other})
                column->codes.erase(column->codes.begin() + static_cast<std::ptrdiff_t>(row));
            table.time.erase(table.time.begin() + static_cast<std::ptrdiff_t>(row));
        }
    };
    drop(records.interactions, records.interactions.from, records.interactions.to);
    drop(records.exchanges, records.exchanges.giver, records.exchanges.receiver);
    return records;
}

/// All that is suggested to everybody, to the last bit, or how it failed.
std::string told(const Network& network)
{
    std::ostringstream text;
    text << std::hexfloat;
    const TieStrengths strengths = tie_strengths(network);
    for (PersonId broker = 0; broker < network.size(); ++broker)
        for (const auto& row : suggest_introductions(network, strengths, broker)) {
            text << row.broker << ' ' << row.a << ' ' << row.b << ' ' << row.score << ' ' << row.benefit_a << ' '
                 << row.benefit_b << ' ' << row.accept_a << ' ' << row.accept_b << ' ' << row.chance_known << ' '
                 << row.lasts << '\n';
            for (const auto* reasons : {&row.reasons_a, &row.reasons_b})
                for (const std::string& reason : *reasons) text << reason << '\n';
        }
    return text.str();
}

}  // namespace

TEST_CASE("no suggestion tells of a hidden tie, on 300 networks", "[introductions][suggest_introductions]")
{
    std::size_t would_tell = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const NetworkRecords records = random_story(seed);
        const Pair hidden = std::minmax(records.interactions.from.codes[0], records.interactions.to.codes[0]);
        const Network network(records);
        const Network seen = visible_records(network, [&](PersonId a, PersonId b) { return Pair(a, b) != hidden; });
        const std::string told_seen = told(seen);
        REQUIRE(told_seen == told(Network(without(records, hidden))));
        would_tell += told_seen != told(network) ? 1 : 0;
    }
    CHECK(would_tell > 250);  // the tie made a difference where it was seen
}
