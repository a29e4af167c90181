#include "support/child.hpp"
#include "support/power_loss.hpp"
#include "support/said.hpp"
#include "support/store_on_disk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

// A program that writes to a store is killed at random moments, as by `kill -9`. TERTIUS_CRASH_POINTS sets how often.

using namespace tertius;
using namespace tertius::test;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

void sleep_up_to(Clock::duration longest, Random& chance)
{
    std::this_thread::sleep_for(
        Clock::duration(static_cast<Clock::rep>(chance.below(static_cast<std::uint64_t>(longest.count()) + 1))));
}

DiskImage image_of(const std::filesystem::path& folder)
{
    DiskImage image;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        image[entry.path().filename()] = {std::istreambuf_iterator<char>(file), {}};
    }
    return image;
}

std::size_t entries(const Store& store)
{
    return store.apart().interactions().time.size();
}

/// How long a task of the writer takes from its 'b' to its end when nobody kills it.
Clock::duration duration_of(std::vector<std::string> command)
{
    Child child(std::move(command));
    REQUIRE(child.hear() == 'b');
    const auto begin = Clock::now();
    REQUIRE(child.waited() == ".");
    return Clock::now() - begin;
}

}  // namespace

TEST_CASE("whenever its writer is killed, a store has every entry that was acknowledged, whole", "[store][crash]")
{
    const std::size_t kills = (crash_points(300) + 4) / 5;
    Random chance(1);
    for (std::size_t number = 0; number < kills;) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "me.tertius";
        std::size_t known = 0;
        for (std::size_t life = 0; life < 10 && number < kills; ++life, ++number) {
            Child child({TERTIUS_STORE_WRITER, path, "diary"});
            sleep_up_to(60ms, chance);
            const std::size_t acknowledged = known + child.kill().size();

            const Store store(path);
            known = entries(store);
            INFO("kill " << number << " with " << acknowledged << " entries acknowledged");
            CHECK(known >= acknowledged);
            CHECK(known <= acknowledged + 1);
            CHECK(said(store) == (known == 0 ? Said{} : said(diary(0, known))));
        }
    }
}

TEST_CASE("of an import that is killed nothing is there, and it can be done again", "[store][crash]")
{
    constexpr std::size_t rows = 100'000;
    const auto command = [&](const std::filesystem::path& path) {
        return std::vector<std::string>{TERTIUS_STORE_WRITER, path, "import", std::to_string(rows)};
    };
    const auto longest = [&] {
        const TemporaryFolder folder;
        return duration_of(command(folder.path() / "me.tertius"));
    }();
    Random chance(2);
    for (std::size_t number = 0; number < (crash_points(200) + 99) / 100; ++number) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "me.tertius";
        Child child(command(path));
        REQUIRE(child.hear() == 'b');
        sleep_up_to(longest, chance);
        const bool acknowledged = child.kill() == ".";

        Store store(path);
        INFO("kill " << number << (acknowledged ? ", import acknowledged" : ""));
        const std::size_t visible = entries(store);
        if (acknowledged) CHECK(visible == rows);
        CHECK((visible == 0 || visible == rows));
        CHECK(store.append(diary(0, rows)).new_interactions.size() == rows - visible);
        CHECK(entries(store) == rows);
    }
}

TEST_CASE("whenever an erasure is killed, the person is there whole or no byte of them is left", "[store][crash]")
{
    constexpr std::size_t rows = 3'000;
    const TemporaryFolder before;
    {
        Store store(before.path() / "me.tertius");
        store.append(diary(0, rows));
        store.unite(std::vector<SamePerson>{{.kept = diary_people[6].key, .other = diary_people[7].key}});
    }
    const auto copied_to = [&](const std::filesystem::path& folder) {
        std::filesystem::copy_file(before.path() / "me.tertius", folder / "me.tertius");
        return folder / "me.tertius";
    };
    const TemporaryFolder told;
    Store with_work(copied_to(told.path()));
    with_work.append(zoes_work());
    const Said whole = said(with_work);
    const TemporaryFolder measured;
    const auto longest = duration_of({TERTIUS_STORE_WRITER, copied_to(measured.path()), "erase"});
    const Said erased = said(Store(measured.path() / "me.tertius"));
    REQUIRE_FALSE(names_zoe(image_of(measured.path())));

    Random chance(3);
    for (std::size_t number = 0; number < (crash_points(300) + 24) / 25; ++number) {
        const TemporaryFolder folder;
        const auto path = copied_to(folder.path());
        Child child({TERTIUS_STORE_WRITER, path, "erase"});
        REQUIRE(child.hear() == 'b');
        sleep_up_to(longest, chance);
        const bool acknowledged = child.kill() == ".";

        INFO("kill " << number << (acknowledged ? ", erasure acknowledged" : ""));
        if (acknowledged) CHECK_FALSE(names_zoe(image_of(folder.path())));
        const Store store(path);
        const Said now = said(store);
        CHECK((now == erased || (!acknowledged && now == whole)));
        if (now == erased) CHECK_FALSE(names_zoe(image_of(folder.path())));
    }
}
