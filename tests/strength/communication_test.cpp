#include <tertius/strength/communication.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <vector>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

constexpr Time hour = 3600;

/// Ben answers Ada after an hour, Cem after two days, each of ten times; Dan never.
std::vector<test::Event> answers(Time unit)
{
    constexpr PersonId ada = 0, ben = 1, cem = 2, dan = 3;
    std::vector<test::Event> events;
    for (int round = 0; round < 10; ++round) {
        const Time start = 10 * day * round;
        events.push_back({ada, ben, start});
        events.push_back({ben, ada, start + unit});
        events.push_back({cem, ben, start + 60});
        events.push_back({ben, cem, start + 48 * unit});
        events.push_back({dan, ben, start + 120});
    }
    return events;
}

Communication between(const Network& network, PersonId low, PersonId high, Time at = 200 * day)
{
    const auto histories = tie_histories(contacts(network.interactions()), at);
    const CommunicationReader reader({network.size(), histories, 0, at, 30.0 * day, true}, &network);
    for (const HistoryOfPair& pair : histories)
        if (pair.low == low && pair.high == high) return reader.between(pair);
    FAIL("no such tie");
    return {};
}

}  // namespace

TEST_CASE("who answers one sooner than others is quick to that one", "[strength]")
{
    const Network network = test::network_of(4, answers(hour));
    const Communication ada = between(network, 0, 1);
    const Communication cem = between(network, 1, 2);
    const Communication dan = between(network, 1, 3);
    // Ten of ten answered: Beta(11, 1).
    CHECK(ada.backward.answering.value == Approx(11.0 / 12));
    CHECK(dan.forward.answering.value == Approx(1.0 / 12));
    CHECK_FALSE(dan.forward.quickness.scored());
    // Mean logs of an hour and of 48, each with a minute: Ben's usual is half way.
    const double here = std::log(3660);
    const double usual = (std::log(3660) + std::log(48 * 3600 - 60 + 60)) / 2;
    CHECK(ada.backward.quickness.value == Approx(std::erfc(-(usual - here) / 2 * 10 / 12 / std::sqrt(2)) / 2));
    CHECK(cem.forward.quickness.value == Approx(1 - ada.backward.quickness.value).epsilon(1e-6));
    CHECK(ada.backward.delay == Approx(3660));
}

TEST_CASE("attention compares with what else is answered", "[strength]")
{
    const Network network = test::network_of(4, answers(hour));
    // Ben answered 20 of 30 turns: odds 21/11. Ada's 10 of 10: 11/1. Dan's 0 of 10: 1/11.
    CHECK(between(network, 0, 1).backward.attention.value == Approx(11 / (11 + 21.0 / 11)));
    CHECK(between(network, 1, 3).forward.attention.value == Approx((1 / 11.0) / (1 / 11.0 + 21.0 / 11)));
}

TEST_CASE("a person all of whose answers take three times as long is as quick as before", "[strength]")
{
    const Communication swift = between(test::network_of(4, answers(hour)), 0, 1);
    const Communication slow = between(test::network_of(4, answers(3 * hour)), 0, 1);
    CHECK(slow.backward.quickness.value == Approx(swift.backward.quickness.value).epsilon(.01));  // the added minute
    CHECK(slow.backward.delay > 2.9 * swift.backward.delay);
}

TEST_CASE("turns taken alike are balanced, a monologue is not", "[strength]")
{
    const Network network = test::network_of(4, answers(hour));
    CHECK(between(network, 0, 1).balance.value == Approx(20.0 / 22));  // one bit, twenty turns
    CHECK(between(network, 1, 3).balance.value == 0);
}

TEST_CASE("breadth is the effective number of channels, of five", "[strength]")
{
    test::Records records;
    for (int contact = 0; contact < 8; ++contact)
        records.interaction("Ada", "Ben", contact * day, "", contact % 2 == 0 ? "mail" : "call");
    records.interaction("Ada", "Cem", 0, "", "mail");
    const Network network = records.network();
    CHECK(between(network, 0, 1).breadth.value == Approx(2.0 / 5));
    CHECK(between(network, 0, 2).breadth.value == Approx(1.0 / 5));
}

TEST_CASE("the pace is the chance of a session, and all that encounters show", "[strength]")
{
    const Network network = test::network_of(2, {{0, 1, 0}, {0, 1, 100 * day}});
    const auto histories = tie_histories(contacts(network.interactions()), 100 * day);
    const CommunicationReader reader({2, histories, 0, 100 * day, 100.0 * day, false}, nullptr);
    const Communication talk = reader.between(histories[0]);
    // Sessions at 0 and now: 1/2 + 1, but for the interpolation between rungs of the ladder.
    CHECK(talk.pace.value == Approx(1 - std::exp2(-1.5)).epsilon(.05));
    CHECK_FALSE(talk.balance.scored());
    CHECK_FALSE(talk.forward.value().scored());
    CHECK(talk.block().pair.value == talk.pace.value);
}
