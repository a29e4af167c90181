#include "support/power_loss.hpp"

#include "support/repeatable_chance.hpp"
#include "support/store_on_disk.hpp"
#include "support/store_story.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

// The power fails at every change that a store makes to its file. What it had acknowledged is there when it is opened
// again, what it had not is there in full or not at all. TERTIUS_CRASH_POINTS sets how many failures are tried.

using namespace tertius;
using namespace tertius::test;

namespace {

/// A store's days, and what it asked of the disk meanwhile.
struct Recording {
    std::vector<StoryStep> steps;
    std::vector<DiskChange> changes;
    std::vector<std::size_t> done;  ///< how many changes had been made when the step was acknowledged

    /// The step that the store was in at a moment; one past the last: none.
    [[nodiscard]] std::size_t step_at(std::size_t moment) const
    {
        return static_cast<std::size_t>(std::ranges::upper_bound(done, moment) - done.begin());
    }
    [[nodiscard]] bool after_erasure(std::size_t step) const { return step > 0 && steps[step - 1].without_zoe; }
};

Recording recorded(std::vector<StoryStep> steps)
{
    repeat_chance();
    Recording recording{std::move(steps), {}, {}};
    StoreOnDisk file;
    auto store = std::make_unique<Store>(file.open());
    for (const StoryStep& step : recording.steps) {
        INFO(step.what);
        take(step, store, [&] { return file.open(); });
        CHECK(said(*store) == step.after);
        recording.done.push_back(file.disk().changes().size());
    }
    store.reset();
    recording.changes = file.disk().changes();
    CHECK(file.disk().temporary_files() == 0);
    return recording;
}

std::string replay_line(const Recording& recording, const PowerLoss& loss)
{
    const std::size_t step = recording.step_at(loss.moment);
    return "point " + std::to_string(loss.point) + ": power fails after change " + std::to_string(loss.moment) +
           " of " + std::to_string(recording.changes.size()) + ", " +
           (step < recording.steps.size() ? "in step: " + recording.steps[step].what : "when all is done");
}

/// Opens what a loss of power left, and returns why it is not as it should be; empty if it is.
std::string complaint(const Recording& recording, const PowerLoss& loss)
{
    const std::size_t step = recording.step_at(loss.moment);
    if (recording.after_erasure(step) && names_zoe(loss.image)) return "an erased person is on the disk";
    const StoreOnDisk file(loss.image);
    try {
        const Store store = file.open();
        const Said now = said(store);
        if (!is_told_after(recording.steps, step, now)) return "the store says something else than it was told";
        if (store.condition() == Store::Condition::journal_missing) return "a journal is said to be missing";
        if (is_erased(recording.steps, step, now) && names_zoe(file.disk().disk().image()))
            return "an erased person is on the disk after opening";
        return {};
    } catch (const Error& error) {
        return error.code() + ": " + error.what();
    }
}

}  // namespace

TEST_CASE("whenever the power fails, the store has kept what it acknowledged and nothing by halves", "[store][crash]")
{
    const Recording recording = recorded(story());
    for_each_power_loss(recording.changes, crash_points(400), [&](const PowerLoss& loss) {
        INFO(replay_line(recording, loss));
        CHECK(complaint(recording, loss) == "");
    });
}

TEST_CASE("the same holds while a long journal is moved into the file", "[store][crash]")
{
    const Recording recording = recorded(long_story());
    const auto moved = std::ranges::count_if(recording.changes, [](const DiskChange& change) {
        return change.kind == DiskChange::Kind::sync && change.file.ends_with("tertius");
    });
    CHECK(moved > 3);  // at the first opening, within, and at the end
    for_each_power_loss(recording.changes, crash_points(400), [&](const PowerLoss& loss) {
        INFO(replay_line(recording, loss));
        CHECK(complaint(recording, loss) == "");
    });
}

TEST_CASE("when the power fails again while the store recovers, the next opening recovers all", "[store][crash]")
{
    const Recording recording = recorded(story());
    constexpr std::size_t again = 10;
    for_each_power_loss(recording.changes, crash_points(200) / again, [&](PowerLoss loss) {
        INFO(replay_line(recording, loss));
        const StoreOnDisk file(loss.image);
        {
            const Store recovering = file.open();
        }
        for_each_power_loss(
            file.disk().changes(), again,
            [&](PowerLoss second) {
                INFO("then again after change " << second.moment << " of its recovery");
                CHECK(complaint(recording, {loss.point, loss.moment, std::move(second.image)}) == "");
            },
            loss.image);
    });
}

// The negative control: on a disk that only says that it has written, the tests above have to fail.
TEST_CASE("a store on a disk that lies is caught losing what it acknowledged", "[store][crash]")
{
    const Recording recording = recorded(story());
    const std::size_t points = crash_points(400);
    std::size_t bad = 0;
    for_each_power_loss(
        recording.changes, points, [&](const PowerLoss& loss) { bad += complaint(recording, loss).empty() ? 0 : 1; },
        {}, Sync::lying);
    INFO(bad << " of " << points);
    CHECK(bad * 3 > points);
}
