#include "support/store_file.hpp"
#include "support/told_rows.hpp"

#include <tertius/store/store.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <ctime>
#include <map>
#include <set>

// R14 of the table of bad inputs: an export under names that mean nothing.

using namespace tertius;
using namespace tertius::test;

namespace {

constexpr Time monday = 1'699'833'600;  // 2023-11-13 00:00 UTC
constexpr Time day = 86'400;

/// Six clerks and a director, who mail each other in a ring; the director is introduced to somebody.
NetworkRecords office()
{
    NetworkRecords records;
    records.people.key = keys({"zed", "ana", "ben", "cleo", "dora", "emil", "fay"});
    records.people.name_of_person =
        WordColumn(Texts{"Zed Zoe", "Ada Abel", "Ben Bode", "Cleo Clark", "Dora Dent", "Emil Ernst", "Fay Fuchs"});
    records.people.position = WordColumn(Texts{"director", "clerk", "clerk", "clerk", "clerk", "clerk", "clerk"});
    records.people.level = {9, 1, 1, 1, 1, 1, 1};
    records.people.aliases = TagColumn(std::vector<Texts>{{"zed@x.org"}, {}, {}, {}, {}, {}, {}});
    records.people.skills =
        TagColumn(std::vector<Texts>{{"law", "go"}, {"law"}, {"law"}, {"law"}, {"law"}, {}, {"chess"}});
    records.interactions.from = keys({"zed", "ana", "ben", "cleo", "dora", "emil", "fay", "zed"});
    records.interactions.to = keys({"ana", "ben", "cleo", "dora", "emil", "fay", "zed", "fay"});
    for (Time row = 0; row < 8; ++row) records.interactions.time.push_back(monday + row * day + 3600);
    records.interactions.channel = WordColumn(Texts{"mail", "mail", "mail", "mail", "mail", "mail", "mail", "pigeon"});
    records.interactions.thread = WordColumn(Texts(8, "a secret"));
    records.interactions.message = WordColumn(Texts{"1", "2", "3", "4", "5", "6", "7", "8"});
    records.interactions.origin.record = WordColumn(Texts{"1", "2", "3", "4", "5", "6", "7", "8"});
    records.introductions.broker = keys({"ana", "ana"});
    records.introductions.a = keys({"zed", "ben"});
    records.introductions.b = keys({"fay", "dora"});
    records.introductions.time = {monday, monday};
    records.introductions.outcome = WordColumn(Texts{"proposed", "they eloped"});
    return records;
}

std::multiset<std::size_t> degrees(const Network& network)
{
    std::vector<std::size_t> of(network.size());
    for (const PersonId person : network.interactions().from) ++of[person];
    for (const PersonId person : network.interactions().to) ++of[person];
    return {of.begin(), of.end()};
}

std::string said(const Network& network)
{
    std::string all;
    for (const std::string& line : told_rows(network)) all += line + "\n";
    return all;
}

}  // namespace

TEST_CASE("pseudonyms hide names and whatever few people share, and keep who is tied to whom", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(Network(office()));
    const Network hidden = store.pseudonymised();
    CHECK(hidden.size() == 7);
    CHECK(degrees(hidden) == degrees(store.network()));
    const std::string all = said(hidden);
    for (const char* word : {"zed", "ana", "Zoe", "director", "secret", "x.org", "go", "chess", "pigeon", "eloped"}) {
        INFO(word);
        CHECK(all.find(word) == std::string::npos);
    }
    CHECK(hidden.people().name_of_person.empty());
    CHECK(hidden.interactions().message.empty());
    CHECK(hidden.interactions().origin.record.empty());
    CHECK(std::ranges::count_if(hidden.people().level, [](double level) { return level == 1; }) == 6);
    CHECK(all.find("position=clerk") != std::string::npos);
    CHECK(all.find("skills=law") != std::string::npos);
    CHECK(all.find("channel=mail") != std::string::npos);
}

TEST_CASE("times are told by the week, which begins on Monday", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(Network(office()));
    std::map<Time, int> weeks;
    const Network hidden = store.pseudonymised();
    for (const Time time : hidden.interactions().time) ++weeks[time];
    CHECK(weeks == std::map<Time, int>{{monday, 7}, {monday + 7 * day, 1}});
    const Network old = mails({{"ana", "ben", 0}, {"ana", "ben", 3 * day}, {"ana", "ben", 4 * day}});
    const StoreFile other;
    Store oldest = other.open();
    oldest.append(old);
    CHECK(oldest.pseudonymised().interactions().time == TimeColumn{-3 * day, -3 * day, 4 * day});
}

TEST_CASE("an introduction that is not made yet stays one under pseudonyms", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(Network(office()));
    const WordColumn outcome = store.pseudonymised().introductions().outcome;
    CHECK(std::multiset<std::string_view>{outcome[0], outcome[1]} == std::multiset<std::string_view>{"", "proposed"});
}

TEST_CASE("two exports share no key, and neither tells the order in which people came in", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(Network(office()));
    std::set<std::string> seen;
    for (int time = 0; time < 2; ++time) {
        const Network hidden = store.pseudonymised();
        const auto& names = std::get<std::vector<std::string>>(hidden.people().key.keys());
        CHECK(std::ranges::is_sorted(names));
        for (const std::string& name : names) {
            CHECK(name.size() == 32);
            CHECK(seen.insert(name).second);
        }
    }
}

TEST_CASE("those who are one person are one under pseudonyms too", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(Network(office()));
    store.unite(std::vector<SamePerson>{{.kept = "ana", .other = "ben", .reason = ""}});
    CHECK(store.pseudonymised().size() == 6);
}

TEST_CASE("an empty store has an empty export", "[store]")
{
    const StoreFile file;
    CHECK(file.open().pseudonymised().size() == 0);
}
