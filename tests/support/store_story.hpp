#pragma once

#include "support/said.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tertius::test {

/// One thing that happens to a store, and all it has to say from then on.
struct StoryStep {
    std::string what;
    std::function<void(Store&)> act;  ///< none: the store is closed and opened again
    Said after{};
    bool without_zoe = false;  ///< she has been erased: no byte of zoes_words may be left
};

/// A store's days: records of every kind come in, some twice, some told otherwise, two people turn out to be one, are
/// parted and united again, and are erased; in between the store is closed and opened. What it has to say is
/// worked out here, line by line, not asked of a store.
[[nodiscard]] std::vector<StoryStep> story();
/// A store that stays open for so long, one entry after the other, that its journal is moved into the file meanwhile.
[[nodiscard]] std::vector<StoryStep> long_story();

/// Lets the step happen to a store that `open` opens.
void take(const StoryStep& step, std::unique_ptr<Store>& store, const auto& open)
{
    if (step.act) return step.act(*store);
    store.reset();
    store = std::make_unique<Store>(open());
}

/// Whether it is what a store says after the steps before `step`, with or without that one.
[[nodiscard]] bool is_told_after(const std::vector<StoryStep>& steps, std::size_t step, const Said& now);
/// Whether somebody who says this after the steps before `step`, or after that one too, has forgotten Zoe.
[[nodiscard]] bool is_erased(const std::vector<StoryStep>& steps, std::size_t step, const Said& now);

/// The note under which everything comes in: a time that is the same in every run.
[[nodiscard]] ImportNote story_note();

}  // namespace tertius::test
