#include <tertius/network/network.hpp>

#include <catch2/catch_test_macros.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace tertius;
using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

namespace {

KeyColumn keys(Texts rows)
{
    return KeyColumn(Keys(std::move(rows)));
}
WordColumn words(const Texts& rows)
{
    return WordColumn(rows);
}

/// Ada mails Ben and Cy; Ben answers.
NetworkRecords three_colleagues()
{
    NetworkRecords records;
    records.interactions.from = keys({"Ada", "Ada", "Ben"});
    records.interactions.to = keys({"Ben", "Cy", "Ada"});
    records.interactions.time = {100, 100, 200};
    records.interactions.channel = words({"mail", "mail", ""});
    return records;
}

std::string error_of(NetworkRecords records, const NetworkOptions& options = {})
{
    try {
        (void)Network(std::move(records), options);
    } catch (const Error& error) {
        return error.code() + ": " + error.what();
    }
    return "none";
}

bool begins_with(const std::string& text, const std::string& beginning)
{
    return text.rfind(beginning, 0) == 0;
}

}  // namespace

TEST_CASE("without a people table the network is everybody who is named, by key", "[network]")
{
    const Network network(three_colleagues());
    CHECK(network.size() == 3);
    CHECK(network.person(Key(std::string("Cy"))) == 2);
    CHECK(to_text(network.key(1)) == "Ben");
    CHECK(network.interactions().from == PersonColumn{0, 0, 1});
    CHECK(network.interactions().channel[0] == "mail");
    CHECK(network.last_time() == 200);
    CHECK_THROWS_AS(network.person(Key(std::string("Di"))), UnknownPerson);
    CHECK_FALSE(network.has_person(Key(std::int64_t{1})));
}

TEST_CASE("people stand in the order of their table, with what is known of them", "[network]")
{
    NetworkRecords records = three_colleagues();
    records.people.key = keys({"Cy", "Ben", "Ada"});
    records.people.name_of_person = words({"Cyrus", "", "Ada L."});
    records.people.skills = TagColumn(std::vector<Texts>{{"law"}, {}, {"maths", "law"}});
    const Network network(std::move(records));
    CHECK(network.interactions().from == PersonColumn{2, 2, 1});
    CHECK(network.display_name(0) == "Cyrus");
    CHECK(network.display_name(1) == "Ben");
    CHECK(network.people().skills[2].size() == 2);
}

TEST_CASE("number keys stay numbers", "[network]")
{
    NetworkRecords records;
    records.interactions.from = KeyColumn(Keys(Numbers{4'000'000'000, 7}));
    records.interactions.to = KeyColumn(Keys(Numbers{7, 10}));
    records.interactions.time = {0, 1};
    const Network network(std::move(records));
    CHECK(network.size() == 3);
    CHECK(network.key(0) == Key(std::int64_t{7}));
    CHECK(network.person(Key(std::int64_t{4'000'000'000})) == 2);
}

TEST_CASE("a relationship told by its second role is turned round", "[network]")
{
    NetworkRecords records;
    records.relationships.from = keys({"Ada", "Ben"});
    records.relationships.to = keys({"Ben", "Cy"});
    records.relationships.type = words({"mentee", "peer"});
    const Network network(std::move(records));
    CHECK(network.relationships().from[0] == network.person(Key(std::string("Ben"))));
    CHECK(network.relationships().type[0] == RelationshipType::mentor);
    CHECK(network.relationships().type[1] == RelationshipType::peer);
}

TEST_CASE("an error names the table, the row and the column", "[network]")
{
    auto records = three_colleagues();
    records.interactions.time[1] = 1'700'000'000'000;
    CHECK(error_of(records) ==
          "time.range: interactions row 1: time is 1700000000000; must be seconds from 0 to 4102444800; it looks "
          "like "
          "milliseconds");
    records.interactions.time[1] = no_time;
    CHECK(error_of(records) == "time.missing: interactions row 1: time is missing");
    records.interactions.time[1] = std::numeric_limits<Time>::max();
    CHECK(begins_with(error_of(records), "time.range"));
    records.interactions.time[1] = -5;
    CHECK(begins_with(error_of(records), "time.range"));
    CHECK(error_of(records, {.min_time = -10}) == "none");
    records.interactions.time = {1, 2};
    CHECK(error_of(records) == "column.length: interactions: column time has 2 rows, the table has 3");
    records.interactions.time = {};
    CHECK(error_of(records) == "column.missing: interactions: column time is missing");
}

TEST_CASE("numbers outside their range are refused", "[network]")
{
    auto records = three_colleagues();
    records.interactions.minutes = {10, -1, no_number};
    CHECK(begins_with(error_of(records), "number.negative: interactions row 1: minutes is -1"));
    records.interactions.minutes = {10, 1e9, no_number};
    CHECK(begins_with(error_of(records), "number.range"));
    records.interactions.minutes = {10, std::numeric_limits<double>::infinity(), 1};
    CHECK(begins_with(error_of(records), "number.not_finite"));
    records.interactions.minutes = {10, 0, no_number};
    CHECK(error_of(records) == "none");
}

TEST_CASE("somebody who is not among the people given is refused", "[network]")
{
    auto records = three_colleagues();
    records.people.key = keys({"Ada", "Ben"});
    CHECK(begins_with(error_of(records), "person.unknown: interactions row 1: to is Cy"));
}

TEST_CASE("texts and numbers for keys do not mix", "[network]")
{
    auto records = three_colleagues();
    records.milestones.person = KeyColumn(Keys(Numbers{1}));
    records.milestones.time = {5};
    CHECK(begins_with(error_of(records), "key.mixed: milestones"));
}

TEST_CASE("an end before its beginning is refused", "[network]")
{
    NetworkRecords records;
    records.relationships.from = keys({"Ada"});
    records.relationships.to = keys({"Ben"});
    records.relationships.type = words({"peer"});
    records.relationships.since = {100};
    records.relationships.until = {50};
    CHECK(begins_with(error_of(records), "time.order: relationships row 0: until is 50"));
    records.relationships.until = {no_time};
    CHECK(error_of(records) == "none");
    records.relationships.type = words({"friend"});
    CHECK(begins_with(error_of(records), "type.unknown: relationships row 0: type is \"friend\""));
}

TEST_CASE("mail to oneself is refused, or left out and counted", "[network]")
{
    auto records = three_colleagues();
    records.interactions.to = keys({"Ada", "Cy", "Ada"});
    CHECK(begins_with(error_of(records), "tie.self_tie: interactions row 0"));
    const Network network(records, {.self_ties = SelfTies::drop});
    CHECK(network.dropped_self_ties() == 1);
    CHECK(network.interactions().time == TimeColumn{100, 200});
    CHECK(network.interactions().channel[0] == "mail");
}

TEST_CASE("a network's records make the same network again", "[network]")
{
    const Network network(three_colleagues());
    const Network again(network.records());
    CHECK(again.size() == network.size());
    CHECK(again.interactions().from == network.interactions().from);
    CHECK(again.interactions().channel.codes == network.interactions().channel.codes);
}

TEST_CASE("merging the same records again adds nothing, and equal rows of one log stay", "[network]")
{
    auto records = three_colleagues();
    records.interactions.time = {100, 100, 100};
    records.interactions.from = keys({"Ada", "Ada", "Ada"});
    records.interactions.to = keys({"Ben", "Ben", "Cy"});
    records.interactions.channel = {};
    const Network twice_ben(records);
    CHECK(row_count(merged(twice_ben, twice_ben).interactions()) == 3);

    auto once = records;
    once.interactions.to = keys({"Ben", "Cy", "Di"});
    const Network network = merged(Network(once), twice_ben);
    CHECK(row_count(network.interactions()) == 4);  // Ben twice, Cy, Di
    CHECK(network.size() == 4);
}

TEST_CASE("merging fills up what the first network does not know of a person", "[network]")
{
    NetworkRecords first;
    first.people.key = keys({"Ada", "Ben"});
    first.people.organisation = words({"Acme", ""});
    first.people.skills = TagColumn(std::vector<Texts>{{"law"}, {}});
    NetworkRecords second;
    second.people.key = keys({"Ben", "Ada", "Cy"});
    second.people.organisation = words({"Bolt", "Other", "Core"});
    second.people.skills = TagColumn(std::vector<Texts>{{"tax"}, {"law", "maths"}, {}});
    second.people.level = {3, 4, no_number};
    const Network network = merged(Network(first), Network(second));
    REQUIRE(network.size() == 3);
    CHECK(network.people().organisation[0] == "Acme");
    CHECK(network.people().organisation[1] == "Bolt");
    CHECK(network.people().organisation[2] == "Core");
    CHECK(network.people().level[0] == 4);
    CHECK(network.people().skills[0].size() == 2);
    CHECK(network.people().skills[1].size() == 1);
}

TEST_CASE("an empty network merges with any, and one of other keys with none", "[network]")
{
    const Network network(three_colleagues());
    CHECK(merged(Network(), network).size() == 3);
    CHECK(row_count(merged(network, Network()).interactions()) == 3);
    NetworkRecords numbers;
    numbers.people.key = KeyColumn(Keys(Numbers{1}));
    CHECK_THROWS_AS(merged(network, Network(numbers)), InvalidInput);
}

TEST_CASE("nobody at all is a network too", "[network]")
{
    const Network network{NetworkRecords{}};
    CHECK(network.size() == 0);
    CHECK(network.last_time() == no_time);
}

TEST_CASE("without any record the last time is when the last relationship began", "[network]")
{
    NetworkRecords records;
    records.relationships.from = KeyColumn(Keys(Texts{"Ada", "Ada"}));
    records.relationships.to = KeyColumn(Keys(Texts{"Ben", "Cem"}));
    records.relationships.type = WordColumn(Texts{"peer", "peer"});
    records.relationships.since = {500, 300};
    CHECK(Network(records).last_time() == 500);
    records.milestones.person = KeyColumn(Keys(Texts{"Ben"}));
    records.milestones.time = {100};
    CHECK(Network(records).last_time() == 100);
}

TEST_CASE("the tables of a network are told one after the other, people first", "[network]")
{
    Texts told;
    Network().for_each_table([&](const auto& table) { told.emplace_back(table.name); });
    CHECK(told ==
          Texts{"people", "relationships", "interactions", "commitments", "exchanges", "introductions", "milestones"});
}
