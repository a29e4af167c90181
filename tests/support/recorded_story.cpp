#include "support/recorded_story.hpp"

#include "support/repeatable_chance.hpp"
#include "support/store_on_disk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace tertius::test {

std::size_t RecordedStory::step_at(std::size_t moment) const
{
    return static_cast<std::size_t>(std::ranges::upper_bound(done, moment) - done.begin());
}

std::string RecordedStory::where(const PowerLoss& loss) const
{
    const std::size_t step = step_at(loss.moment);
    return "point " + std::to_string(loss.point) + ": power fails after change " + std::to_string(loss.moment) +
           " of " + std::to_string(changes.size()) + ", " +
           (step < steps.size() ? "in step: " + steps[step].what : "when all is done");
}

RecordedStory recorded(std::vector<StoryStep> steps)
{
    repeat_chance();
    RecordedStory story{std::move(steps), {}, {}};
    const StoreOnDisk file;
    auto store = std::make_unique<Store>(file.open());
    for (const StoryStep& step : story.steps) {
        INFO(step.what);
        take(step, store, [&] { return file.open(); });
        CHECK(said(*store) == step.after);
        story.done.push_back(file.disk().changes().size());
    }
    store.reset();
    story.changes = file.disk().changes();
    CHECK(file.disk().temporary_files() == 0);
    return story;
}

}  // namespace tertius::test
