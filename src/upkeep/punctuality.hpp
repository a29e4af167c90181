#pragma once

#include <tertius/network/network.hpp>

#include <cstdint>
#include <vector>

namespace tertius::detail {

/// How somebody keeps the days they name; see open_commitments.hpp.
struct Punctuality {
    double kept = 0;  // faded
    double late = 0;
    double haste = 0;             // sum of ln(1 / u) over promises kept
    std::uint64_t late_ones = 0;  // in whole numbers, as a sentence tells them
    std::uint64_t dated_ones = 0;

    /// The chance that a promise is late of whose time the share `over` is gone. 1 from the day on.
    [[nodiscard]] double risk(double over) const;
};

/// The punctuality of everybody, from what was due or done by `at`.
[[nodiscard]] std::vector<Punctuality> punctualities(const Network& network, Time at, double half_life_days);

/// When a commitment was done, as far as that is known at `at`; no_time if it was not.
[[nodiscard]] Time done_by(const Commitments& commitments, std::size_t row, Time at);
/// The day named; no_time if none was.
[[nodiscard]] Time due_of(const Commitments& commitments, std::size_t row);
/// The share of the time from made to due that is over at a moment; 1 where there is none.
[[nodiscard]] double share_of_time(Time made, Time due, Time moment);

}  // namespace tertius::detail
