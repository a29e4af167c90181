#include <tertius/strength/building_blocks.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

struct Read {
    BuildingBlocks blocks;
    RecordedEvidence evidence;
};

Read ada_and_ben(const test::Records& records, Time at = 400 * day)
{
    const Network network = records.network();
    const auto log = contacts(network.interactions());
    const auto histories = tie_histories(log, at);
    const EvidenceView view{network.size(), histories, 0, at, 90.0 * day, true};
    const BuildingBlocksReader reader(network, log, view);
    const auto [low, high] = std::minmax({network.person("Ada"), network.person("Ben")});
    for (const HistoryOfPair& pair : histories)
        if (pair.low == low && pair.high == high) return {reader.read(pair), reader.evidence(pair)};
    FAIL("the two are not tied");
    return {};
}

/// A conversation, and nothing else.
test::Records talk()
{
    test::Records records;
    for (int round = 0; round < 10; ++round)
        records.interaction("Ada", "Ben", 30 * day * round).interaction("Ben", "Ada", 30 * day * round + 3600);
    return records;
}

std::array<Belief, 18> beliefs(const BuildingBlocks& blocks)
{
    const auto& [trust, communication, respect, reciprocity, alignment, empathy] = blocks;
    return {trust.forward,        trust.backward,   trust.pair,        communication.forward, communication.backward,
            communication.pair,   respect.forward,  respect.backward,  respect.pair,          reciprocity.forward,
            reciprocity.backward, reciprocity.pair, alignment.forward, alignment.backward,    alignment.pair,
            empathy.forward,      empathy.backward, empathy.pair};
}

}  // namespace

TEST_CASE("what the records cannot show is unscored with a wide interval, never 0", "[strength]")
{
    const auto [blocks, evidence] = ada_and_ben(talk());
    CHECK(blocks.communication.pair.scored());
    CHECK(blocks.reciprocity.pair.scored());
    CHECK(blocks.trust.pair.scored());  // of the conversation
    for (const Belief* unknown : {&blocks.respect.pair, &blocks.alignment.pair, &blocks.empathy.pair}) {
        CHECK_FALSE(unknown->scored());
        CHECK(unknown->low() == 0);
        CHECK(unknown->high() == 1);
    }
    for (const double value : evidence) CHECK(std::isnan(value));
}

TEST_CASE("every belief lies between 0 and 1 and has a deviation", "[strength]")
{
    test::Records records = talk();
    records.promise("Ada", "Ben", 0, 10 * day, 9 * day, 1).gift("Ben", "Ada", 20 * day).milestone("Ben", 30 * day);
    records.interaction("Ada", "Ben", 31 * day, "thanks").interaction("Ben", "Ada", 50 * day, "no_show");
    records.person({.key = "Ada", .skills = {"x"}})
        .person({.key = "Ben", .skills = {"x"}})
        .person({.key = "C", .skills = {"y"}});
    const auto read = ada_and_ben(records);
    for (const Belief& belief : beliefs(read.blocks)) {
        if (!belief.scored()) continue;
        CHECK(belief.value >= 0);
        CHECK(belief.value <= 1);
        CHECK(belief.deviation >= 0);
        CHECK(belief.deviation < .5);
    }
}

TEST_CASE("a better block never lowers what it says for the strength", "[strength]")
{
    const auto trust = [](int kept) {
        test::Records records = talk();
        for (int promise = 0; promise < 6; ++promise)
            records.promise("Ada", "Ben", 10 * day * promise, 10 * day * promise + day,
                            10 * day * promise + (promise < kept ? 0 : 2) * day);
        return ada_and_ben(records).evidence[0];
    };
    for (int kept = 0; kept < 6; ++kept) CHECK(trust(kept + 1) > trust(kept));
}

TEST_CASE("gifts are judged by the declared type, from either side", "[strength]")
{
    test::Records records = talk();
    for (int gift = 0; gift < 10; ++gift)
        records.gift(gift < 8 ? "Ben" : "Ada", gift < 8 ? "Ada" : "Ben", 300 * day + gift * day);
    const double as_peers = ada_and_ben(records).blocks.reciprocity.pair.value;
    const double as_mentor =
        ada_and_ben(test::Records(records).relationship("Ben", "Ada", "mentor")).blocks.reciprocity.pair.value;
    const double as_mentee =
        ada_and_ben(test::Records(records).relationship("Ada", "Ben", "mentor")).blocks.reciprocity.pair.value;
    CHECK(as_mentor > as_peers);
    CHECK(as_mentee < as_peers);
}

TEST_CASE("a declared type tells whether a silence is long", "[strength]")
{
    const auto alive = [](const char* type) {
        return ada_and_ben(test::Records().interaction("Ada", "Ben", 300 * day).relationship("Ada", "Ben", type))
            .evidence.back();
    };
    CHECK(alive("advisor") > alive("mentor"));
    CHECK(alive("mentor") > alive("supervisor"));
}

TEST_CASE("with contacts alone the same is read as of a network that has nothing else", "[strength]")
{
    const Network network = talk().network();
    const auto log = contacts(network.interactions());
    const auto histories = tie_histories(log, 400 * day);
    const EvidenceView view{network.size(), histories, 0, 400 * day, 90.0 * day, true};
    const auto of_network = BuildingBlocksReader(network, log, view).read(histories[0]);
    const auto of_contacts = BuildingBlocksReader(view).read(histories[0]);
    CHECK(of_network.communication.pair.value == of_contacts.communication.pair.value);
    CHECK(of_network.reciprocity.pair.value == of_contacts.reciprocity.pair.value);
    CHECK(of_network.trust.pair.value == of_contacts.trust.pair.value);
}
