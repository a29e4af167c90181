#include "store/mentions.hpp"
#include "support/store_file.hpp"
#include "support/told_rows.hpp"

#include <tertius/graph/random.hpp>
#include <tertius/store/store.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

// Erasing is a property of the bytes on the disk: what a person was called is in no file of the store, however it is
// written. The numbers are those of the table of bad inputs.

using namespace tertius;
using namespace tertius::test;

namespace {

const std::string ben = "ben.muster@umbra.example";
const std::string alias = "https://www.linkedin.com/in/bmuster-1979";
const std::string full_name = "Ben M\u00fcster";

/// A text in two bytes a letter; letters beyond Latin 1 do not occur.
std::string utf16(const std::string& text, bool little_endian)
{
    std::string wide;
    for (std::size_t place = 0; place < text.size(); ++place) {
        auto letter = static_cast<unsigned char>(text[place]);
        if (letter >= 0xC0) letter = static_cast<unsigned char>((letter & 3U) << 6U | (text[++place] & 0x3F));
        wide +=
            little_endian ? std::string{static_cast<char>(letter), '\0'} : std::string{'\0', static_cast<char>(letter)};
    }
    return wide;
}

/// What any text looks like in base64 that has this inside, at one of three alignments: the part that is always so.
std::string base64(const std::string& text, std::size_t shift)
{
    const std::string padded = std::string(shift, 'x') + text;
    const std::size_t whole = padded.size() / 3 * 3;
    std::string code(sodium_base64_ENCODED_LEN(whole, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(code.data(), code.size(), reinterpret_cast<const unsigned char*>(padded.data()), whole,
                      sodium_base64_VARIANT_ORIGINAL);
    code.resize(std::char_traits<char>::length(code.c_str()));
    return code.substr(shift == 0 ? 0 : 4);
}

/// Every form in which a text may stand in a file.
std::set<std::string> forms(const std::string& text)
{
    std::set<std::string> all;
    for (const std::string& letters : {text, store::lower_case(text)}) {
        all.insert(letters);
        for (const bool little_endian : {true, false}) all.insert(utf16(letters, little_endian));
        for (const std::size_t shift : {0U, 1U, 2U}) all.insert(base64(letters, shift));
    }
    return all;
}

/// How often any of the texts stands in any file, in whatever form.
std::size_t hits(const StoreFile& file, const std::vector<std::string>& texts)
{
    std::size_t found = 0;
    for (const auto& [name_of_file, bytes] : file.files())
        for (const std::string& text : texts)
            for (const std::string& form : forms(text)) found += bytes.find(form) == std::string::npos ? 0 : 1;
    return found;
}

const std::vector<std::string> all_of_ben{ben, alias, full_name};

/// Ben in every table and role, and in what the others say.
NetworkRecords with_ben(const std::string& key = ben)
{
    NetworkRecords records;
    records.people.key = keys({"ada", key, "cleo", "dora"});
    records.people.name_of_person = WordColumn(Texts{"Ada Abel", full_name, "Cleo Clark", "Dora Dent"});
    records.people.organisation = WordColumn(Texts{"Acme", "Umbra", full_name + " & Sons", ""});
    records.people.aliases = TagColumn(std::vector<Texts>{{"ada@acme.example"}, {alias}, {}, {}});
    records.people.needs = TagColumn(std::vector<Texts>{{"to meet " + full_name, "rest"}, {}, {full_name}, {}});
    auto& interactions = records.interactions;
    interactions.from = keys({"ada", key, "cleo", "ada"});
    interactions.to = keys({key, "ada", "ada", "dora"});
    interactions.time = {100, 200, 300, 400};
    interactions.thread = WordColumn(Texts{"hello", "hello", "lunch with BEN M\u00dcSTER?", "Ben is away"});
    interactions.message = WordColumn(Texts{"1", "2", "<77." + ben + ">", "4"});
    interactions.origin.source = WordColumn(Texts{"mailbox", "mailbox", "mailbox", "mailbox"});
    interactions.origin.record = WordColumn(Texts{"m1", "m2", "m3", "m4"});
    auto& introductions = records.introductions;
    introductions.broker = keys({key, "ada", "ada", key});
    introductions.a = keys({"ada", key, "cleo", "cleo"});
    introductions.b = keys({"cleo", "dora", "dora", "dora"});
    introductions.time = {500, 600, 700, 800};
    introductions.outcome = WordColumn(Texts{"proposed", "a_agreed", "proposed", "they met"});
    records.milestones.person = keys({key, "dora"});
    records.milestones.time = {900, 901};
    return records;
}

std::string said(const Network& network)
{
    std::string all;
    for (const std::string& line : told_rows(network)) all += line + "\n";
    return all;
}

}  // namespace

TEST_CASE("the search for bytes finds what it looks for, in each form", "[store]")
{
    const StoreFile file;
    for (const std::string& form : forms(ben)) {
        write_bytes(file.folder() / "leak", "..." + form + "...");
        CHECK(hits(file, {ben}) >= 1);
    }
    CHECK(forms(ben).size() == 6);  // its small letters are itself
    CHECK(forms(full_name).size() == 12);
}

TEST_CASE("nothing of an erased person is in any file of the store", "[store]")  // R9
{
    const StoreFile file;
    {
        Store store = file.open();
        store.append(Network(with_ben()));
        CHECK(hits(file, all_of_ben) > 0);
        const Erased erased = store.erase(ben);
        CHECK(erased.records == 6);                  // two mails, three introductions, a milestone
        CHECK(erased.introductions_cancelled == 2);  // that which was made is gone, but was not open
        CHECK(hits(file, all_of_ben) == 0);
    }
    CHECK(hits(file, all_of_ben) == 0);
    const Store store = file.open();
    const Network left = store.network();
    CHECK(left.size() == 3);
    CHECK(row_count(left.interactions()) == 2);
    CHECK(row_count(left.introductions()) == 1);
    CHECK(row_count(left.milestones()) == 1);
}

TEST_CASE("copies that the file made while it grew go too", "[store]")
{
    // Pages that fill up are split: what moved to another page is left behind in the old one's free space.
    const StoreFile file;
    Store store = file.open();
    Random random(3);
    for (int import = 0; import < 40; ++import) {
        std::vector<Mail> log{{ben, "ada", import, "ben " + std::to_string(import)}};
        for (Time time = 0; time < 60; ++time)
            log.push_back({std::to_string(random()) + "@x.example", "ada", time, std::to_string(random())});
        store.append(mails(log));
    }
    CHECK(store.erase(ben).records == 40);
    CHECK(hits(file, {ben}) == 0);
}

TEST_CASE("what others say stays, without the name of who was erased", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(Network(with_ben()));
    const Erased erased = store.erase(ben);
    CHECK(erased.words_redacted == 5);
    const Network left = store.network();
    CHECK(left.interactions().thread[0] == "lunch with [erased]?");
    CHECK(left.interactions().thread[1] == "Ben is away");  // half a name is anybody's
    CHECK(left.interactions().message[0] == "<77.[erased]>");
    CHECK(left.people().organisation[left.person("cleo")] == "[erased] & Sons");
    const auto& needs = left.people().needs;
    REQUIRE(needs[left.person("ada")].size() == 2);
    CHECK(needs.words[needs[left.person("ada")][0]] == "to meet [erased]");
    CHECK(needs[left.person("cleo")].empty());  // said nothing else
}

TEST_CASE("nobody else and nothing else changes when a person is erased", "[store]")
{
    NetworkRecords records = with_ben();
    records.interactions.thread = {};
    records.interactions.message = {};
    records.people.organisation = {};
    records.people.needs = {};
    const StoreFile file;
    Store store = file.open();
    store.append(Network(records));
    store.erase(ben);
    std::vector<std::string> expected;
    for (const std::string& line : told_rows(Network(records)))
        if (line.find(ben) == std::string::npos) expected.push_back(line);
    CHECK(told_rows(store.network()) == expected);
}

TEST_CASE("who was erased is not taken in again, and is counted", "[store]")  // R10
{
    const StoreFile file;
    Store store = file.open();
    store.append(Network(with_ben()));
    store.erase(ben);
    const std::string before = said(store.network());
    const Appended again = store.append(Network(with_ben()));
    CHECK(again.suppressed == 7);  // six records and the person
    CHECK(again.added == 0);
    CHECK(again.changed == 0);  // what was redacted is known as what it was
    CHECK(said(store.network()) == before);
    CHECK(store.append(Network(with_ben(" Ben.MUSTER@umbra.example"))).suppressed == 7);
    CHECK(store.append(Network(with_ben("bmuster"))).suppressed == 7);  // by his alias
    CHECK(said(store.network()) == before);
    CHECK(hits(file, all_of_ben) == 0);
}

TEST_CASE("what is told of somebody after they were erased is redacted too", "[store]")
{
    const StoreFile file;
    {
        Store store = file.open();
        store.append(Network(with_ben()));
        store.erase(ben);
        store.append(mails({{"ada", "cleo", 1000, "m9", "ask " + full_name + " or " + ben}}), {.basis = "by " + ben});
        CHECK(store.network().interactions().thread[2] == "ask [erased] or [erased]");
        CHECK(store.imports().back().basis == "by [erased]");
    }
    CHECK(hits(file, all_of_ben) == 0);
}

TEST_CASE("whoever is one with a person is erased with them, and so is the decision", "[store]")
{
    const StoreFile file;
    {
        Store store = file.open();
        store.append(mails({{"ada", ben, 1}, {"bm@x.example", "ada", 2}, {"muster-b", "ada", 3}, {"ada", "cleo", 4}}));
        store.unite(std::vector<SamePerson>{
            {.kept = ben, .other = "bm@x.example", .reason = "both are signed " + ben},
            {.kept = "bm@x.example", .other = "muster-b", .reason = "one telephone"},
            {.kept = "ada", .other = "cleo", .reason = "not so, but said by " + ben},
        });
        CHECK(store.erase("bm@x.example").records == 3);
        CHECK(store.apart().size() == 2);
        REQUIRE(store.same_people().size() == 1);
        CHECK(store.same_people()[0].reason == "not so, but said by [erased]");
        CHECK(store.append(mails({{"ada", "muster-b", 5}})).suppressed == 2);
    }
    CHECK(hits(file, {ben, "bm@x.example", "muster-b", "one telephone"}) == 0);
}

TEST_CASE("an owner who was erased owns nothing, and is not taken in again", "[store]")
{
    const StoreFile file;
    {
        Store store = file.open();
        const Network log = mails({{ben, "ada", 1}, {"ada", "cleo", 2}});
        store.append(log, {.owner = ben});
        store.erase(ben);
        CHECK_FALSE(store.owner());
        CHECK(store.append(log, {.owner = ben}).suppressed == 2);
        CHECK_FALSE(store.owner());
    }
    CHECK(hits(file, {ben}) == 0);
}

TEST_CASE("a namesake keeps their name, and a shared alias does not keep the other out", "[store]")
{
    NetworkRecords records;
    records.people.key = keys({"bm1", "bm2", "ada"});
    records.people.name_of_person = WordColumn(Texts{full_name, full_name, "Ada Abel"});
    records.people.aliases = TagColumn(std::vector<Texts>{{"office@x.example"}, {"office@x.example"}, {}});
    const StoreFile file;
    Store store = file.open();
    store.append(Network(records));
    store.erase("bm1");
    const Network left = store.network();
    REQUIRE(left.size() == 2);
    CHECK(left.display_name(left.person("bm2")) == full_name);
    CHECK(store.append(Network(records)).suppressed == 1);
    CHECK(store.network().has_person("bm2"));
}

TEST_CASE("a person of a number key is erased, and the number stays a number elsewhere", "[store]")
{
    NetworkRecords records;
    records.interactions.from = KeyColumn(Keys(std::vector<std::int64_t>{7, 8}));
    records.interactions.to = KeyColumn(Keys(std::vector<std::int64_t>{8, 9}));
    records.interactions.time = {1, 2};
    records.interactions.thread = WordColumn(Texts{"", "room 7"});
    const StoreFile file;
    Store store = file.open();
    store.append(Network(records));
    CHECK(store.erase(7).records == 1);
    CHECK(store.network().interactions().thread[0] == "room 7");
    CHECK(store.append(Network(records)).suppressed == 2);
}

TEST_CASE("the last person can be erased, and then keys may be of another kind", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 1}}));
    store.erase("ada");
    store.erase("ben");
    CHECK(store.network().size() == 0);
    NetworkRecords records;
    records.people.key = KeyColumn(Keys(std::vector<std::int64_t>{1, 2}));
    store.append(Network(records));
    CHECK(store.network().size() == 2);
}

TEST_CASE("nobody is erased who is not there", "[store]")
{
    const StoreFile file;
    Store store = file.open();
    store.append(mails({{"ada", "ben", 1}}));
    CHECK(error_of([&] { store.erase("cleo"); }) == "person.unknown");
    CHECK(error_of([&] { store.erase(1); }) == "person.unknown");
    CHECK(store.network().size() == 2);
}

TEST_CASE("capital letters of other alphabets are told from small ones", "[store]")
{
    CHECK(store::lower_case("\u00c5SA \u0141 \u0178 \u03a9 \u0416 \u0401") ==
          "\u00e5sa \u0142 \u00ff \u03c9 \u0436 \u0451");
    CHECK(store::lower_case("\u00d7 \u0130 \u4e2d \u00df") == "\u00d7 \u0130 \u4e2d \u00df");
    CHECK(store::lower_case("\xC3") == "\xC3");  // cut short
    CHECK(store::same_key("  Ben \n") == "ben");
    CHECK(store::as_mentioned("  (Ben \t Lee)!") == "ben lee");
    CHECK(store::as_mentioned("...").empty());
}
