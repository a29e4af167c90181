#include "support/crash_disk.hpp"
#include "support/power_loss.hpp"
#include "support/random_records.hpp"
#include "support/repeatable_chance.hpp"
#include "support/store_file.hpp"
#include "support/told_rows.hpp"

#include <tertius/store/store.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

// D11 of the table of bad inputs: whatever bits of a store's file turn over and wherever it is cut, it answers as before or says that
// it is damaged, and never anything else. What can still be read can be had.

using namespace tertius;
using namespace tertius::test;

namespace {

constexpr std::size_t page = 4096;
constexpr const char* path = "/me.tertius";

/// A store of a good many pages, with something in every table.
std::string some_store()
{
    repeat_chance();
    const CrashDisk disk;
    {
        Store store(path, {.vfs = disk.name()});
        std::vector<Mail> log;
        for (Time time = 0; time < 400; ++time)
            log.push_back({"person " + std::to_string(time % 7), "somebody", time, "m" + std::to_string(time)});
        store.append(mails(log), {.time = 1});
        for (std::uint64_t seed = 0; seed < 4; ++seed) store.append(RandomRecords(seed, true).network(), {.time = 2});
        store.unite(
            std::vector<SamePerson>{{.kept = "person 1", .other = "person 2", .reason = "one name", .time = 3}});
        store.append(mails({{"gone", "somebody", 7}}), {.time = 4});
        store.erase("gone");
    }
    return *disk.disk().find(path);
}

/// All that a store answers, as text.
std::vector<std::string> answers(const Store& store)
{
    std::vector<std::string> all = told_rows(store.apart());
    for (const SamePerson& same : store.same_people())
        all.push_back(to_text(same.kept) + "=" + to_text(same.other) + same.reason + std::to_string(same.time));
    for (const Import& import : store.imports())
        all.push_back(import.source + import.basis + std::to_string(import.time) + " " + std::to_string(import.rows));
    for (const Provenance& from : store.provenance("person 3", "somebody")) all.push_back(from.table + from.source);
    return all;
}

std::vector<std::string> answers(const std::string& bytes)
{
    const CrashDisk disk({{path, bytes}});
    return answers(Store(path, {.create = false, .vfs = disk.name()}));
}

/// Whether the bytes answer as expected, or by an error that says what is wrong.
bool is_error_or_equal(const std::string& bytes, const std::vector<std::string>& expected)
{
    try {
        return answers(bytes) == expected;
    } catch (const StoreError& error) {
        static const std::set<std::string> codes{"store.corrupt", "store.not_a_store", "store.version", "store.io",
                                                 "store.missing"};
        return codes.contains(error.code());
    }
}

/// What can still be read of the bytes.
Salvaged salvaged_bytes(const std::string& bytes)
{
    const CrashDisk disk({{path, bytes}});
    return salvaged(path, {.vfs = disk.name()});
}

}  // namespace

TEST_CASE("a bit that turned over changes no answer but into an error", "[store]")
{
    const std::string whole = some_store();
    const std::vector<std::string> expected = answers(whole);
    REQUIRE(whole.size() > 20 * page);
    Random random(5);
    std::size_t errors = 0;
    const std::size_t flips = crash_points(1500);
    for (std::size_t flip = 0; flip < flips; ++flip) {
        const std::size_t place = flip * whole.size() / flips;
        std::string damaged = whole;
        const auto bit = static_cast<unsigned>(random.below(8));
        damaged[place] = static_cast<char>(static_cast<unsigned char>(damaged[place]) ^ (1U << bit));
        INFO("bit " << bit << " of byte " << place);
        REQUIRE(is_error_or_equal(damaged, expected));
        errors += error_of([&] { (void)answers(damaged); }) == "none" ? 0 : 1;
    }
    CHECK(errors > flips / 4);  // the rest hits free space, or what only speeds things up
}

TEST_CASE("a page that is lost, or another's, changes no answer but into an error", "[store]")
{
    const std::string whole = some_store();
    const std::vector<std::string> expected = answers(whole);
    for (std::size_t at = 0; at < whole.size(); at += page) {
        INFO("page " << at / page);
        std::string damaged = whole;
        damaged.replace(at, page, page, '\0');
        CHECK(is_error_or_equal(damaged, expected));
        damaged = whole;
        damaged.replace(at, page, whole.substr((at + page) % whole.size(), page));
        CHECK(is_error_or_equal(damaged, expected));
    }
}

TEST_CASE("a store that was cut is never taken for a whole one", "[store]")
{
    const std::string whole = some_store();
    CHECK(is_error_or_equal(whole.substr(0, whole.size() - 1), answers(whole)));  // a byte may be no loss
    for (std::size_t length = whole.size() - 512; length > 0; length -= 512) {
        INFO("cut at " << length);
        const std::string code = error_of([&] { (void)answers(whole.substr(0, length)); });
        CHECK((code == "store.corrupt" || code == "store.not_a_store"));
    }
}

TEST_CASE("of a damaged store all is read that is not damaged, and the rest is counted", "[store]")
{
    const std::string whole = some_store();
    std::vector<std::string> expected = told_rows(salvaged_bytes(whole).network);
    CHECK(expected == told_rows([&] {
              const CrashDisk disk({{path, whole}});
              return Store(path, {.vfs = disk.name()}).apart();
          }()));
    CHECK(salvaged_bytes(whole).rows_lost == 0);
    std::ranges::sort(expected);
    std::size_t most = 0;
    for (std::size_t at = 0; at < whole.size(); at += page) {
        INFO("page " << at / page);
        std::string damaged = whole;
        damaged.replace(at + 8, page - 8, page - 8, '\xA5');
        try {
            const Salvaged left = salvaged_bytes(damaged);
            std::vector<std::string> rows = told_rows(left.network);
            std::ranges::sort(rows);
            CHECK(std::ranges::includes(expected, rows));
            CHECK(rows.size() + left.rows_lost >= expected.size());
            most = std::max(most, rows.size());
        } catch (const StoreError& error) {
            CHECK((error.code() == "store.corrupt" || error.code() == "store.not_a_store"));
        }
    }
    CHECK(most > expected.size() / 2);
}

TEST_CASE("a damaged page of mails costs the mails on it and no other", "[store]")
{
    repeat_chance();
    const CrashDisk disk;
    {
        Store store(path, {.vfs = disk.name()});
        std::vector<Mail> log;
        for (Time time = 0; time < 2000; ++time) log.push_back({"ada", "ben", time});
        store.append(mails(log));
    }
    std::string bytes = *disk.disk().find(path);
    // A leaf of a table begins with 13; those of the mails are the many.
    std::vector<std::size_t> leaves;
    for (std::size_t at = page; at < bytes.size(); at += page)
        if (bytes[at] == 13) leaves.push_back(at);
    REQUIRE(leaves.size() > 10);
    for (const std::size_t middle : {leaves.size() / 2, leaves.size() - 1}) {
        std::string damaged = bytes;
        damaged[leaves[middle]] = 0;
        const Salvaged left = salvaged_bytes(damaged);
        const std::size_t rows = row_count(left.network.interactions());
        CHECK(rows + left.rows_lost == 2000);
        CHECK(left.rows_lost > 0);
        CHECK(left.rows_lost < 200);
        CHECK(std::ranges::is_sorted(left.network.interactions().time));
    }
}

TEST_CASE("what is salvaged includes what a journal still holds, and leaves both files alone", "[store]")
{
    repeat_chance();
    const CrashDisk disk;
    Store store(path, {.vfs = disk.name()});
    store.append(mails({{"ada", "ben", 1}}));
    const DiskImage crashed = disk.disk().image();  // as kill -9 leaves it
    const CrashDisk other(crashed);
    CHECK(row_count(salvaged(path, {.vfs = other.name()}).network.interactions()) == 1);
    CHECK((other.disk().image() == crashed));
}

TEST_CASE("an error names the file and what failed", "[store]")
{
    std::string bytes = some_store();
    const std::size_t thread = bytes.find("somebody");
    REQUIRE(thread != std::string::npos);
    bytes[thread] = 'S';
    try {
        (void)answers(bytes);
        FAIL("the key was changed");
    } catch (const StoreError& error) {
        CHECK(error.code() == "store.corrupt");
        CHECK(std::string(error.what()).starts_with("/me.tertius is damaged: "));
    }
}
