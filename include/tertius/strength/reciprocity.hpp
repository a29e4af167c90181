#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/detail/rows_of_pairs.hpp>

namespace tertius {

/// Judges how what passes between two people compares with what is normal between them.
///
///     x ~ Beta(1 + given, 1 + returned), the first one's share; s what is normal for the type
///     pair      1 - E|x - s| / max(s, 1 - s)
///     forward   E[min(1, x / s)]:  whether the first gives their part
///     backward  E[min(1, (1 - x) / (1 - s))]
///
/// A mentor who gives 80 of 100 where 80 % is normal is as even as two peers who share alike.
///
/// Value     unscored if nothing was given either way.
/// Requires  given, returned >= 0; 0 < normal_share < 1.
[[nodiscard]] TwoSided reciprocity(double given, double returned, double normal_share = .5);

struct ReciprocityOptions {
    double half_life_days = 1826;  ///< in which a gift loses half its weight, five years; > 0, infinity: never
};

/// Reads what two people have given each other: exchanges by their size, and introductions made for the other.
///
/// Each counts 2^(-age / half-life); an introduction and a gift of no recorded size count 1.
///
/// Throws  InvalidOption.
/// Cost    O(rows log rows) to make; O(log rows + their gifts) a pair.
class ReciprocityReader {
public:
    /// Keeps a reference to the network; looks at what happened by `at`.
    ReciprocityReader(const Network& network, Time at, const ReciprocityOptions& options = {});

    /// What `person` has given `other`, faded by age.
    [[nodiscard]] double given(PersonId person, PersonId other) const;
    [[nodiscard]] TwoSided between(PersonId a, PersonId b, double normal_share = .5) const;

private:
    const Network& network_;
    Time at_;
    ReciprocityOptions options_;
    detail::RowsOfPairs gifts_, introduced_a_, introduced_b_;
};

}  // namespace tertius
