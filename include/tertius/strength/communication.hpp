#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/detail/rows_of_pairs.hpp>
#include <tertius/strength/evidence.hpp>

#include <span>
#include <vector>

namespace tertius {

/// How one person answers another.
struct Responsiveness {
    Belief answering;               ///< of the other's turns, those answered within a week
    Belief attention;               ///< the same against all that the person answers: 1/2 is no more than others get
    Belief quickness;               ///< the chance that an answer comes faster than the person's usual one
    double delay = unscored;        ///< typical time to an answer, in seconds
    double usual_delay = unscored;  ///< and to the person's answers to anybody
    /// The mean of the three beliefs, as far as they are known.
    [[nodiscard]] Belief value() const;
};

/// How two people talk.
struct Communication {
    Responsiveness forward;   ///< of the lower person to the higher
    Responsiveness backward;  ///< of the higher to the lower
    Belief balance;           ///< how evenly turns are taken: the entropy of their shares, in bits
    Belief pace;              ///< the chance of a session within the horizon, if the recent pace went on
    Belief breadth;           ///< effective number of channels, of five
    /// Each side's responsiveness; of the pair the mean of pace, balance, breadth and both sides, as far as known.
    [[nodiscard]] TwoSided block() const;
};

/// Reads communication: people who matter to each other answer, sooner than they answer others, and take turns.
///
///     answering  Beta(1 + answers, 1 + turns left unanswered)
///     attention  o / (o + O),  o the odds of answering this one, O those of answering anybody
///     quickness  Phi((M - m) n / (n + 2) / 2),  m mean log delay of n answers here, M of all the person's answers
///     balance    H(p) * t / (t + 2),  p the share of t turns
///     pace       1 - 2^-(sessions that fade over the horizon)
///     breadth    exp(H of the channels' shares) / 5, at most 1
///
/// Delays and chances are judged against the answering person's own, over all their ties: who has much to answer answers
/// less of it, and whose answers are all slow is not slow. Multiplying all of a person's delays changes nothing.
/// Where contacts have no direction, only pace and breadth are scored.
///
/// Cost    O(ties) to make, and O(rows log rows) where channels are recorded; O(1) a pair.
/// Source  Wuchty and Uzzi, PLoS ONE 6:e26972 (2011); Kooti et al., WWW 2015, for answering under load.
class CommunicationReader {
public:
    /// Keeps references to the histories. `network`: where channels are looked up; none if null.
    CommunicationReader(const EvidenceView& seen, const Network* network);

    [[nodiscard]] Communication between(const HistoryOfPair& pair) const;

private:
    /// What a person answers, over all their ties.
    struct Habit {
        double answers = 0;
        double awaited = 0;
        double log_delays = 0;
    };
    [[nodiscard]] Responsiveness responsiveness(const TieHistory& history, bool forward, const Habit& habit) const;
    [[nodiscard]] Belief breadth(PersonId a, PersonId b) const;

    Time at_;
    double horizon_;
    bool directed_;
    std::vector<Habit> habits_;
    std::span<const std::uint32_t> channel_;
    detail::RowsOfPairs messages_;  // none unless several channels are recorded
};

}  // namespace tertius
