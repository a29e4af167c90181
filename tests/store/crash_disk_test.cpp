#include "support/crash_disk.hpp"
#include "support/power_loss.hpp"

#include <catch2/catch_test_macros.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

// The proof that the crash tests can find anything: the disk forgets what it may forget and nothing else, and a database
// that is careless with it is caught.

using namespace tertius;
using namespace tertius::test;

namespace {

using Kind = DiskChange::Kind;

/// All that a file may hold after the power failed.
std::set<std::optional<std::string>> fates(const CachedDisk& disk, const std::string& file)
{
    std::set<std::optional<std::string>> found;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const DiskImage image = disk.after_power_loss(Random(seed));
        const auto at = image.find(file);
        found.insert(at == image.end() ? std::nullopt : std::optional(at->second));
    }
    return found;
}

using Fates = std::set<std::optional<std::string>>;

struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closer>;

Database open(const CrashDisk& disk)
{
    sqlite3* database = nullptr;
    sqlite3_open_v2("ledger", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk.name().c_str());
    return Database(database);
}

int run(const Database& database, const std::string& sql)
{
    return sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr);
}

/// The rows of a query's first column; nothing if it failed.
std::optional<std::vector<std::string>> column(const Database& database, const char* sql)
{
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database.get(), sql, -1, &prepared, nullptr) != SQLITE_OK) return std::nullopt;
    const std::unique_ptr<sqlite3_stmt, Closer> statement(prepared);
    std::vector<std::string> rows;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(prepared)) == SQLITE_ROW)
        rows.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0)));
    return step == SQLITE_DONE ? std::optional(rows) : std::nullopt;
}

std::string event(std::size_t number)
{
    return "event " + std::to_string(number) + std::string(number * 37 % 900, 'x');
}

/// A run that wrote events one by one.
struct Ledger {
    std::vector<DiskChange> changes;
    std::vector<std::size_t> acknowledged;  ///< how many changes had been made when the event was said to be safe
};

Ledger kept_with(const std::string& synchronous)
{
    CrashDisk disk;
    Ledger ledger;
    {
        const Database database = open(disk);
        REQUIRE(
            run(database, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=" + synchronous +
                              "; PRAGMA wal_autocheckpoint=8; PRAGMA secure_delete=ON;"
                              "CREATE TABLE event(said TEXT NOT NULL, at INTEGER); CREATE INDEX said ON event(said)") ==
            SQLITE_OK);
        for (std::size_t number = 0; number < 40; ++number) {
            REQUIRE(run(database, "INSERT INTO event VALUES('" + event(number) + "', 7)") == SQLITE_OK);
            ledger.acknowledged.push_back(disk.changes().size());
        }
    }
    ledger.changes = disk.changes();
    return ledger;
}

enum class Outcome { whole, lost, corrupt };

Outcome outcome(const Ledger& ledger, PowerLoss loss)
{
    const CrashDisk disk(std::move(loss.image));
    const Database database = open(disk);
    run(database, "PRAGMA locking_mode=EXCLUSIVE");
    const auto acknowledged = static_cast<std::size_t>(
        std::ranges::count_if(ledger.acknowledged, [&](std::size_t at) { return at <= loss.moment; }));
    const auto health = column(database, "PRAGMA integrity_check");
    if (!health || *health != std::vector<std::string>{"ok"}) return Outcome::corrupt;
    const auto said = column(database, "SELECT said FROM event ORDER BY rowid").value_or(std::vector<std::string>{});
    for (std::size_t number = 0; number < said.size(); ++number)
        if (said[number] != event(number)) return Outcome::corrupt;
    return said.size() < acknowledged ? Outcome::lost : Outcome::whole;
}

struct Outcomes {
    std::size_t points = 0, lost = 0, corrupt = 0;
    [[nodiscard]] std::size_t bad() const { return lost + corrupt; }
};

Outcomes outcomes(const std::string& synchronous, Sync sync = Sync::honest)
{
    const Ledger ledger = kept_with(synchronous);
    Outcomes all;
    for_each_power_loss(
        ledger.changes, crash_points(1000),
        [&](PowerLoss loss) {
            const Outcome one = outcome(ledger, std::move(loss));
            ++all.points;
            all.lost += one == Outcome::lost ? 1 : 0;
            all.corrupt += one == Outcome::corrupt ? 1 : 0;
        },
        {}, sync);
    UNSCOPED_INFO("synchronous=" << synchronous << (sync == Sync::lying ? ", lying disk" : "") << ": " << all.points
                                 << " points, " << all.lost << " lost, " << all.corrupt << " corrupt");
    return all;
}

}  // namespace

TEST_CASE("what was synced survives a loss of power, what was not may be there, not be there, or half",
          "[store][crash]")
{
    CachedDisk disk(DiskImage{{"book", "old"}});
    REQUIRE(fates(disk, "book") == Fates{"old"});

    disk.apply({.kind = Kind::write, .file = "book", .at = 0, .bytes = "new"});
    REQUIRE(*disk.find("book") == "new");
    REQUIRE(fates(disk, "book") == Fates{"old", "new"});

    disk.apply({.kind = Kind::truncate, .file = "book", .at = 1});
    REQUIRE(fates(disk, "book") == Fates{"old", "new", "o", "n"});

    disk.apply({.kind = Kind::sync, .file = "book"});
    REQUIRE(fates(disk, "book") == Fates{"n"});
}

TEST_CASE("a write is torn between sectors, never within one", "[store][crash]")
{
    CachedDisk disk(DiskImage{{"book", std::string(1024, '-')}});
    disk.apply({.kind = Kind::write, .file = "book", .at = 500, .bytes = std::string(24, 'x')});
    const auto with = [](std::size_t from, std::size_t to) {
        std::string bytes(1024, '-');
        bytes.replace(from, to - from, to - from, 'x');
        return bytes;
    };
    REQUIRE(fates(disk, "book") == Fates{with(0, 0), with(500, 512), with(512, 524), with(500, 524)});
}

TEST_CASE("a new file may vanish and a removed one come back until the names are synced", "[store][crash]")
{
    CachedDisk disk(DiskImage{{"old", "words"}});
    disk.apply({.kind = Kind::create, .file = "new"});
    disk.apply({.kind = Kind::remove, .file = "old"});
    REQUIRE(disk.image() == DiskImage{{"new", ""}});
    REQUIRE(fates(disk, "new") == Fates{std::nullopt, ""});
    REQUIRE(fates(disk, "old") == Fates{std::nullopt, "words"});

    disk.apply({.kind = Kind::sync_names});
    REQUIRE(fates(disk, "new") == Fates{""});
    REQUIRE(fates(disk, "old") == Fates{std::nullopt});
}

TEST_CASE("what a failed sync left behind is not written by the next", "[store][crash]")
{
    Fates after;
    for (std::size_t seed = 0; seed < 50; ++seed) {
        CachedDisk failed(DiskImage{{"book", "old"}});
        failed.apply({.kind = Kind::write, .file = "book", .at = 0, .bytes = "new"});
        failed.apply({.kind = Kind::failed_sync, .file = "book", .at = seed});
        failed.apply({.kind = Kind::sync, .file = "book"});
        REQUIRE(*failed.find("book") == "new");
        REQUIRE(fates(failed, "book").size() == 1);
        after.merge(fates(failed, "book"));
    }
    REQUIRE(after == Fates{"old", "new"});
}

TEST_CASE("a database that syncs every commit loses nothing on a disk that keeps its word", "[store][crash]")
{
    const Outcomes all = outcomes("FULL");
    CHECK(all.lost == 0);
    CHECK(all.corrupt == 0);
}

// The negative controls: with these the tests have to fail, or they prove nothing.
TEST_CASE("a database that does not sync, or not every commit, or to a disk that lies, is caught", "[store][crash]")
{
    const Outcomes off = outcomes("OFF");
    CHECK(off.bad() * 2 > off.points);
    CHECK(off.corrupt * 10 > off.points);
    const Outcomes normal = outcomes("NORMAL");
    CHECK(normal.lost * 4 > normal.points);
    CHECK(normal.corrupt == 0);
    const Outcomes lying = outcomes("FULL", Sync::lying);
    CHECK(lying.bad() * 2 > lying.points);
}
