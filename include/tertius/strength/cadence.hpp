#pragma once

#include <tertius/strength/relationship_norms.hpp>
#include <tertius/strength/tie_history.hpp>

namespace tertius {

/// The pace of a tie: how long its silences normally are, by what is normal for its type and by its own.
///
/// The logarithm of the gap between contacts is normal, with
///
///     mean      (2 ln(normal gap) + n m) / (2 + n)
///     variance  (s^2 + n v) / (1 + n),         s the normal spread, n own gaps with mean m and variance v of their logs
///
/// so a board that meets each quarter is not silent at 80 days, and is at 120.
class Cadence {
public:
    Cadence(const RelationshipNorm& norm, const TieHistory& history);

    /// After so many days the next contact is as likely to have come as not.
    [[nodiscard]] double median_gap_days() const;
    /// The chance that a silence of a living tie lasts longer than so many seconds.
    [[nodiscard]] double chance_longer(double silence) const;
    /// The chance that the tie is alive after a silence of so many seconds.
    ///
    ///     (1 - d) S / ((1 - d) S + d),   S = chance_longer, d = 1 / (n + norm.lasting): the chance that the last
    ///                                    contact was the last, after n gaps that were outlived
    ///
    /// Source  the dropout of BG/NBD: Fader, Hardie, Lee, Marketing Science 24:275 (2005).
    [[nodiscard]] double chance_alive(double silence) const;
    /// The chance that after a silence of so many seconds the next contact comes within the `horizon` seconds to come.
    ///
    ///     chance_alive(silence) (1 - S(silence + horizon) / S(silence))
    [[nodiscard]] double chance_within(double silence, double horizon) const;
    /// Whether four of five silences would have ended by then.
    [[nodiscard]] bool overdue(double silence) const { return chance_longer(silence) < 0.2; }

private:
    [[nodiscard]] double chance_last() const { return 1 / (gaps_ + lasting_); }

    double lasting_;
    double gaps_ = 0;
    double mean_;  // of the logarithm of seconds
    double deviation_;
};

}  // namespace tertius
