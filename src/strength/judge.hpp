#pragma once

#include <tertius/strength/tie_strengths.hpp>

#include <vector>

namespace tertius::detail {

/// What strengths are judged from, whether it came in one batch or event by event.
struct Case {
    PersonId size = 0;
    std::vector<HistoryOfPair> histories;  // sorted by pair
    Time at = 0;
    double horizon_days = 90;
    const Network* network = nullptr;     // the records beside the contacts; none: only those are known
    std::span<const Contact> contacts{};  // of the network
};

void require_horizon(double horizon_days);

/// The strengths under `model`; their common level lies between that of `model` and of `level_model`.
[[nodiscard]] TieStrengths judge(const Case& what, const StrengthModel& model, const StrengthModel& level_model,
                                 std::size_t refined_on, const Execution& execution);

}  // namespace tertius::detail
