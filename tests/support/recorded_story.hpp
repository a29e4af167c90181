#pragma once

#include "support/power_loss.hpp"
#include "support/store_story.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tertius::test {

/// A store's days, and what it asked of the disk meanwhile.
struct RecordedStory {
    std::vector<StoryStep> steps;
    std::vector<DiskChange> changes;
    std::vector<std::size_t> done;  ///< how many changes had been made when the step was acknowledged

    /// The step that the store was in at a moment; one past the last: none.
    [[nodiscard]] std::size_t step_at(std::size_t moment) const;
    /// Where in the days the power failed, so that it can be found again.
    [[nodiscard]] std::string where(const PowerLoss& loss) const;
};

/// Lets the days happen on a disk that is well, and checks that the store says what it is told after each step.
[[nodiscard]] RecordedStory recorded(std::vector<StoryStep> steps);

}  // namespace tertius::test
