#include <tertius/store/store.hpp>

#include "support/random_records.hpp"
#include "support/store_file.hpp"
#include "support/told_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <stop_token>

// What a store keeps, and how rows that come twice are known. Opening, damage and erasing have files of their own.

using namespace tertius;
using namespace tertius::test;

namespace {

SamePerson same(const std::string& kept, const std::string& other)
{
    return {.kept = kept, .other = other, .reason = "their signature", .confidence = 0.9, .time = 5};
}

Texts tags(const TagColumn& column, PersonId person)
{
    Texts words;
    for (const std::uint32_t code : column[person]) words.push_back(column.words[code]);
    return words;
}

/// Ada, of whom a profile tells this much.
Network ada(const std::string& position, const std::string& organisation, Texts skills)
{
    NetworkRecords records;
    records.people.key = keys({"ada"});
    records.people.position = WordColumn(Texts{position});
    records.people.organisation = WordColumn(Texts{organisation});
    records.people.skills = TagColumn(std::vector<Texts>{std::move(skills)});
    return Network(std::move(records));
}

}  // namespace

TEST_CASE("a store gives back what it was given, of every column, also after it was closed", "[store]")
{
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        INFO("network " << seed);
        const Network network = RandomRecords(seed, seed % 2 == 0).network();
        const StoreFile file;
        const auto told = told_rows(network);
        {
            Store store = file.open();
            store.append(network);
            REQUIRE(told_rows(store.network()) == told);
        }
        if (seed % 10 == 0) REQUIRE(told_rows(file.open().network()) == told);
    }
}

TEST_CASE("a network without anybody, and people without records, are kept", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    CHECK(store.append(Network()).added == 0);
    CHECK(store.network().size() == 0);
    store.append(ada("clerk", "", {}));
    CHECK(store.network().size() == 1);
    CHECK(row_count(store.network().interactions()) == 0);
}

TEST_CASE("what is appended twice is there once", "[store]")
{
    const Network network = RandomRecords(11, true).network();
    const StoreFile file;
    Store store = file.open();
    const Appended first = store.append(network);
    const Appended second = store.append(network);
    CHECK(first.known == 0);
    CHECK(second.added == 0);
    CHECK(second.changed == 0);
    CHECK(second.known == first.added);
    CHECK(second.new_interactions.empty());
    CHECK(told_rows(store.network()) == told_rows(network));
}

TEST_CASE("two equal rows of one log stay two, and stay two when the log comes again longer", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 100}, {"ada", "ben", 100}}));
    CHECK(row_count(store.network().interactions()) == 2);
    const Appended later = store.append(mails({{"ada", "ben", 100}, {"ada", "ben", 100}, {"ada", "ben", 100}}));
    CHECK(later.known == 2);
    CHECK(later.added == 1);
    CHECK(later.new_interactions == std::vector<std::size_t>{2});
}

TEST_CASE("a row of a known record that tells something else now takes the old one's place", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 100, "m1"}, {"ben", "ada", 200, "m2"}}));
    const Appended moved = store.append(mails({{"ada", "ben", 150, "m1"}, {"ben", "ada", 200, "m2"}}));
    CHECK(moved.changed == 1);
    CHECK(moved.known == 1);
    CHECK(moved.new_interactions.empty());
    CHECK(store.network().interactions().time == TimeColumn{150, 200});
    CHECK(store.append(mails({{"ada", "ben", 150, "m1"}})).known == 1);
    CHECK(store.append(mails({{"ada", "cleo", 150, "m1"}})).added == 1);  // the same message to one more
}

TEST_CASE("of two rows of one record in one import the first stands, however often it comes", "[store]")
{
    const Network twice = mails({{"ada", "ben", 100, "m1"}, {"ada", "ben", 101, "m1"}});
    const StoreFile file;
    Store store = file.open();
    CHECK(store.append(twice).added == 1);
    const Appended again = store.append(twice);
    CHECK(again.known == 2);
    CHECK(again.changed == 0);
    CHECK(store.network().interactions().time == TimeColumn{100});
}

TEST_CASE("rows keep the order in which they came in", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ben", "ada", 300}, {"ada", "ben", 100}}));
    store.append(mails({{"cleo", "ada", 200}}));
    CHECK(store.network().interactions().time == TimeColumn{300, 100, 200});
    CHECK(store.network().key(2) == Key("cleo"));
}

TEST_CASE("people are filled up and never emptied, and their tags are added", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(ada("clerk", "", {"law"}));
    store.append(ada("director", "Acme", {"tax", "law"}));
    store.append(ada("", "", {}));
    const Network network = store.network();
    REQUIRE(network.size() == 1);
    CHECK(network.people().position[0] == "clerk");
    CHECK(network.people().organisation[0] == "Acme");
    CHECK(tags(network.people().skills, 0) == Texts{"law", "tax"});
}

TEST_CASE("keys of two kinds are refused, and nothing of them is taken in", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 100}}));
    CHECK(error_of([&] { store.append(RandomRecords(1, false).network()); }) == "key.mixed");
    CHECK(store.network().size() == 2);
    CHECK(store.append(mails({{"ada", "ben", 200}})).added == 1);
}

TEST_CASE("who is one person is kept beside the records and can be undone", "[store]")
{
    const StoreFile file;
    const Network apart = mails({{"ada", "ben", 100, "m1"}, {"ada@x.org", "ben", 200, "m2"}});
    {
        Store store = file.open();
        store.append(apart);
        store.unite(std::vector{same("ada", "ada@x.org")});
        store.unite(std::vector{same("ada", "ada@x.org")});
    }
    Store store = file.open();
    const auto decided = store.same_people();
    REQUIRE(decided.size() == 1);
    CHECK(decided[0].kept == Key("ada"));
    CHECK(decided[0].other == Key("ada@x.org"));
    CHECK(decided[0].reason == "their signature");
    CHECK(decided[0].confidence == 0.9);
    CHECK(decided[0].time == 5);
    CHECK(store.network().size() == 2);
    CHECK(told_rows(store.network()) == told_rows(united(apart, decided)));
    CHECK(told_rows(store.apart()) == told_rows(apart));
    store.part("ada@x.org");
    CHECK(told_rows(store.network()) == told_rows(apart));
}

TEST_CASE("decisions that contradict each other are refused as a whole", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 100}, {"cleo", "ben", 100}}));
    store.unite(std::vector{same("ada", "cleo")});
    const auto refused = [&](const std::vector<SamePerson>& decisions) {
        return error_of([&] { store.unite(decisions); });
    };
    CHECK(refused({same("ben", "cleo")}) == "same_person.twice");
    CHECK(refused({same("ada", "ada")}) == "same_person.self");
    CHECK(refused({same("cleo", "ada")}) == "same_person.circle");
    CHECK(refused({same("ada", "ben"), same("ada", "dora")}) == "person.unknown");
    CHECK(refused({{.kept = "ada", .other = "ben", .reason = "", .confidence = 1.5}}) == "same_person.confidence");
    CHECK(refused({{.kept = "ada", .other = "ben", .reason = "", .confidence = no_number}}) ==
          "same_person.confidence");
    CHECK(store.same_people().size() == 1);
    CHECK(error_of([&] { store.part("ben"); }) == "person.unknown");
    CHECK(error_of([&] { store.part("nobody"); }) == "person.unknown");
    CHECK(error_of([&] { store.part(7); }) == "person.unknown");
}

TEST_CASE("records and who is one person in them come in together or not at all", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    const Network both = mails({{"ada", "ben", 100}, {"ada@x.org", "ben", 200}});
    store.append(both, {.same_people = {same("ada", "ada@x.org")}});
    CHECK(store.network().size() == 2);
    const Network more = mails({{"ada", "dora", 300}});
    CHECK(error_of([&] { store.append(more, {.same_people = {same("ada", "ada")}}); }) == "same_person.self");
    CHECK_FALSE(store.network().has_person("dora"));
}

TEST_CASE("a store knows whose records it holds, by the key that is kept of them", "[store]")
{
    const StoreFile file;
    {
        Store store = file.open();
        CHECK_FALSE(store.owner());
        store.append(mails({{"ada@x.org", "ben", 100}, {"ada", "ben", 200}}), {.owner = "ada@x.org"});
        CHECK(store.owner() == Key("ada@x.org"));
        store.append(mails({{"ada", "cleo", 300}}));  // says nothing of an owner
        CHECK(store.owner() == Key("ada@x.org"));
    }
    Store store = file.open();
    CHECK(store.owner() == Key("ada@x.org"));
    store.unite(std::vector{same("ada", "ada@x.org")});
    CHECK(store.owner() == Key("ada"));
    store.part("ada@x.org");
    CHECK(store.owner() == Key("ada@x.org"));
    store.append(mails({{"ben", "dora", 400}}), {.owner = "cleo"});  // in an earlier record
    CHECK(store.owner() == Key("cleo"));
}

TEST_CASE("an owner who is in no record is refused with the whole import", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    CHECK(error_of([&] { store.append(mails({{"ada", "ben", 100}}), {.owner = "nobody"}); }) == "person.unknown");
    CHECK(store.network().size() == 0);
    CHECK_FALSE(store.owner());
}

TEST_CASE("a store says where each of its records comes from", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 100, "m1"}, {"ben", "cleo", 200, "m2"}}), {.basis = "contract", .time = 1000});
    NetworkRecords records;
    records.relationships.from = keys({"ben"});
    records.relationships.to = keys({"ada"});
    records.relationships.type = WordColumn(Texts{"peer"});
    records.relationships.origin.source = WordColumn(Texts{"linkedin"});
    records.relationships.origin.confidence = {0.5};
    store.append(Network(records), {.time = 2000});

    const auto imports = store.imports();
    REQUIRE(imports.size() == 2);
    CHECK(imports[0].source == "mailbox");
    CHECK(imports[0].basis == "contract");
    CHECK(imports[0].time == 1000);
    CHECK(imports[0].rows == 2);
    CHECK(imports[1].basis == "own records");
    CHECK(imports[1].rows == 1);

    const auto found = store.provenance("ada", "ben");
    REQUIRE(found.size() == 2);
    CHECK(found[0].table == "relationships");
    CHECK(found[0].time == no_time);
    CHECK(found[0].source == "linkedin");
    CHECK(found[0].confidence == 0.5);
    CHECK(found[0].import.time == 2000);
    CHECK(found[1].table == "interactions");
    CHECK(found[1].time == 100);
    CHECK(std::isnan(found[1].confidence));
    CHECK(found[1].import.basis == "contract");
    CHECK(store.provenance("ada", "cleo").empty());
    CHECK(error_of([&] { (void)store.provenance("ada", "dora"); }) == "person.unknown");
}

TEST_CASE("an import of two sources is two, and one that tells nothing new is none", "[store]")
{
    NetworkRecords records = mails({{"ada", "ben", 100}, {"ben", "ada", 200}}).records();
    records.interactions.origin.source = WordColumn(Texts{"mailbox", "calendar"});
    const StoreFile file;
    Store store = file.open();
    store.append(Network(records), {.time = 1});
    store.append(Network(records), {.time = 2});
    const auto imports = store.imports();
    REQUIRE(imports.size() == 2);
    CHECK(imports[0].source == "mailbox");
    CHECK(imports[1].source == "calendar");
}

TEST_CASE("people who are one have one provenance", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 100}, {"ada@x.org", "ben", 200}}));
    CHECK(store.provenance("ada", "ben").size() == 1);
    store.unite(std::vector{same("ada", "ada@x.org")});
    CHECK(store.provenance("ada", "ben").size() == 2);
}

TEST_CASE("who introduced two people has a record with each of them", "[store]")
{
    NetworkRecords records;
    records.introductions.broker = keys({"ada"});
    records.introductions.a = keys({"ben"});
    records.introductions.b = keys({"cleo"});
    records.introductions.time = {7};
    const StoreFile file;
    Store store = file.open();
    store.append(Network(records));
    for (const auto& [one, other] : {std::pair{"ada", "ben"}, std::pair{"cleo", "ada"}, std::pair{"ben", "cleo"}})
        CHECK(store.provenance(one, other).size() == 1);
}

TEST_CASE("an import that is stopped leaves nothing, and comes in whole the next time", "[store]")
{
    std::vector<Mail> all;
    for (Time time = 0; time < 20'000; ++time) all.push_back({"ada", "ben", time, "m" + std::to_string(time)});
    const Network log = mails(all);
    const StoreFile file;
    Store store = file.open();
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(store.append(log, {}, {.stop = stop.get_token()}), Cancelled);
    CHECK(store.network().size() == 0);
    CHECK(store.append(log).added == 20'000);
    CHECK_THROWS_AS(store.network({.stop = stop.get_token()}), Cancelled);
}

TEST_CASE("a store can be moved to another owner", "[store]")
{
    const StoreFile file;
    Store first = file.open();
    first.append(mails({{"ada", "ben", 100}}));
    Store second = std::move(first);
    CHECK(second.network().size() == 2);
    CHECK(second.path() == file.path());
}
