#include <tertius/strength/strengths_after_contact.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using test::network_of;

TEST_CASE("a supposed contact makes a tie as strong as the same contact on record", "[strength]")
{
    constexpr PersonId people = 25;
    constexpr Time at = 370 * day;
    for (const std::uint64_t seed : {1, 2}) {
        const auto log = test::office_log(people, seed);
        const Network network = network_of(people, log);
        const TieStrengths strengths = tie_strengths(network, {.at = at, .refine = false});
        for (const PersonId ego : {PersonId{0}, PersonId{12}}) {
            const auto after = strengths_after_contact(network, strengths, ego);
            CHECK(after.size() == strengths.graph().degree(ego));
            for (const auto& [tie, strength] : after) {
                const PersonId alter = strengths[tie].person == ego ? strengths[tie].alter : strengths[tie].person;
                auto longer = log;
                longer.push_back({ego, alter, at});
                const TieStrengths twin = tie_strengths(network_of(people, longer), {.at = at, .refine = false});
                CHECK(strength == Approx(twin[*twin.find(ego, alter)].strength).epsilon(1e-6));
            }
        }
    }
}

TEST_CASE("a supposed contact leaves nothing behind, so that each tie is asked for itself", "[strength]")
{
    const Network network = network_of(10, test::office_log(10, 5));
    const TieStrengths strengths = tie_strengths(network, {.refine = false});
    const auto once = strengths_after_contact(network, strengths, 3);
    const auto again = strengths_after_contact(network, strengths, 3, {.threads = 4});
    REQUIRE(once.size() == again.size());
    for (std::size_t place = 0; place < once.size(); ++place) CHECK(once[place].strength == again[place].strength);
}

TEST_CASE("only ties with a contact on record are asked about", "[strength]")
{
    const Network network = test::Records()
                                .relationship("Ada", "Ben", "peer")
                                .relationship("Ada", "Cem", "mentor")
                                .interaction("Ada", "Cem", 100)
                                .interaction("Cem", "Ada", 90 * day)
                                .network();
    const TieStrengths strengths = tie_strengths(network, {.refine = false});
    const auto after = strengths_after_contact(network, strengths, 0);
    REQUIRE(after.size() == 1);
    CHECK(after[0].tie == strengths.find(0, 2));
    CHECK(strengths_after_contact(network, strengths, 1).empty());
    CHECK_THROWS_AS(strengths_after_contact(network, strengths, 3), UnknownPerson);
}
