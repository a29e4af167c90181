#include "support/professional_networks.hpp"
#include "support/records.hpp"

#include <tertius/graph/random.hpp>
#include <tertius/introductions/joiner_index.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <stop_token>
#include <string>
#include <vector>

using namespace tertius;
using Catch::Matchers::WithinRel;
using test::Records;

namespace {

constexpr Time day = 86'400;

TieStrength tie(PersonId a, PersonId b, Time last_day)
{
    return {.person = a, .alter = b, .strength = 0.5, .facts = {.first = 0, .last = last_day * day}};
}

Records people(const std::vector<std::string>& names)
{
    Records records;
    for (const auto& name : names) records.person({.key = name});
    return records;
}

/// An office of as many brokers, each with ten contacts of their own. Planted ones introduce three in ten of the pairs of
/// their contacts, the rest three in a hundred; two in three of the introduced stay in contact.
struct PlantedBrokers {
    Network network;
    TieStrengths strengths;
    std::vector<bool> planted;  // by broker, people 0 ..
};

PlantedBrokers planted_brokers(PersonId brokers, std::uint64_t seed)
{
    constexpr PersonId contacts = 10;
    Random random(seed);
    std::vector<std::string> names;
    for (PersonId person = 0; person < brokers * (contacts + 1); ++person) names.push_back(std::to_string(person));
    Records records = people(names);
    std::vector<TieStrength> ties;
    std::vector<bool> planted;
    for (PersonId broker = 0; broker < brokers; ++broker) {
        planted.push_back(random.unit() < 0.3);
        const PersonId first = brokers + broker * contacts;
        const PersonId known = 4 + static_cast<PersonId>(random.below(contacts - 3));
        for (PersonId contact = first; contact < first + known; ++contact) ties.push_back(tie(broker, contact, 400));
        for (PersonId a = first; a < first + known; ++a)
            for (PersonId b = a + 1; b < first + known; ++b) {
                if (random.unit() > (planted.back() ? 0.3 : 0.03)) continue;
                records.introduction(names[broker], names[a], names[b], 100 * day);
                if (random.unit() < 0.67) ties.push_back(tie(a, b, 300));
            }
    }
    std::ranges::sort(ties, {}, [](const TieStrength& t) { return std::pair(t.person, t.alter); });
    return {records.network(),
            {static_cast<PersonId>(names.size()), std::move(ties), {.at = 400 * day, .horizon_days = 90}},
            std::move(planted)};
}

}  // namespace

TEST_CASE("a joiner is known by the introductions that lasted, out of the chances had", "[introductions][joiner_index]")
{
    // Ola knows the four others. Ada and Ben met through her on day 10 and write to this day; Ada and Cem did not go on.
    // Ben and Cem were introduced last week. Chances: the pairs with Dee, and the two that can be judged. Ada too could
    // introduce: Ben, Cem and Ola all know each other but for Ben and Cem.
    const Network network = people({"Ola", "Ada", "Ben", "Cem", "Dee"})
                                .introduction("Ola", "Ada", "Ben", 10 * day)
                                .introduction("Ola", "Ben", "Ada", 20 * day)
                                .introduction("Ola", "Ada", "Cem", 10 * day)
                                .introduction("Ola", "Ben", "Cem", 395 * day)
                                .network();
    const TieStrengths strengths(
        5, {tie(0, 1, 400), tie(0, 2, 400), tie(0, 3, 400), tie(0, 4, 400), tie(1, 2, 400), tie(1, 3, 20)},
        {.at = 400 * day, .horizon_days = 90});
    const auto indices = joiner_indices(network, strengths);
    REQUIRE(indices.size() == 5);
    CHECK(indices[0].made == 3);
    CHECK(indices[0].lasted == 1);
    CHECK(indices[0].pending == 1);
    CHECK(indices[0].chances == 5);
    CHECK(indices[1].chances == 1);
    CHECK(indices[1].made == 0);
    // One in six all over; Ola's own five chances are added to ten at that rate.
    CHECK_THAT(indices[0].index.value, WithinRel((1 + 10.0 / 6) / 15));
    CHECK_THAT(indices[1].index.value, WithinRel((10.0 / 6) / 11));
    CHECK(indices[0].index.low() < indices[0].index.value);
    CHECK(indices[0].index.evidence == 5);
    CHECK_FALSE(indices[4].index.scored());  // Dee knows one person
}

TEST_CASE("a declared tie without contacts lasts if it holds", "[introductions][joiner_index]")
{
    const Network network = people({"Ola", "Ada", "Ben"}).introduction("Ola", "Ada", "Ben", 10 * day).network();
    const TieStrengths strengths(3, {{.person = 1, .alter = 2, .strength = 0.5}},
                                 {.at = 400 * day, .horizon_days = 90});
    CHECK(joiner_indices(network, strengths)[0].lasted == 1);
}

TEST_CASE("where no introduction can be judged, nobody is scored", "[introductions][joiner_index]")
{
    const TieStrengths strengths(3, {tie(0, 1, 400), tie(0, 2, 400)}, {.at = 400 * day, .horizon_days = 90});
    for (const auto& index : joiner_indices(people({"Ola", "Ada", "Ben"}).network(), strengths))
        CHECK_FALSE(index.index.scored());
    const Network recent = people({"Ola", "Ada", "Ben"}).introduction("Ola", "Ada", "Ben", 350 * day).network();
    const auto indices = joiner_indices(recent, strengths);
    CHECK(indices[0].pending == 1);
    CHECK(indices[0].chances == 0);
    CHECK_FALSE(indices[0].index.scored());
    const Network later = people({"Ola", "Ada", "Ben"}).introduction("Ola", "Ada", "Ben", 500 * day).network();
    CHECK(joiner_indices(later, strengths)[0].made == 0);
}

TEST_CASE("planted brokers are found", "[introductions][joiner_index]")
{
    // How often a planted broker has the higher index than one who is not, equals counted half.
    const auto office = planted_brokers(150, GENERATE(range(0U, 5U)));
    const auto indices = joiner_indices(office.network, office.strengths);
    double right = 0;
    double compared = 0;
    for (std::size_t joiner = 0; joiner < office.planted.size(); ++joiner)
        for (std::size_t other = 0; other < office.planted.size(); ++other) {
            if (!office.planted[joiner] || office.planted[other]) continue;
            const double a = indices[joiner].index.value;
            const double b = indices[other].index.value;
            right += a > b ? 1 : a == b ? 0.5 : 0;
            ++compared;
        }
    INFO("AUC " << right / compared);
    CHECK(right / compared >= 0.9);
}

TEST_CASE("the same indices for any number of threads, and only for the network's people",
          "[introductions][joiner_index]")
{
    const auto office = planted_brokers(40, 3);
    const auto one = joiner_indices(office.network, office.strengths, {.threads = 1});
    const auto four = joiner_indices(office.network, office.strengths, {.threads = 4});
    for (std::size_t person = 0; person < one.size(); ++person) {
        CHECK(one[person].chances == four[person].chances);
        CHECK(one[person].lasted == four[person].lasted);
    }
    CHECK_THROWS_AS(joiner_indices(office.network, test::strengths(3, {})), InvalidInput);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(joiner_indices(office.network, office.strengths, {.stop = stop.get_token()}), Cancelled);
}
