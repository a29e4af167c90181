#pragma once

#include <tertius/introductions/benefit.hpp>
#include <tertius/network/network.hpp>

#include <vector>

namespace tertius {

/// How much each reason to say yes to an introduction adds to its log-odds.
struct AcceptanceWeights {
    double base = 0;
    double standing = 0;   ///< of the log-odds of the strength of one's tie to the broker
    double needs_met = 0;  ///< of the share of one's needs that the other meets
    double opening = 0;    ///< of the share of people in reach afterwards who are new
    double seniority = 0;  ///< of how far the other stands above one, in (-1, 1)
    double load = 0;       ///< of one's introductions in the last 30 days, in parts of one's capacity for them
};

/// Priors: no public data tell who said yes to an introduction. Between people of one level who gain nothing, a broker
/// whom one will stay in contact with by even chance gets a yes in 43 of 100 cases.
inline constexpr AcceptanceWeights acceptance_weights{
    .base = -0.3, .standing = 0.6, .needs_met = 1.2, .opening = 0.6, .seniority = 0.4, .load = -0.8};

/// Estimates the chance that somebody whom a broker asks says yes to meeting another.
///
///     P(yes) = 1 / (1 + exp(-(base + sum of weight_i * reason_i)))
///
/// A reason that the records cannot show adds nothing. The levels of two people differ by d standard deviations of all
/// levels: their seniority is tanh(d). The strength counts as .02 to .98. Keeps a reference to the network.
///
/// Source  the form after PYMK, LinkedIn's logistic model of accepted invitations, and Pizzato et al., RecSys 2010, for
///         asking both sides; the weights are priors of this library.
class Acceptance {
public:
    /// Introductions of the 30 days up to `at` are load; no_time: all are of no account.
    Acceptance(const Network& network, Time at);

    /// In (0, 1). `strength` is that of the person's tie to the broker, `gains` what meeting the other brings them.
    [[nodiscard]] double chance(PersonId person, PersonId other, double strength, const Benefit& gains) const;

    /// Introductions in the last 30 days in parts of the person's capacity, which is 3 where not recorded.
    [[nodiscard]] double load(PersonId person) const { return load_[person]; }
    /// How far `other` stands above `person`, in (-1, 1); unscored where a level is not recorded.
    [[nodiscard]] double seniority(PersonId person, PersonId other) const;

private:
    const Network& network_;
    double level_deviation_ = 0;
    std::vector<double> load_;
};

}  // namespace tertius
