#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/reciprocity.hpp>
#include <tertius/strength/relationship_norms.hpp>

#include "declared_ties.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tertius {

namespace {

using detail::seconds_in_day;

// share, initiates, gap in days, spread of its logarithm
constexpr std::array<RelationshipNorm, relationship_types.size()> priors{{
    {.8, .4, 30, .6},   // mentor: advice flows down, the mentee asks
    {.5, .5, 10, .8},   // peer
    {.6, .5, 7, .6},    // supervisor: direction and feedback
    {.7, .5, 14, .8},   // provider: work, against pay and referrals
    {.5, .5, 90, .8},   // contact
    {.5, .5, 21, .8},   // cross_departmental
    {.85, .5, 91, .4},  // advisor: a board meets each quarter
}};

/// A mean of which `weight` units are known before the first is seen.
struct Corrected {
    double sum;
    double weight;

    void add(double value)
    {
        sum += value;
        weight += 1;
    }
    [[nodiscard]] double mean() const { return sum / weight; }
};

struct CorrectedNorm {
    Corrected share, initiates, log_gap;

    explicit CorrectedNorm(const RelationshipNorm& prior)
        : share{prior.weight * prior.share, prior.weight},
          initiates{prior.weight * prior.initiates, prior.weight},
          log_gap{prior.weight * std::log(prior.gap_days * seconds_in_day), prior.weight}
    {
    }

    void add_contacts(const TieHistory& history, bool directed, bool low_is_first)
    {
        if (history.count() < 2) return;
        log_gap.add(history.mean_log_gap());
        if (!directed) return;
        const double by_low = static_cast<double>(history.forward_count()) / history.count();
        initiates.add(low_is_first ? by_low : 1 - by_low);
    }
};

const TieHistory* history_of(std::span<const HistoryOfPair> histories, PersonId low, PersonId high)
{
    const auto pair = [](const HistoryOfPair& h) { return std::pair(h.low, h.high); };
    const auto found = std::ranges::lower_bound(histories, std::pair(low, high), {}, pair);
    return found != histories.end() && pair(*found) == std::pair(low, high) ? &found->history : nullptr;
}

}  // namespace

double RelationshipNorm::share_deviation() const
{
    return std::sqrt(share * (1 - share) / (weight + 1));
}

const RelationshipNorm& prior_norm(RelationshipType type)
{
    return priors[static_cast<std::size_t>(type)];
}

RelationshipNorms::RelationshipNorms() : norms_(priors) {}

RelationshipNorms::RelationshipNorms(const Network& network, std::span<const HistoryOfPair> histories, bool directed,
                                     Time at)
    : RelationshipNorms()
{
    // Gifts do not fade here: what is normal is not a matter of age.
    const ReciprocityReader gifts(network, at, {.half_life_days = std::numeric_limits<double>::infinity()});
    std::vector<CorrectedNorm> corrected(priors.begin(), priors.end());
    const detail::DeclaredTies declared(network.relationships(), at);
    for (const auto& [low, high, type, low_is_first, row] : declared.all()) {
        CorrectedNorm& norm = corrected[static_cast<std::size_t>(type)];
        const double given = gifts.given(low_is_first ? low : high, low_is_first ? high : low);
        const double returned = gifts.given(low_is_first ? high : low, low_is_first ? low : high);
        // Where the roles are alike, nobody is the first.
        if (is_directed(type) && given + returned > 0) norm.share.add(given / (given + returned));
        if (const TieHistory* history = history_of(histories, low, high))
            norm.add_contacts(*history, directed && is_directed(type), low_is_first);
    }
    for (std::size_t type = 0; type < norms_.size(); ++type) {
        norms_[type].share = std::clamp(corrected[type].share.mean(), .01, .99);
        norms_[type].initiates = std::clamp(corrected[type].initiates.mean(), .01, .99);
        norms_[type].gap_days = std::exp(corrected[type].log_gap.mean()) / seconds_in_day;
        norms_[type].weight = corrected[type].share.weight;
    }
}

}  // namespace tertius
