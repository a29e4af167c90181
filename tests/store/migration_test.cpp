#include "store/open_file.hpp"
#include "support/power_loss.hpp"
#include "support/repeatable_chance.hpp"
#include "support/store_on_disk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

// A newer release changes the layout of the file, and the power fails or the disk does meanwhile: the file is of the
// old layout or of a newer one, never between, and everything is still in it.

using namespace tertius;
using namespace tertius::store;
using namespace tertius::test;

namespace {

constexpr const char* path = "/me.tertius";
constexpr int words = 500;

/// The steps of a release to come: two more than there are.
std::vector<Step> steps_to_come()
{
    std::vector<Step> all(steps().begin(), steps().end());
    all.push_back([](Connection& connection) {
        connection.execute(
            "CREATE TABLE moods(id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
            "INSERT INTO moods(text) SELECT text FROM words");
    });
    all.push_back([](Connection& connection) {
        connection.execute("DROP TABLE moods; ALTER TABLE words ADD COLUMN mood INTEGER; UPDATE words SET mood = id");
    });
    return all;
}

OpenFile opened(const CrashDisk& disk, std::span<const Step> all)
{
    return OpenFile(path, {.vfs = disk.name()}, all);
}

/// A store of today with something in it, as it is left when it is closed.
DiskImage todays_store()
{
    const CrashDisk disk;
    {
        const OpenFile file = opened(disk, steps());
        file.connection().execute(
            "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < " +
            std::to_string(words) +
            ") INSERT INTO words(text, hash) SELECT 'word ' || n || hex(zeroblob(n)), n FROM number");
    }
    return disk.disk().image();
}

/// Looks at a file before any release opens it: whole, of one version, nothing missing.
void require_one_version(const CrashDisk& disk, std::span<const Step> all)
{
    Connection connection(path, disk.name(), Connection::Access::write);
    const auto version = static_cast<std::size_t>(connection.number("PRAGMA user_version"));
    CHECK(version >= steps().size());
    CHECK(version <= all.size());
    CHECK_NOTHROW(check_layout(connection, all.first(version)));
    CHECK(connection.number("SELECT count(*) FROM words") == words);
    CHECK(connection.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") == 0);
}

void require_new_version(const CrashDisk& disk, std::span<const Step> all)
{
    const OpenFile file = opened(disk, all);
    CHECK(static_cast<std::size_t>(file.connection().number("PRAGMA user_version")) == all.size());
    CHECK(file.connection().number("SELECT count(*) FROM words WHERE mood = id") == words);
}

}  // namespace

TEST_CASE("whenever a migration is killed or the power fails in it, the file is old or new, and whole",
          "[store][crash]")
{
    repeat_chance();
    const DiskImage before = todays_store();
    const auto all = steps_to_come();
    const CrashDisk migrating(before);
    require_new_version(migrating, all);

    for_each_moment(
        migrating.changes(), crash_points(200),
        [&](std::size_t point, std::size_t moment, const CachedDisk& then) {
            INFO("point " << point << ": after change " << moment << " of " << migrating.changes().size());
            for (const DiskImage& left : {then.image(), then.after_power_loss(Random(point))}) {
                const CrashDisk disk(left);
                require_one_version(disk, all);
                require_new_version(disk, all);
            }
        },
        before);
}

TEST_CASE("whichever call of the disk fails in a migration, the next opening finishes it", "[store][crash]")
{
    repeat_chance();
    const DiskImage before = todays_store();
    const auto all = steps_to_come();
    const CrashDisk well(before);
    require_new_version(well, all);
    for (const std::size_t call : spread(well.calls().size(), crash_points(60))) {
        INFO("error at call " << call);
        CrashDisk disk(before);
        disk.fail({.call = call});
        try {
            (void)opened(disk, all);
        } catch (const StoreError& error) {
            INFO(error.what());
            CHECK(error.code() == "store.io");
        }
        disk.heal();
        require_one_version(disk, all);
        require_new_version(disk, all);
    }
}
