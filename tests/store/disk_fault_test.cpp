#include "support/recorded_story.hpp"
#include "support/repeatable_chance.hpp"
#include "support/store_on_disk.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// Every call of the disk fails, once or from then on, by an error or because the disk is full. The caller is told; after
// an error the store answers nothing until it is opened again, and then it has kept what it acknowledged.

using namespace tertius;
using namespace tertius::test;

namespace {

/// What became of a store's days on a disk that fails.
struct Faulted {
    std::size_t step = 0;   ///< the step that failed; the number of steps if none did
    std::string code;       ///< what the caller was told; empty if nothing
    std::string unnoticed;  ///< what was asked of the store while the disk failed, and done as if nothing had been
    std::unique_ptr<Store> store;  ///< as it is then; none if it could not be opened
};

std::string refusal(auto call)
{
    try {
        call();
        return {};
    } catch (const StoreError& error) {
        return error.code();
    }
}

bool is_poisoned(const Store& store)
{
    return refusal([&] { (void)store.apart(); }) == "store.poisoned";
}

Faulted played(StoreOnDisk& file, const std::vector<StoryStep>& steps)
{
    Faulted outcome;
    outcome.code = refusal([&] { outcome.store = std::make_unique<Store>(file.open()); });
    for (; outcome.code.empty() && outcome.step < steps.size(); ++outcome.step) {
        outcome.code = refusal([&] { take(steps[outcome.step], outcome.store, [&] { return file.open(); }); });
        if (!outcome.code.empty()) break;
        if (file.disk().failed() && outcome.unnoticed.empty()) outcome.unnoticed = steps[outcome.step].what;
    }
    return outcome;
}

/// All calls that a store's days make when nothing fails.
std::vector<DiskCall> all_calls(const std::vector<StoryStep>& steps)
{
    repeat_chance();
    StoreOnDisk file;
    const Faulted outcome = played(file, steps);
    REQUIRE(outcome.code.empty());
    return file.disk().calls();
}

std::string replay_line(const DiskFault& fault, const std::vector<StoryStep>& steps, const Faulted& outcome)
{
    return std::string(fault.kind == DiskFault::Kind::full ? "disk full" : "error") + " at call " +
           std::to_string(fault.call) + (fault.lasting ? " and all after it" : "") + ": " +
           (outcome.code.empty()
                ? "nobody noticed"
                : outcome.code + " in step: " + (outcome.step < steps.size() ? steps[outcome.step].what : "open"));
}

/// The days with one fault; then the disk is well again, the store opened, written to, and the power fails.
void survive(const std::vector<StoryStep>& steps, const DiskFault& fault)
{
    repeat_chance();
    StoreOnDisk file;
    file.disk().fail(fault);
    Faulted outcome = played(file, steps);
    INFO(replay_line(fault, steps, outcome));
    REQUIRE(file.disk().failed());
    // Whether the journal has grown too long is looked at when all is safe; closing has nobody to tell.
    const bool may_be_silent = file.disk().calls()[fault.call] == DiskCall::look || outcome.unnoticed == "reopen";
    CHECK((outcome.unnoticed.empty() || may_be_silent));
    const bool full = fault.kind == DiskFault::Kind::full;
    if (!outcome.code.empty()) CHECK(outcome.code == (full ? "store.full" : "store.io"));
    if (!outcome.code.empty() && !full && outcome.store) CHECK(is_poisoned(*outcome.store));
    outcome.store.reset();

    file.disk().heal();
    const Network more = diary(1000, 1, true);
    Store store = file.open();
    CHECK(is_told_after(steps, outcome.step, said(store)));
    if (is_erased(steps, outcome.step, said(store))) CHECK_FALSE(names_zoe(file.disk().disk().image()));
    store.append(more, story_note());
    const Said now = said(store);
    for (const std::string& line : said(more)) CHECK(now.contains(line));
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        const StoreOnDisk later(file.disk().disk().after_power_loss(Random(seed)));
        CHECK((said(later.open()) == now));
    }
}

/// A disk that is full for a while: the store works on as if it had not been asked. Only an erasure may have begun: then
/// the person is gone, and what is left to do is done when the store is opened again (see survive()).
void work_on(const std::vector<StoryStep>& steps, const DiskFault& fault)
{
    repeat_chance();
    StoreOnDisk file;
    file.disk().fail(fault);
    const Faulted outcome = played(file, steps);
    if (!outcome.store || outcome.code.empty()) return;
    INFO(replay_line(fault, steps, outcome));
    const StoryStep& step = steps[outcome.step];
    if (step.what == "erase" && is_poisoned(*outcome.store)) return;
    const Said now = said(*outcome.store);
    if (step.what == "erase" && now == step.after) {
        CHECK_FALSE(names_zoe(file.disk().disk().image()));
        return;
    }
    CHECK((now == (outcome.step == 0 ? Said{} : steps[outcome.step - 1].after)));

    file.disk().heal();
    CHECK_NOTHROW(step.act(*outcome.store));
    CHECK((said(*outcome.store) == step.after));
    if (step.without_zoe) CHECK_FALSE(names_zoe(file.disk().disk().image()));
    const StoreOnDisk later(file.disk().disk().after_power_loss(Random(fault.call)));
    CHECK((said(later.open()) == step.after));
}

std::vector<std::size_t> places_of(const std::vector<DiskCall>& calls, std::optional<DiskCall> only)
{
    std::vector<std::size_t> places;
    for (std::size_t call = 0; call < calls.size(); ++call)
        if (!only || calls[call] == *only) places.push_back(call);
    return places;
}

}  // namespace

TEST_CASE("whichever call of the disk fails, the caller is told and nothing acknowledged is lost", "[store][crash]")
{
    const bool lasting = GENERATE(false, true);
    const auto steps = story();
    const auto calls = all_calls(steps);
    const auto places = places_of(calls, std::nullopt);
    for (const std::size_t place : spread(places.size(), crash_points(60)))
        survive(steps, {.call = places[place], .lasting = lasting});
}

TEST_CASE("whenever the disk is full, the caller is told, and the store works again when there is room",
          "[store][crash]")
{
    const bool lasting = GENERATE(false, true);
    const auto steps = story();
    const auto calls = all_calls(steps);
    const auto places = places_of(calls, DiskCall::write);
    for (const std::size_t place : spread(places.size(), crash_points(60)))
        survive(steps, {.call = places[place], .kind = DiskFault::Kind::full, .lasting = lasting});
}

TEST_CASE("what a full disk refused can be asked for again of the same store", "[store][crash]")
{
    const bool lasting = GENERATE(false, true);
    const auto steps = story();
    const auto calls = all_calls(steps);
    const auto places = places_of(calls, DiskCall::write);
    for (const std::size_t place : spread(places.size(), crash_points(60)))
        work_on(steps, {.call = places[place], .kind = DiskFault::Kind::full, .lasting = lasting});
}

TEST_CASE("after a sync that failed the store answers nothing until it is opened again", "[store][crash]")
{
    const auto steps = story();
    const auto calls = all_calls(steps);
    const auto places = places_of(calls, DiskCall::sync);
    for (const std::size_t place : spread(places.size(), crash_points(60)))
        survive(steps, {.call = places[place], .only = DiskCall::sync});
}

TEST_CASE("an error while recovering is told, and a later opening recovers all", "[store][crash]")
{
    const bool lasting = GENERATE(false, true);
    const RecordedStory days = recorded(story());
    constexpr std::size_t calls = 20;
    for_each_power_loss(days.changes, crash_points(200) / calls, [&](const PowerLoss& loss) {
        INFO(days.where(loss));
        const std::size_t step = days.step_at(loss.moment);
        StoreOnDisk well(loss.image);
        (void)said(well.open());
        for (const std::size_t call : spread(well.disk().calls().size(), calls)) {
            INFO("then an error at call " << call << (lasting ? " and all after it" : ""));
            StoreOnDisk file(loss.image);
            file.disk().fail({.call = call, .lasting = lasting});
            const std::string code = refusal([&] { (void)said(file.open()); });
            CHECK((code.empty() || code == "store.io"));
            file.disk().heal();
            const Store store = file.open();
            const Said now = said(store);
            CHECK(is_told_after(days.steps, step, now));
            if (is_erased(days.steps, step, now)) CHECK_FALSE(names_zoe(file.disk().disk().image()));
        }
    });
}
