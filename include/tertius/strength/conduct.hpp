#pragma once

#include <tertius/network/columns.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace tertius {

/// What the recorded kind of an interaction says about how its sender treats its receiver.
///
/// The sender is the one whose conduct it is: a row of kind "no_show" from Ada to Ben says that Ada let Ben wait.
enum class Conduct : std::uint8_t {
    ordinary,   ///< any other word, or none
    attended,   ///< came to an appointment: attended, on time, present
    late,       ///< came late
    missed,     ///< did not come: no show, missed, absent
    thanked,    ///< thanks, credit, acknowledgement, endorsement, recommendation
    reacted,    ///< answered to what happened to the other: congratulations, condolences, support, celebration
    requested,  ///< asked for something: request, ask
    inquired,   ///< asked about the other or their work: question, follow-up
    disclosed,  ///< told of themselves: disclosure, personal, passion, challenge
};

/// Reads a kind as a record words it. Case, spaces, hyphens and underscores are not told apart.
[[nodiscard]] Conduct parse_conduct(std::string_view kind);

/// The conduct of each row of a column of kinds; empty for an empty column. O(rows + distinct words).
[[nodiscard]] std::vector<Conduct> conduct_of(const WordColumn& kinds);

}  // namespace tertius
