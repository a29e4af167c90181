#include <tertius/strength/trust.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

constexpr TrustOptions never_forgets{.half_life_days = std::numeric_limits<double>::infinity()};

/// Ada promises Ben something every ten days, due five days later; the first `kept` are done in time, the rest late.
test::Records promises(int kept, int broken)
{
    test::Records records;
    for (int place = 0; place < kept + broken; ++place) {
        const Time made = 10 * day * place;
        records.promise("Ada", "Ben", made, made + 5 * day, made + (place < kept ? 4 : 6) * day);
    }
    return records;
}

Trustworthiness ada_to_ben(const test::Records& records, Time at, const TrustOptions& options = never_forgets)
{
    const Network network = records.network();
    return TrustReader(network, at, options).shown(network.person("Ada"), network.person("Ben"));
}

}  // namespace

TEST_CASE("eight promises of eight kept earn .9, five of eight .6", "[strength]")
{
    CHECK(ada_to_ben(promises(8, 0), 500 * day).integrity.value == Approx(9.0 / 10));
    CHECK(ada_to_ben(promises(5, 3), 500 * day).integrity.value == Approx(6.0 / 10));
}

TEST_CASE("a promise more kept raises trust, one more broken lowers it", "[strength]")
{
    for (const int kept : {0, 1, 5})
        for (const int broken : {0, 1, 5}) {
            if (kept + broken == 0) continue;
            const double now = ada_to_ben(promises(kept, broken), 500 * day).integrity.value;
            CHECK(ada_to_ben(promises(kept + 1, broken), 500 * day).integrity.value > now);
            CHECK(ada_to_ben(promises(kept, broken + 1), 500 * day).integrity.value < now);
        }
}

TEST_CASE("what is promised and neither due nor done says nothing yet", "[strength]")
{
    test::Records records;
    records.promise("Ada", "Ben", 0, 100 * day);
    CHECK_FALSE(ada_to_ben(records, 50 * day).integrity.scored());
    CHECK(ada_to_ben(records, 101 * day).integrity.value == Approx(1.0 / 3));
}

TEST_CASE("a promise done after the moment looked at is not done yet", "[strength]")
{
    test::Records records;
    records.promise("Ada", "Ben", 0, 10 * day, 8 * day);
    CHECK_FALSE(ada_to_ben(records, 5 * day).integrity.scored());
    CHECK(ada_to_ben(records, 8 * day).integrity.value == Approx(2.0 / 3));
}

TEST_CASE("old failures are forgiven by half each half-life", "[strength]")
{
    test::Records records;
    records.promise("Ada", "Ben", 0, 10 * day);  // broken at day 10
    // One half-life after: Beta(1, 1 + 1/2), mean 1 / 2.5.
    CHECK(ada_to_ben(records, 110 * day, {.half_life_days = 100}).integrity.value == Approx(1 / 2.5));
}

TEST_CASE("ability is the quality of what was delivered, drawn to a half", "[strength]")
{
    test::Records records;
    records.promise("Ada", "Ben", 0, 10 * day, 9 * day, .9).promise("Ada", "Ben", 20 * day, 30 * day, 29 * day, 1);
    CHECK(ada_to_ben(records, 40 * day).ability.value == Approx((1.9 + .5) / 3));
}

TEST_CASE("a gift that was asked for, promised or owed is no free gift", "[strength]")
{
    test::Records records;
    records.gift("Ada", "Ben", 100 * day);                                                  // free
    records.interaction("Ben", "Ada", 195 * day, "request").gift("Ada", "Ben", 200 * day);  // asked for
    records.promise("Ada", "Ben", 290 * day, 300 * day, 300 * day).gift("Ada", "Ben", 300 * day);
    records.gift("Ben", "Ada", 390 * day).gift("Ada", "Ben", 400 * day);  // a return
    CHECK(ada_to_ben(records, 500 * day).benevolence.value == Approx((1 + 1) / (1 + 3 + 2.0)));
}

TEST_CASE("the pair's trust is the geometric mean, and one side alone where the other promised nothing", "[strength]")
{
    test::Records records = promises(8, 0);
    const auto pair = [](const Network& network) {
        return TrustReader(network, 500 * day, never_forgets).between(network.person("Ada"), network.person("Ben"));
    };
    CHECK(pair(records.network()).pair.value == Approx(.9));
    CHECK_FALSE(pair(records.network()).backward.scored());
    records.promise("Ben", "Ada", 0, 10 * day);  // broken: 1/3
    CHECK(pair(records.network()).pair.value == Approx(std::sqrt(.9 / 3)));
}

TEST_CASE("a conversation speaks of trust when both take turns", "[strength]")
{
    CHECK(conversation_trust(10, 10).value == Approx(20.0 / 21));  // one bit a turn
    CHECK(conversation_trust(20, 0).value == 0);
    CHECK(conversation_trust(2, 8).value < conversation_trust(5, 5).value);
    CHECK_FALSE(conversation_trust(0, 0).scored());
}

TEST_CASE("trust refuses a half-life that is not positive", "[strength]")
{
    const Network network = promises(1, 0).network();
    CHECK_THROWS_AS(TrustReader(network, 0, {.half_life_days = 0}), InvalidOption);
    CHECK_THROWS_AS(TrustReader(network, 0, {.favour_days = -1}), InvalidOption);
}
