#pragma once

#include <tertius/network/network.hpp>

#include <vector>

namespace tertius::detail {

/// What happened to somebody, as one milestone tells it or several do.
struct Occasion {
    PersonId person;
    Time time;        // of the earliest
    std::size_t row;  // of the milestone that says best what happened
};

/// What happened to people by `at`, each once; see celebrations.hpp. Sorted by person and time.
[[nodiscard]] std::vector<Occasion> occasions(const Milestones& milestones, Time at);

}  // namespace tertius::detail
