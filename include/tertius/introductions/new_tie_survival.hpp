#pragma once

#include <tertius/strength/tie_strengths.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace tertius {

/// Estimates the chance that a tie which begins now is alive a horizon later, from what this network's new ties did.
///
///     P(alive | c) = (m + 10 p) / (n + 10),   p = (M + 10 * .4) / (N + 10)
///
/// Of the N new ties, M were in contact a horizon or more after their first contact; of the n among them whose two
/// people then shared c contacts (none, one, two or three, more), m were. A tie is new if its first contact came more
/// than a horizon after the log began, and judged if that is two horizons ago. The last 10,000 such ties count. .4 is
/// a prior, worth ten ties; the horizon is that of the strengths, 90 days where they have none.
///
/// Source  Hidalgo & Rodríguez-Sickert, Physica A 387:3017 (2008): ties with shared contacts last longer.
class NewTieSurvival {
public:
    /// Cost  O(ties + 10,000 d log D).
    explicit NewTieSurvival(const TieStrengths& strengths);

    /// In (0, 1).
    [[nodiscard]] double chance(std::uint64_t shared_contacts) const { return chance_[group(shared_contacts)]; }
    /// How many new ties it rests on.
    [[nodiscard]] std::size_t evidence() const { return evidence_; }

private:
    static constexpr std::size_t groups = 4;
    static std::size_t group(std::uint64_t shared_contacts);

    std::array<double, groups> chance_{};
    std::size_t evidence_ = 0;
};

}  // namespace tertius
