#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/partition.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <string>
#include <vector>

namespace tertius {

/// Two people whom a broker could bring together, and what speaks for it on either side.
struct IntroductionSuggestion {
    PersonId broker = 0;
    PersonId a = 0;  ///< the lower of the two
    PersonId b = 0;
    double score = 0;      ///< only for ranking
    double benefit_a = 0;  ///< what a gains, in [0, 1]
    double benefit_b = 0;
    double accept_a = 0;  ///< the chance that a says yes to the broker
    double accept_b = 0;
    double both_accept = 0;   ///< the chance that both say yes
    double chance_known = 0;  ///< the chance that they know each other already
    double lasts = 0;         ///< the chance that their tie is alive a horizon later, once they are introduced
    std::vector<std::string> reasons_a{};  ///< told to a; at least one
    std::vector<std::string> reasons_b{};
};

struct SuggestIntroductionsOptions {
    int limit = 10;        ///< suggestions at most; >= 1
    int consider = 300;    ///< the broker's strongest contacts that are looked at, pair by pair; >= 2
    Partition clusters{};  ///< who belongs together; empty: clusters are not looked at
    Execution execution{};
};

/// Whom a broker should introduce to each other: the most promising open triads around them.
///
///     score = sqrt(s_a s_b) * HM(benefit_a, benefit_b) * accept_a * accept_b * (1 - chance_known) * lasts
///
/// s_x is the strength of the broker's tie to x, HM the harmonic mean, so that one-sided favours sink. The first
/// factor says how well the broker can vouch for both. The others are explained where they are worked out: benefits in
/// benefit.hpp, who accepts in acceptance.hpp, who knows whom in acquaintance.hpp, what lasts in new_tie_survival.hpp.
///
/// People whom a tie or any record joins count as knowing each other; so do those whom anybody has introduced, and
/// those whose introduction this broker has been asked for, whatever came of it.
///
/// A broker who may not learn of some ties is asked about the network of visible_records.hpp and its strengths.
///
/// Value     by falling score, equals by a and b; pairs of whom one gains nothing are left out.
/// Throws    UnknownPerson; InvalidOption for a limit or consider out of range; InvalidInput if the strengths or the
///           clusters are not of the network's people.
/// Cost      O(records + c^2 (d + g)): c contacts looked at, d contacts and g tags of each. A broker with 10,000
///           contacts has 50 million pairs; `consider` keeps it to 45 thousand.
/// Source    Obstfeld, ASQ 50:100 (2005): the third who joins; Pizzato et al., RecSys 2010, for the harmonic mean.
[[nodiscard]] std::vector<IntroductionSuggestion> suggest_introductions(
    const Network& network, const TieStrengths& strengths, PersonId broker,
    const SuggestIntroductionsOptions& options = {});

}  // namespace tertius
