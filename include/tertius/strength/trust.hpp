#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/detail/rows_of_pairs.hpp>

namespace tertius {

struct TrustOptions {
    double half_life_days = 365;  ///< in which a record loses half its weight; > 0, infinity: never
    double favour_days = 30;      ///< what is given within so long of a request, promise or gift is no free gift; > 0
};

/// What one person has shown another to be trusted for: whether they keep their word, do it well and mean well.
struct Trustworthiness {
    Belief integrity;    ///< promises kept, of those kept or broken
    Belief ability;      ///< quality of what was delivered
    Belief benevolence;  ///< gifts that nothing called for, of all gifts
    /// The mean of the three, as far as they are known.
    [[nodiscard]] Belief value() const;
};

/// Reads trust: people trust those who keep their promises, do good work and give without being asked.
///
///     integrity    Beta(1 + kept, 1 + broken); kept: done by the day it was due; broken: done later, or not by now
///     ability      (sum of qualities + 1/2) / (deliveries judged + 1)
///     benevolence  Beta(1 + unprompted gifts, 1 + prompted ones)
///
/// Each record counts 2^(-age / half-life). The pair's trust is the geometric mean of both sides, or the one known.
/// Where no promise and no gift is on record, the balance of the conversation stands in for the pair: T / (1 + T),
/// T = sum over conversations of turns * H(share of turns).
///
/// Throws  InvalidOption.
/// Cost    O(rows log rows) to make; O(log rows + their records) a pair.
/// Source  Mayer, Davis, Schoorman, AMR 20:709 (1995); Jøsang and Ismail 2002; Adalı et al., Measuring behavioral
///         trust in social networks, ISI 2010.
class TrustReader {
public:
    /// Keeps a reference to the network; looks at what happened by `at`.
    TrustReader(const Network& network, Time at, const TrustOptions& options = {});

    /// What `person` has shown `other`.
    [[nodiscard]] Trustworthiness shown(PersonId person, PersonId other) const;
    /// Both sides, from commitments and exchanges alone.
    [[nodiscard]] TwoSided between(PersonId a, PersonId b) const;

private:
    [[nodiscard]] double weight(Time time) const { return faded(at_ - time, options_.half_life_days); }
    [[nodiscard]] Belief integrity(PersonId person, PersonId other) const;
    [[nodiscard]] Belief ability(PersonId person, PersonId other) const;
    [[nodiscard]] Belief benevolence(PersonId person, PersonId other) const;

    const Network& network_;
    Time at_;
    TrustOptions options_;
    detail::RowsOfPairs promises_, gifts_, requests_;
};

/// The trust that a balanced conversation speaks of: `turns_a` and `turns_b` are how often each spoke.
[[nodiscard]] Belief conversation_trust(double turns_a, double turns_b);

}  // namespace tertius
