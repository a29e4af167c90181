#pragma once

#include "ego_records.hpp"
#include "tally.hpp"

// What the records of a tie say about each tip; see tips.hpp for the formulas.
namespace tertius::detail {

// be authentic
[[nodiscard]] Tally consistency(const EgoRecords& records, const EgoTie& tie);
[[nodiscard]] Tally openness(const EgoRecords& records, const EgoTie& tie);
// mutual respect
[[nodiscard]] Tally appreciation(const EgoRecords& records, const EgoTie& tie);
[[nodiscard]] Tally listening(const EgoRecords& records, const EgoTie& tie);
// show interest
[[nodiscard]] Tally curiosity(const EgoRecords& records, const EgoTie& tie);
[[nodiscard]] Tally breadth(const EgoRecords& records, const EgoTie& tie);
// offer value
[[nodiscard]] Tally generosity(const EgoRecords& records, const EgoTie& tie);
[[nodiscard]] Tally introductions_made(const EgoRecords& records, const EgoTie& tie);
// keep in touch
[[nodiscard]] Tally check_ins(const EgoRecords& records, const EgoTie& tie);
[[nodiscard]] Tally celebrations(const EgoRecords& records, const EgoTie& tie);
// become reliable
[[nodiscard]] Tally reliability(const EgoRecords& records, const EgoTie& tie);
[[nodiscard]] Tally steadiness(const EgoRecords& records, const EgoTie& tie);

/// A tally of cases: fading ones for the belief, and the same in whole numbers for the sentence.
[[nodiscard]] Tally cases(const Belief& fading, const Belief& lasting);
void note(Tally& tally, RecordTable table, std::size_t row);

}  // namespace tertius::detail
