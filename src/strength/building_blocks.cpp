#include <tertius/strength/building_blocks.hpp>
#include <tertius/strength/strength_model.hpp>

#include "declared_ties.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tertius {

namespace {

constexpr double usual_log_odds_alive = 1.5;  // of a tie whose silence is as long as its median gap

double log_odds_of(const Belief& belief)
{
    return belief.scored() ? log_odds(std::clamp(belief.value, .02, .98)) : unscored;
}

TwoSided one_for_both(const Belief& belief)
{
    return {belief, belief, belief};
}

}  // namespace

/// What is read where more than contacts is known.
struct BuildingBlocksReader::Records {
    TrustReader trust;
    RespectReader respect;
    ReciprocityReader gifts;
    AlignmentReader alignment;
    EmpathyReader empathy;
    detail::DeclaredTies declared;
};

BuildingBlocksReader::BuildingBlocksReader(const Network& network, std::span<const Contact> contacts,
                                           const EvidenceView& seen)
    : seen_(seen),
      norms_(network, seen.histories, seen.directed, seen.at),
      communication_(seen, &network),
      records_(std::make_shared<const Records>(
          Records{TrustReader(network, seen.at),
                  RespectReader(network, seen.directed ? contacts : std::span<const Contact>{}, seen.at),
                  ReciprocityReader(network, seen.at), AlignmentReader(network, seen.at),
                  EmpathyReader(network, contacts, seen.at), detail::DeclaredTies(network.relationships(), seen.at)}))
{
}

BuildingBlocksReader::BuildingBlocksReader(const EvidenceView& seen) : seen_(seen), communication_(seen, nullptr) {}

std::optional<DeclaredType> BuildingBlocksReader::declared(PersonId low, PersonId high) const
{
    if (!records_) return std::nullopt;
    const auto ties = records_->declared.of(low, high);
    if (ties.empty()) return std::nullopt;
    return DeclaredType{ties.front().type, ties.front().low_is_first};
}

/// What the lower person's share normally is; a half where no type is declared.
double BuildingBlocksReader::normal_share(PersonId low, PersonId high, double RelationshipNorm::*share) const
{
    const auto type = declared(low, high);
    if (!type) return .5;
    const double of_first = norms_[type->type].*share;
    return type->low_is_first ? of_first : 1 - of_first;
}

TwoSided BuildingBlocksReader::trust(const HistoryOfPair& pair) const
{
    TwoSided trust;
    if (records_) trust = records_->trust.between(pair.low, pair.high);
    if (!trust.pair.scored() && seen_.directed)
        trust.pair = conversation_trust(pair.history.turns(true), pair.history.turns(false));
    return trust;
}

TwoSided BuildingBlocksReader::reciprocity(const HistoryOfPair& pair) const
{
    if (records_) {
        const TwoSided gifts =
            records_->gifts.between(pair.low, pair.high, normal_share(pair.low, pair.high, &RelationshipNorm::share));
        if (gifts.pair.scored()) return gifts;
    }
    if (!seen_.directed || pair.history.count() == 0) return {};
    const auto faded = pair.history.faded(seen_.at);
    const double four = 4 * seen_.horizon;
    return tertius::reciprocity(faded.forward(four), faded.backward(four),
                                normal_share(pair.low, pair.high, &RelationshipNorm::initiates));
}

BuildingBlocks BuildingBlocksReader::read(const HistoryOfPair& pair) const
{
    BuildingBlocks blocks;
    blocks.trust = trust(pair);
    blocks.communication = communication_.between(pair).block();
    blocks.reciprocity = reciprocity(pair);
    if (!records_) return blocks;
    const Time acquainted = pair.history.count() > 0 ? pair.history.first_time() : no_time;
    blocks.respect = records_->respect.between(pair.low, pair.high);
    blocks.alignment = one_for_both(records_->alignment.between(pair.low, pair.high));
    blocks.empathy = records_->empathy.between(pair.low, pair.high, acquainted);
    return blocks;
}

RecordedEvidence BuildingBlocksReader::evidence(const HistoryOfPair& pair) const
{
    RecordedEvidence result;
    result.fill(unscored);
    if (!records_) return result;
    const PersonId low = pair.low;
    const PersonId high = pair.high;
    const TieHistory& history = pair.history;
    const Belief respect_shown = harmonic_mean(records_->respect.shown(low, high).apart_from_contacts(),
                                               records_->respect.shown(high, low).apart_from_contacts());
    const TwoSided gifts = records_->gifts.between(low, high, normal_share(low, high, &RelationshipNorm::share));
    const Time acquainted = history.count() > 0 ? history.first_time() : no_time;
    result = {log_odds_of(records_->trust.between(low, high).pair),
              log_odds_of(respect_shown),
              log_odds_of(gifts.pair),
              log_odds_of(records_->alignment.between(low, high)),
              log_odds_of(records_->empathy.between(low, high, acquainted).pair),
              unscored};
    const auto type = declared(low, high);
    if (!type || history.count() == 0) return result;
    const Cadence cadence(norms_[type->type], history);
    const auto silence = static_cast<double>(seen_.at - history.last_time());
    result.back() = log_odds(std::clamp(cadence.chance_alive(silence), .02, .98)) - usual_log_odds_alive;
    return result;
}

}  // namespace tertius
