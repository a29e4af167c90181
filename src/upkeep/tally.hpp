#pragma once

#include <tertius/strength/belief.hpp>
#include <tertius/strength/explanation.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace tertius::detail {

/// What speaks for and against somebody's following a tip: cases that were counted, or records that were measured.
struct Part {
    double yes = 0;
    double no = 0;
    bool counted = true;

    /// The cases behind a belief in a share.
    static Part cases(const Belief& share);
    /// A value in [0, 1] that was measured on so many records.
    static Part measured(double value, double records);

    [[nodiscard]] Belief belief() const;
    /// Whether that is good enough to go on as before: from 60 % on, or unknown.
    [[nodiscard]] bool is_followed() const;
};

/// What the records of one tie, or of several added up, say about a tip.
struct Tally {
    std::array<Part, 2> parts{};    ///< the second only where a tip has two halves
    std::uint64_t kept = 0;         ///< cases for it, in whole numbers, as a sentence tells them
    std::uint64_t of = 0;           ///< of so many
    std::vector<Record> records{};  ///< in no order, some perhaps twice

    [[nodiscard]] Belief belief() const;
    /// Whether both halves are.
    [[nodiscard]] bool is_followed() const { return parts[0].is_followed() && parts[1].is_followed(); }
    /// How much speaks for the tip.
    [[nodiscard]] double yes() const { return parts[0].yes + parts[1].yes; }
    /// How much of what is neglected overall speaks against the tip here.
    [[nodiscard]] double no(const Tally& overall) const;
    Tally& operator+=(const Tally& more);
    /// Counts each case half: where each stands in two ties.
    void halve();
};

}  // namespace tertius::detail
