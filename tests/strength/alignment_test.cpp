#include <tertius/graph/random.hpp>
#include <tertius/strength/alignment.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

/// Ten people with the skill "mail"; Ada and Ben also fly gliders.
test::Records gliders()
{
    test::Records records;
    records.person({.key = "Ada", .skills = {"mail", "gliders"}}).person({.key = "Ben", .skills = {"mail", "gliders"}});
    for (int other = 0; other < 8; ++other) {
        std::vector<std::string> skills{"mail"};
        if (other < 4) skills.emplace_back("excel");
        records.person({.key = "p" + std::to_string(other), .skills = skills});
    }
    return records;
}

Belief between(const Network& network, const std::string& a, const std::string& b)
{
    return AlignmentReader(network, 0).between(network.person(a), network.person(b));
}

}  // namespace

TEST_CASE("a rare skill in common tells more than a common one, and one that all have tells nothing", "[strength]")
{
    const Network network = gliders().network();
    const double rare = between(network, "Ada", "Ben").value;
    const double common = between(network, "p0", "p1").value;
    const double none = between(network, "p4", "p5").value;
    CHECK(rare > common);
    CHECK(common > .5);
    CHECK(none < .5);
    CHECK(between(network, "Ben", "Ada").value == rare);
}

TEST_CASE("the value is the formula's", "[strength]")
{
    const Network network = gliders().network();
    // rarity: mail ln 1 = 0, gliders ln 5, excel ln 2.5. Ada and Ben: S = ln 5 / 2. Pairs with excel: 6 of 45, each
    // ln 2.5 / 2. So chance = (ln 5 / 2 + 6 ln 2.5 / 2) / 45.
    const double common = std::log(5) / 2;
    const double chance = (common + 6 * std::log(2.5) / 2) / 45;
    CHECK(between(network, "Ada", "Ben").value == Approx((2 * common + chance) / (2 * (common + chance) + 2 * chance)));
    CHECK(between(network, "Ada", "Ben").evidence == 2);
}

TEST_CASE("with skills dealt at random nobody is above chance on average", "[strength]")
{
    Random random(5);
    test::Records records;
    for (int person = 0; person < 60; ++person) {
        std::vector<std::string> skills;
        for (int skill = 0; skill < 12; ++skill)
            if (random.unit() < .4) skills.push_back("s" + std::to_string(skill));
        if (skills.empty()) skills.emplace_back("s0");
        records.person({.key = std::to_string(person), .skills = skills});
    }
    const Network network = records.network();
    const AlignmentReader reader(network, 0);
    double sum = 0;
    for (PersonId a = 0; a < 60; ++a)
        for (PersonId b = 0; b < a; ++b) sum += reader.between(a, b).value;
    CHECK(sum / (60 * 59 / 2.0) == Approx(.5).margin(.05));
}

TEST_CASE("a thread of three is a joint project, one of two is not, nor is one that comes later", "[strength]")
{
    test::Records records;
    for (const char* other : {"Ben", "Cem"}) records.interaction("Ada", other, 10 * day, "", "", "launch");
    records.interaction("Ada", "Ben", 11 * day, "", "", "lunch");
    for (const char* other : {"Eve", "Fay"}) records.interaction("Dan", other, 50 * day, "", "", "audit");
    const Network network = records.network();
    const AlignmentReader early(network, 20 * day);
    const PersonId ben = network.person("Ben");
    CHECK(early.shared(network.person("Ada"), ben) == std::vector<std::string>{"1 joint project"});
    CHECK(early.shared(network.person("Dan"), network.person("Eve")).empty());
    const AlignmentReader late(network, 60 * day);
    CHECK(late.between(ben, network.person("Cem")).value > .5);
    CHECK(late.between(ben, network.person("Eve")).value < .5);
}

TEST_CASE("what both have is told rarest first", "[strength]")
{
    test::Records records = gliders();
    records.person({.key = "Zoe", .organisation = "Acme", .skills = {"excel", "gliders"}});
    records.person({.key = "Yan", .organisation = "Acme", .skills = {"excel", "gliders"}});
    const Network network = records.network();
    CHECK(AlignmentReader(network, 0).shared(network.person("Zoe"), network.person("Yan")) ==
          std::vector<std::string>{"the organisation Acme", "the skill gliders", "the skill excel"});
}

TEST_CASE("of whom nothing is recorded, nothing is said", "[strength]")
{
    test::Records records = gliders();
    records.person({.key = "Zoe"});
    const Network network = records.network();
    CHECK_FALSE(between(network, "Zoe", "Ada").scored());
    const Network all_alike =
        test::Records().person({.key = "Ada", .skills = {"mail"}}).person({.key = "Ben", .skills = {"mail"}}).network();
    CHECK_FALSE(between(all_alike, "Ada", "Ben").scored());
}
