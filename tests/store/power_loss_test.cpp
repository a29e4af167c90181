#include "support/power_loss.hpp"

#include "support/recorded_story.hpp"
#include "support/store_on_disk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <utility>

// The power fails at every change that a store makes to its file. What it had acknowledged is there when it is opened
// again, what it had not is there in full or not at all. TERTIUS_CRASH_POINTS sets how many failures are tried.

using namespace tertius;
using namespace tertius::test;

namespace {

/// Opens what a loss of power left, and returns why it is not as it should be; empty if it is.
std::string complaint(const RecordedStory& days, const PowerLoss& loss)
{
    const std::size_t step = days.step_at(loss.moment);
    if (step > 0 && days.steps[step - 1].without_zoe && names_zoe(loss.image)) return "an erased person is on the disk";
    const StoreOnDisk file(loss.image);
    try {
        const Store store = file.open();
        const Said now = said(store);
        if (!is_told_after(days.steps, step, now)) return "the store says something else than it was told";
        if (store.condition() == Store::Condition::journal_missing) return "a journal is said to be missing";
        if (is_erased(days.steps, step, now) && names_zoe(file.disk().disk().image()))
            return "an erased person is on the disk after opening";
        return {};
    } catch (const Error& error) {
        return error.code() + ": " + error.what();
    }
}

}  // namespace

TEST_CASE("whenever the power fails, the store has kept what it acknowledged and nothing by halves", "[store][crash]")
{
    const RecordedStory days = recorded(story());
    for_each_power_loss(days.changes, crash_points(400), [&](const PowerLoss& loss) {
        INFO(days.where(loss));
        CHECK(complaint(days, loss) == "");
    });
}

TEST_CASE("the same holds while a long journal is moved into the file", "[store][crash]")
{
    const RecordedStory days = recorded(long_story());
    const auto moved = std::ranges::count_if(days.changes, [](const DiskChange& change) {
        return change.kind == DiskChange::Kind::sync && change.file.ends_with("tertius");
    });
    CHECK(moved > 3);  // at the first opening, within, and at the end
    for_each_power_loss(days.changes, crash_points(400), [&](const PowerLoss& loss) {
        INFO(days.where(loss));
        CHECK(complaint(days, loss) == "");
    });
}

TEST_CASE("when the power fails again while the store recovers, the next opening recovers all", "[store][crash]")
{
    const RecordedStory days = recorded(story());
    constexpr std::size_t again = 10;
    for_each_power_loss(days.changes, crash_points(200) / again, [&](PowerLoss loss) {
        INFO(days.where(loss));
        const StoreOnDisk file(loss.image);
        {
            const Store recovering = file.open();
        }
        for_each_power_loss(
            file.disk().changes(), again,
            [&](PowerLoss second) {
                INFO("then again after change " << second.moment << " of its recovery");
                CHECK(complaint(days, {loss.point, loss.moment, std::move(second.image)}) == "");
            },
            loss.image);
    });
}

// The negative control: on a disk that only says that it has written, the tests above have to fail.
TEST_CASE("a store on a disk that lies is caught losing what it acknowledged", "[store][crash]")
{
    const RecordedStory days = recorded(story());
    const std::size_t points = crash_points(400);
    std::size_t bad = 0;
    for_each_power_loss(
        days.changes, points, [&](const PowerLoss& loss) { bad += complaint(days, loss).empty() ? 0 : 1; }, {},
        Sync::lying);
    INFO(bad << " of " << points);
    CHECK(bad * 3 > points);
}
