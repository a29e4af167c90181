#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <array>
#include <span>

namespace tertius {

/// What is normal for a type of relationship: who gives how much, who turns to whom, how often the two meet.
struct RelationshipNorm {
    double share = .5;       ///< of all that is given, what the first-named role gives
    double initiates = .5;   ///< of all contacts, those that the first-named role begins
    double gap_days = 30;    ///< median time between contacts
    double gap_spread = .8;  ///< standard deviation of the logarithm of that time
    double weight = 10;      ///< relationships that this is worth; the more, the surer
    double lasting = 10;     ///< a tie ends with one contact in so many at first, and ever more rarely; see Cadence

    /// How sure the share is: its standard deviation, sqrt(s (1 - s) / (weight + 1)).
    [[nodiscard]] double share_deviation() const;
};

/// The norm that a network starts from. Priors: no public record tells the share or the pace of each type.
///
/// Source  the shares follow the roles (advice flows from mentor and advisor, work from provider); paces follow
///         practice: one-to-ones weekly and at least monthly, boards quarterly.
[[nodiscard]] const RelationshipNorm& prior_norm(RelationshipType type);

/// The norms of a network: the priors, corrected by its own declared relationships.
///
///     share      (10 prior + sum of the shares that first-named roles gave) / (10 + k)
///     initiates  the same of the contacts that they began
///     gap_days   exp((10 ln prior + sum of the ties' mean ln(gap)) / (10 + k))
///
/// k counts the relationships of the type with gifts, with contacts both ways somewhere, with two contacts on record.
/// A pair with several relationships corrects each. Where the roles are alike, share and initiates stay a half.
///
/// Cost  O(rows log rows).
class RelationshipNorms {
public:
    /// The priors alone.
    RelationshipNorms();
    /// Corrected by what happened by `at`: gifts, and the histories of pairs, sorted.
    RelationshipNorms(const Network& network, std::span<const HistoryOfPair> histories, bool directed, Time at);

    [[nodiscard]] const RelationshipNorm& operator[](RelationshipType type) const
    {
        return norms_[static_cast<std::size_t>(type)];
    }

private:
    std::array<RelationshipNorm, relationship_types.size()> norms_;
};

}  // namespace tertius
