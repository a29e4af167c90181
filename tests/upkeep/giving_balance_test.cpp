#include "support/records.hpp"

#include <tertius/upkeep/giving_balance.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace tertius;
using Catch::Approx;
using test::Records;

namespace {

Records circle()
{
    Records records;
    for (const char* name : {"Ada", "Ben", "Cleo", "Dev"}) records.person({.key = name});
    return records;
}

GivingBalance balance_of(const Records& records, PersonId ego)
{
    const auto network = records.network();
    return giving_balance(network, tie_courses(network, ego));
}

}  // namespace

TEST_CASE("gifts and introductions count by what they are worth", "[giving_balance]")
{
    auto records = circle();
    // Ada gives 2 and 1, and introduces Ben to Cleo, worth 1 to each; Ben gives 1; Dev introduces her to Ben, worth 1.
    records.gift("Ada", "Ben", 0, "work", 2).gift("Ada", "Cleo", 0).gift("Ben", "Ada", 0);
    records.introduction("Ada", "Ben", "Cleo", 0).introduction("Dev", "Ada", "Ben", 0);
    const auto balance = balance_of(records, 0);
    CHECK(balance.given == Approx(5));
    CHECK(balance.received == Approx(2));
    CHECK(balance.share.value == Approx(6. / 9));
    CHECK(balance.share.low() < 6. / 9);
    CHECK(balance.share.high() > 6. / 9);
    CHECK(balance.normal == Approx(.5));  // nobody is tied to her
}

TEST_CASE("a mentor who gives most is even, and so is the mentee", "[giving_balance]")
{
    auto records = circle();
    records.relationship("Ada", "Ben", "mentor");
    for (int gift = 0; gift < 8; ++gift) records.gift("Ada", "Ben", gift, "advice");
    for (int gift = 0; gift < 2; ++gift) records.gift("Ben", "Ada", gift);
    // The network's own mentor gives 8 of 10, as the prior says: .8 stays normal.
    const auto of_mentor = balance_of(records, 0);
    CHECK(of_mentor.normal == Approx(.8));
    CHECK(of_mentor.share.value == Approx(9. / 12));
    const auto of_mentee = balance_of(records, 1);
    CHECK(of_mentee.normal == Approx(.2));
    CHECK(of_mentee.share.value == Approx(3. / 12));
    CHECK(of_mentee.given == of_mentor.received);
}

TEST_CASE("what is normal is weighed by what passed with each", "[giving_balance]")
{
    auto records = circle();
    records.relationship("Ada", "Cleo", "peer").relationship("Ada", "Ben", "advisor");
    for (int gift = 0; gift < 3; ++gift) records.gift("Ada", "Cleo", 0);
    records.gift("Ben", "Ada", 0);
    // Ben as the advised gave all: the norm is (10 * .85 + 0) / 11. Three of four gifts passed with a peer.
    CHECK(balance_of(records, 0).normal == Approx((3 * .5 + 8.5 / 11) / 4));
}

TEST_CASE("old gifts count less, and later ones not at all", "[giving_balance]")
{
    constexpr Time day = 86'400;
    auto records = circle();
    records.gift("Ada", "Ben", 0).gift("Ben", "Ada", 1826 * day).gift("Ben", "Ada", 4000 * day);
    const auto network = records.network();
    const auto balance = giving_balance(network, tie_courses(network, 0, {.at = 1826 * day}));
    CHECK(balance.given == Approx(.5));
    CHECK(balance.received == Approx(1));
}

TEST_CASE("without a gift on record nothing is said about giving", "[giving_balance]")
{
    const auto network = circle().network();
    const auto balance = giving_balance(network, tie_courses(network, 0));
    CHECK(std::isnan(balance.share.value));
    CHECK(std::isnan(balance.normal));
    CHECK(balance.given == 0);
    CHECK_THROWS_AS(giving_balance(network, {.ego = 4}), UnknownPerson);
}
