#include <tertius/network/same_person.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace tertius;
using Texts = std::vector<std::string>;

namespace {

KeyColumn keys(Texts rows)
{
    return KeyColumn(Keys(std::move(rows)));
}

/// Ada is "ada" on a profile and "ada@x.org" in mails; Ben is Ben.
NetworkRecords two_sources()
{
    NetworkRecords records;
    records.people.key = keys({"ada@x.org", "ben", "ada"});
    records.people.organisation = WordColumn(Texts{"Acme", "", ""});
    records.people.position = WordColumn(Texts{"clerk", "", "director"});
    records.people.skills = TagColumn(std::vector<Texts>{{"law"}, {}, {"tax"}});
    records.interactions.from = keys({"ada", "ada@x.org", "ben"});
    records.interactions.to = keys({"ben", "ben", "ada@x.org"});
    records.interactions.time = {100, 200, 300};
    return records;
}

SamePerson same(const std::string& kept, const std::string& other)
{
    return {.kept = kept, .other = other, .reason = "their signature"};
}

std::string error_of(const Network& network, const std::vector<SamePerson>& decisions)
{
    try {
        (void)united(network, decisions);
    } catch (const Error& error) {
        return error.code();
    }
    return "none";
}

}  // namespace

TEST_CASE("two keys of one person become the one that is kept, filled up from the other", "[network]")
{
    const Network apart(two_sources());
    const std::vector decisions{same("ada", "ada@x.org")};
    const Network one = united(apart, decisions);
    REQUIRE(one.size() == 2);
    const PersonId ada = one.person("ada");
    CHECK_FALSE(one.has_person("ada@x.org"));
    CHECK(one.people().position[ada] == "director");  // her own stands
    CHECK(one.people().organisation[ada] == "Acme");  // what she lacked is filled
    CHECK(one.people().skills[ada].size() == 2);
    REQUIRE(one.people().aliases[ada].size() == 1);
    CHECK(one.people().aliases.words[one.people().aliases[ada][0]] == "ada@x.org");
    CHECK(one.interactions().from == PersonColumn{ada, ada, one.person("ben")});
    CHECK(one.interactions().to == PersonColumn{one.person("ben"), one.person("ben"), ada});
    CHECK(apart.size() == 3);
}

TEST_CASE("chains are followed: whoever is the same as the same is the same", "[network]")
{
    auto records = two_sources();
    records.people = {};
    records.interactions.from = keys({"a", "b", "c"});
    records.interactions.to = keys({"d", "d", "d"});
    const Network one = united(Network(records), std::vector{same("b", "c"), same("a", "b")});
    REQUIRE(one.size() == 2);
    CHECK(one.interactions().from == PersonColumn(3, one.person("a")));
    CHECK(one.people().aliases[one.person("a")].size() == 2);
}

TEST_CASE("what would join a person to themselves is left out and counted", "[network]")
{
    const Network one = united(Network(two_sources()), std::vector{same("ada", "ada@x.org"), same("ada", "ben")});
    CHECK(one.size() == 1);
    CHECK(row_count(one.interactions()) == 0);
    CHECK(one.dropped_self_ties() == 3);
}

TEST_CASE("one mail told under two addresses is one mail, two equal rows of a log stay two", "[network]")
{
    auto records = two_sources();
    records.interactions.from = keys({"ben", "ben", "ben", "ben"});
    records.interactions.to = keys({"ada", "ada@x.org", "ada", "ada"});
    records.interactions.time = {100, 100, 500, 500};
    records.interactions.origin.source = WordColumn(Texts{"mailbox", "mailbox", "log", "log"});
    records.interactions.origin.record = WordColumn(Texts{"m1", "m1", "", ""});
    const Network apart(records);
    CHECK(row_count(united(apart, std::vector{same("ada", "ada@x.org")}).interactions()) == 3);
    CHECK(row_count(united(apart, {}).interactions()) == 4);
}

TEST_CASE("rows of one record are one when networks merge, whatever else they tell", "[network]")
{
    auto records = two_sources();
    records.interactions.origin.source = WordColumn(Texts{"mailbox", "mailbox", ""});
    records.interactions.origin.record = WordColumn(Texts{"m1", "m2", ""});
    auto later = records;
    later.interactions.time = {100, 250, 300};  // m2 was moved
    const Network both = merged(Network(records), Network(later));
    REQUIRE(row_count(both.interactions()) == 3);
    CHECK(both.interactions().time[1] == 200);                  // the first network's stands
    later.interactions.to = keys({"ben", "ada", "ada@x.org"});  // m2 went to another person as well
    CHECK(row_count(merged(Network(records), Network(later)).interactions()) == 4);
}

TEST_CASE("decisions that contradict each other are refused", "[network]")
{
    const Network network(two_sources());
    CHECK(error_of(network, {same("ada", "ada")}) == "same_person.self");
    CHECK(error_of(network, {same("ada", "cy")}) == "person.unknown");
    CHECK(error_of(network, {same("ada", "ada@x.org"), same("ben", "ada@x.org")}) == "same_person.twice");
    CHECK(error_of(network, {same("ada", "ben"), same("ben", "ada")}) == "same_person.circle");
    CHECK(error_of(network, {same("ada", "ada@x.org"), same("ada", "ada@x.org")}) == "none");
}
