#pragma once

#include <tertius/network/columns.hpp>

#include <limits>
#include <span>

namespace tertius {

/// "The records cannot show it". Never 0.
inline constexpr double unscored = std::numeric_limits<double>::quiet_NaN();

/// How far something is the case between two people, as far as the records show it, and how sure that is.
struct Belief {
    double value = unscored;  ///< in [0, 1]
    double deviation =
        0.288675134594813;  ///< standard deviation; of what anything from 0 to 1 is as likely, 1/sqrt(12)
    double evidence = 0;    ///< records it rests on, each counted by what age has left of it

    [[nodiscard]] bool scored() const;
    /// The ends of the 90 % interval; 0 and 1 where nothing is known.
    [[nodiscard]] double low() const;
    [[nodiscard]] double high() const;
};

/// A building block between two people: the conduct of each towards the other, and what it makes of the pair.
struct TwoSided {
    Belief forward;   ///< what the first shows the second
    Belief backward;  ///< what the second shows the first
    Belief pair;
};

/// The belief in a share after `yes` cases for it and `no` against, from knowing nothing: Beta(1 + yes, 1 + no).
///
///     value = (yes + 1) / (yes + no + 2)
///
/// Value     unscored without cases.
/// Requires  yes, no >= 0.
/// Source    Jøsang and Ismail, The Beta reputation system, Bled 2002.
[[nodiscard]] Belief share_belief(double yes, double no);

/// The mean of the beliefs that are scored, taken as independent; unscored if none is.
[[nodiscard]] Belief mean(std::span<const Belief> beliefs);
/// The square root of the product of two sides; of the only one known, if one is.
[[nodiscard]] Belief geometric_mean(const Belief& a, const Belief& b);
/// 2 / (1 / a + 1 / b): no better than twice the worse side, and 0 as soon as one is. Unscored unless both are known.
[[nodiscard]] Belief harmonic_mean(const Belief& a, const Belief& b);

/// What is left after `age` seconds of what halves in `half_life_days`.
[[nodiscard]] double faded(Time age, double half_life_days);

}  // namespace tertius
