#include "support/random_records.hpp"
#include "support/told_rows.hpp"

#include <tertius/network/visible_records.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdint>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace tertius;

namespace {

using Words = std::vector<std::string>;
using Pair = std::pair<PersonId, PersonId>;

TieVisible all_but(Pair hidden)
{
    return [hidden](PersonId a, PersonId b) { return Pair(a, b) != hidden; };
}

KeyColumn people(Words names)
{
    return KeyColumn(Keys(std::move(names)));
}

/// Ada, Ben and Cleo, of whom Ada and Ben have something in each table.
Network three_people()
{
    NetworkRecords records;
    records.people.key = people({"Ada", "Ben", "Cleo"});
    records.relationships.from = people({"Ben", "Ada"});
    records.relationships.to = people({"Ada", "Cleo"});
    records.relationships.type = WordColumn(Words{"peer", "mentor"});
    records.interactions.from = people({"Ada", "Ada", "Cleo"});
    records.interactions.to = people({"Ben", "Cleo", "Ben"});
    records.interactions.time = {10, 10, 20};
    records.interactions.channel = WordColumn(Words{"secret", "mail", "mail"});
    records.commitments.owner = people({"Ben", "Cleo"});
    records.commitments.to = people({"Ada", "Ada"});
    records.commitments.made = {10, 20};
    records.exchanges.giver = people({"Ada"});
    records.exchanges.receiver = people({"Ben"});
    records.exchanges.time = {30};
    records.introductions.broker = people({"Cleo", "Ada", "Ada"});
    records.introductions.a = people({"Ada", "Ben", "Dee"});
    records.introductions.b = people({"Ben", "Cleo", "Cleo"});
    records.introductions.time = {10, 20, 30};
    records.milestones.person = people({"Ada", "Ben"});
    records.milestones.time = {10, 20};
    records.people.key = people({"Ada", "Ben", "Cleo", "Dee"});
    return Network(std::move(records));
}

/// Whether a row as told says of both that they took part.
bool tells_of(const std::string& row, const Network& network, Pair pair)
{
    const auto takes_part = [&](PersonId person) {
        const std::string key = "=" + to_text(network.key(person)) + "|";
        return std::ranges::any_of(
            Words{"from", "to", "owner", "giver", "receiver", "broker", "a", "b"},
            [&](const std::string& role) { return (row + "|").find("|" + role + key) != std::string::npos; });
    };
    return takes_part(pair.first) && takes_part(pair.second);
}

}  // namespace

TEST_CASE("of a hidden tie nothing is left in any table", "[network][visible_records]")
{
    const Network seen = visible_records(three_people(), all_but({0, 1}));
    CHECK(seen.size() == 4);
    CHECK(seen.relationships().to == PersonColumn{2});
    CHECK(seen.interactions().from == PersonColumn{0, 2});
    CHECK(seen.interactions().to == PersonColumn{2, 1});
    CHECK(seen.interactions().channel.words == Words{"mail"});  // the other's channel is forgotten too
    CHECK(seen.commitments().owner == PersonColumn{2});
    CHECK(seen.exchanges().time.empty());
    CHECK(seen.introductions().a == PersonColumn{3});  // Cleo's of Ada and Ben, and Ada's of Ben, tell of the two
    CHECK(seen.milestones().person == PersonColumn{0, 1});
}

TEST_CASE("without a question all records are seen", "[network][visible_records]")
{
    const Network network = three_people();
    CHECK(test::told_rows(visible_records(network, {})) == test::told_rows(network));
}

TEST_CASE("each pair with a record is asked about once, the lower person first", "[network][visible_records]")
{
    std::vector<Pair> asked;
    (void)visible_records(three_people(), [&](PersonId a, PersonId b) {
        asked.emplace_back(a, b);
        return true;
    });
    std::ranges::sort(asked);
    CHECK(asked == std::vector<Pair>{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {2, 3}});
}

TEST_CASE("the records seen are those of a network in which nothing passed between the two",
          "[network][visible_records]")
{
    std::size_t fewer = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const Network network = test::RandomRecords(seed, seed % 2 == 0).network();
        const Pair hidden{static_cast<PersonId>(seed % (network.size() - 1)),
                          static_cast<PersonId>(network.size() - 1)};
        const Network seen = visible_records(network, all_but(hidden));
        auto rows = test::told_rows(network);
        fewer += std::erase_if(rows, [&](const std::string& row) { return tells_of(row, network, hidden); });
        REQUIRE(test::told_rows(seen) == rows);
    }
    CHECK(fewer > 1000);
}

TEST_CASE("looking through the records can be stopped", "[network][visible_records]")
{
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(visible_records(three_people(), all_but({0, 1}), {.stop = source.get_token()}), Cancelled);
}
