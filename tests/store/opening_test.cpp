#include "store/open_file.hpp"
#include "support/store_file.hpp"
#include "support/told_rows.hpp"

#include <tertius/store/store.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>
#include <string>

// Who may open which file, and what is told of one that cannot be. The numbers are those of the table of bad inputs.

using namespace tertius;
using namespace tertius::test;

namespace {

const Network some_mails = mails({{"ada", "ben", 100, "m1"}, {"ben", "ada", 200, "m2"}});

mode_t mode_of(const std::filesystem::path& file)
{
    struct stat status {};
    REQUIRE(stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

/// Runs a program's SQL on a file that is no store's.
void make_database(const std::filesystem::path& file, const std::string& sql)
{
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_close(database) == SQLITE_OK);
}

/// What the work ends with in a fork of this process: 0 if it says yes.
int in_a_fork(const auto& work)
{
    const pid_t child = fork();
    if (child == 0) _exit(work() ? 0 : 1);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Who is said to have the store open.
std::string holder(const auto& open)
{
    try {
        open();
    } catch (const StoreError& error) {
        if (error.code() == "store.locked") return error.what();
    }
    return "nobody";
}

}  // namespace

TEST_CASE("a store that is open is refused to everybody else, and they are told who has it", "[store]")  // D7
{
    const StoreFile file;
    const Store store = file.open();
    const std::string us = "process " + std::to_string(getpid());
    CHECK(holder([&] { file.open(); }).ends_with(us));
    CHECK(in_a_fork([&] { return holder([&] { file.open(); }).ends_with(us); }) == 0);
    CHECK(error_of([&] { (void)salvaged(file.path()); }) == "store.locked");
    CHECK(store.network().size() == 0);
}

TEST_CASE("a store that was closed can be opened again at once", "[store]")
{
    const StoreFile file;
    {
        const Store store = file.open();
    }
    CHECK(file.open().condition() == Store::Condition::closed);
    CHECK(std::filesystem::exists(file.path().string() + "-lock"));
    CHECK_FALSE(std::filesystem::exists(file.path().string() + "-wal"));
    CHECK_FALSE(std::filesystem::exists(file.path().string() + "-shm"));
}

TEST_CASE("a store is refused to a fork, and the parent's is intact", "[store]")  // D8
{
    const StoreFile file;
    std::optional<Store> store(file.open());
    store->append(some_mails);
    const int forked = in_a_fork([&] {
        const bool refused = error_of([&] { (void)store->network(); }) == "store.forked" &&
                             error_of([&] { store->append(some_mails); }) == "store.forked" &&
                             error_of([&] { store->erase("ada"); }) == "store.forked" &&
                             error_of([&] { (void)store->same_people(); }) == "store.forked";
        store.reset();  // must not close the parent's file
        return refused;
    });
    CHECK(forked == 0);
    CHECK(holder([&] { file.open(); }) != "nobody");
    CHECK(store->append(mails({{"ada", "cleo", 300}})).added == 1);
    store.reset();
    CHECK(row_count(file.open().network().interactions()) == 3);
}

TEST_CASE("a fork that lives on does not keep the store from being opened again", "[store]")
{
    const StoreFile file;
    std::optional<Store> store(file.open());
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
        char wait = 0;
        close(ends[1]);
        (void)!read(ends[0], &wait, 1);
        _exit(0);
    }
    store.reset();
    CHECK(error_of([&] { file.open(); }) == "none");
    close(ends[1]);
    close(ends[0]);
    REQUIRE(waitpid(child, nullptr, 0) == child);
}

TEST_CASE("a store may be reached by a link, and a second name for it is no second store", "[store]")  // D17
{
    const StoreFile file;
    const auto link = file.folder() / "link.tertius";
    const auto second = file.folder() / "second.tertius";
    {
        file.open().append(some_mails);
    }
    std::filesystem::create_symlink(file.path(), link);
    std::filesystem::create_hard_link(file.path(), second);
    {
        const Store store(link);
        CHECK(store.path() == file.path());
        CHECK(store.network().size() == 2);
        CHECK(error_of([&] { file.open(); }) == "store.locked");
        CHECK(error_of([&] { Store other(second); }) == "store.locked");
        CHECK(in_a_fork([&] { return error_of([&] { Store other(second); }) == "store.locked"; }) == 0);
    }
    CHECK(Store(second).network().size() == 2);
}

TEST_CASE("only their owner may read a store's files, whatever the umask", "[store]")  // R16
{
    for (const mode_t mask : {0000, 0022, 0777}) {
        const StoreFile file;
        const mode_t before = umask(mask);
        Store store = file.open();
        store.append(some_mails);
        umask(before);
        for (const auto& [name, bytes] : file.files()) {
            INFO(name);
            CHECK(mode_of(file.folder() / name) == 0600);
        }
        CHECK(file.files().size() == 3);  // the store, its journal and its lock
    }
}

TEST_CASE("a store whose mode somebody widened is closed to others again", "[store]")
{
    const StoreFile file;
    {
        file.open();
    }
    std::filesystem::permissions(file.path(), std::filesystem::perms(0644));
    {
        file.open();
    }
    CHECK(mode_of(file.path()) == 0600);
}

TEST_CASE("a store of a newer release is refused and left as it is", "[store]")  // D12
{
    const StoreFile file;
    {
        file.open().append(some_mails);
    }
    make_database(file.path(), "PRAGMA user_version=" + std::to_string(store::steps().size() + 1));
    const auto before = file.files();
    CHECK(error_of([&] { file.open(); }) == "store.version");
    CHECK(error_of([&] { (void)salvaged(file.path()); }) == "store.version");
    CHECK((file.files() == before));
}

TEST_CASE("a newer release's store that crashed is left as it is, its journal too", "[store]")
{
    const StoreFile file;
    {
        file.open().append(some_mails);
    }
    // The newer release commits into the journal and is gone before it closes.
    CHECK(in_a_fork([&] {
              const store::OpenFile newer(file.path(), {}, store::steps());
              newer.connection().execute("PRAGMA user_version=" + std::to_string(store::steps().size() + 1));
              _exit(0);
              return true;
          }) == 0);
    const auto before = file.files();
    CHECK(before.at("me.tertius-wal").size() > 0);
    CHECK(error_of([&] { file.open(); }) == "store.version");
    for (const char* name : {"me.tertius", "me.tertius-wal"}) CHECK((file.files().at(name) == before.at(name)));
    CHECK(file.files().size() == before.size());
}

TEST_CASE("a file that is no store is refused and left as it is", "[store]")
{
    const StoreFile file;
    const auto refused = [&](const std::filesystem::path& path) {
        const std::string before = bytes_of(path);
        const std::string code = error_of([&] { Store store(path); });
        CHECK((bytes_of(path) == before));
        CHECK_FALSE(std::filesystem::exists(path.string() + "-wal"));
        return code;
    };
    const auto other = file.folder() / "other.db";
    make_database(other, "CREATE TABLE notes(text); INSERT INTO notes VALUES ('mine')");
    CHECK(refused(other) == "store.not_a_store");
    make_database(other, "PRAGMA application_id=7; PRAGMA journal_mode=WAL");
    CHECK(refused(other) == "store.not_a_store");
    write_bytes(file.folder() / "short", "x");
    CHECK(refused(file.folder() / "short") == "store.not_a_store");
    write_bytes(file.folder() / "text", std::string(10'000, 'x'));
    CHECK(refused(file.folder() / "text") == "store.not_a_store");
}

TEST_CASE("a pipe or a folder is no store, and is not waited for", "[store]")
{
    const StoreFile file;
    const auto pipe = file.folder() / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(error_of([&] { Store store(pipe); }) == "store.not_a_store");
    CHECK(error_of([&] { (void)salvaged(pipe); }) == "store.not_a_store");
    CHECK(error_of([&] { Store store(file.folder()); }) == "store.not_a_store");
}

TEST_CASE("a store that does not exist is made only where that is wanted", "[store]")
{
    const StoreFile file;
    CHECK(error_of([&] { file.open({.create = false}); }) == "store.missing");
    CHECK(error_of([&] { (void)salvaged(file.path()); }) == "store.missing");
    CHECK(file.files().empty());
    CHECK(error_of([&] { Store store(file.folder() / "no such folder" / "me.tertius"); }) == "store.io");
    CHECK(error_of([&] { file.open(); }) == "none");
    CHECK(error_of([&] { file.open({.create = false}); }) == "none");
}

TEST_CASE("an empty file becomes a store: a crash may have left it so", "[store]")
{
    const StoreFile file;
    write_bytes(file.path(), "");
    {
        file.open().append(some_mails);
    }
    CHECK(file.open().network().size() == 2);
}

TEST_CASE("an unknown file layer is named", "[store]")
{
    const StoreFile file;
    CHECK(error_of([&] { file.open({.vfs = "no such layer"}); }) == "store.io");
}

TEST_CASE("a store left open by a crash is whole, and says so", "[store]")
{
    const StoreFile file;
    CHECK(in_a_fork([&] {
              Store store = file.open();
              store.append(some_mails);
              _exit(0);
              return true;
          }) == 0);
    const Store store = file.open();
    CHECK(store.condition() == Store::Condition::recovered);
    CHECK(told_rows(store.network()) == told_rows(some_mails));
}

TEST_CASE("a store copied without its journal says that something may be missing", "[store]")  // D10
{
    const StoreFile file;
    const StoreFile copy;
    {
        Store store = file.open();
        store.append(some_mails);
        std::filesystem::copy(file.path(), copy.path());
    }
    {
        const Store store = copy.open();
        CHECK(store.condition() == Store::Condition::journal_missing);
        CHECK(store.network().size() == 0);  // the last checkpoint: the store just opened
    }
    CHECK(copy.open().condition() == Store::Condition::closed);
}

TEST_CASE("a store of the first release is opened by this one", "[store]")
{
    const StoreFile file;
    {
        file.open().append(some_mails);
    }
    std::vector<store::Step> steps(store::steps().begin(), store::steps().end());
    steps.push_back(
        [](store::Connection& connection) { connection.execute("ALTER TABLE interactions ADD COLUMN mood INTEGER"); });
    {
        const store::OpenFile later(file.path(), {}, steps);
        CHECK(later.connection().number("PRAGMA user_version") == 2);
        CHECK(later.connection().number("SELECT count(*) FROM interactions WHERE mood IS NULL") == 2);
    }
    {
        const store::OpenFile again(file.path(), {}, steps);
    }
    CHECK(error_of([&] { file.open(); }) == "store.version");
}
