#pragma once

#include <tertius/graph/partition.hpp>
#include <tertius/graph/tie_graph.hpp>
#include <tertius/introductions/detail/tag_rows.hpp>
#include <tertius/introductions/help.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tertius {

/// What a person gains from meeting another, in parts from 0 to 1; unscored where the records cannot show it.
struct Benefit {
    double needs_met = unscored;      ///< the share of their needs that the other offers or is skilled in
    double common_ground = unscored;  ///< goals, values and skills that both have; rare ones tell more
    double opening = unscored;        ///< of the people in reach afterwards, the share who are new
    double distance = unscored;       ///< how far they differ in organisation, department, cluster and level

    /// The mean of the parts that are scored, each by its weight; unscored if none is.
    [[nodiscard]] double value() const;
};

/// How much each part of a benefit counts. A prior: no public data tell what came of real introductions.
inline constexpr Benefit benefit_weights{.needs_met = 0.4, .common_ground = 0.2, .opening = 0.3, .distance = 0.1};

/// What both gain.
struct MutualBenefit {
    Benefit a;
    Benefit b;
};

/// Works out what people in a network would gain from meeting each other, and says why.
///
///     needs_met      |needs(a) and provided(b)| / |needs(a)|,   provided: see help.hpp
///     common_ground  1 - product over shared tags w of (1 - rarity(w) / 2),   rarity = 1 - ln n_w / ln n
///     opening        N / (N + K_a),   N = sum of s_bz over b's contacts z whom a does not know
///     distance       the mean, over what is recorded for both, of whether it differs; of levels, |difference| / range
///
/// n are the people with goals, values or skills recorded, n_w those who have w, K_a the sum of a's strengths.
///
/// Keeps references to the network and the strengths.
class Benefits {
public:
    /// Requires  strengths of the network's people; a partition of them, or an empty one: clusters are left out.
    Benefits(const Network& network, const TieGraph<double>& strengths, Partition clusters = {});

    /// What two people gain from each other. O(their contacts and tags).
    [[nodiscard]] MutualBenefit of(PersonId a, PersonId b) const;

    /// Why it is good for `person` to meet `other`, told to `person`: a sentence for each part that is not 0 or
    /// unscored, the weightiest first. Names what both have or what serves a need, and nobody else.
    [[nodiscard]] std::vector<std::string> reasons(PersonId person, PersonId other) const;

private:
    [[nodiscard]] double needs_met(PersonId person, PersonId other) const;
    [[nodiscard]] double common_ground(PersonId a, PersonId b) const;
    [[nodiscard]] double distance(PersonId a, PersonId b) const;
    [[nodiscard]] double levels_above(PersonId a, PersonId b) const;
    [[nodiscard]] std::string needs_sentence(PersonId person, PersonId other) const;
    [[nodiscard]] std::string common_ground_sentence(PersonId person, PersonId other) const;
    [[nodiscard]] std::string opening_sentence(PersonId person, PersonId other) const;
    [[nodiscard]] std::string distance_sentence(PersonId person, PersonId other) const;

    const Network& network_;
    const TieGraph<double>& strengths_;
    Partition clusters_;
    double level_range_ = 0;
    Help help_;
    std::vector<std::string> traits_;  // "the goal clean energy"
    std::vector<double> rarity_;
    detail::TagRows traits_of_;
};

}  // namespace tertius
