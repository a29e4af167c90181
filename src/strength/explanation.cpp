#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/detail/spoken.hpp>
#include <tertius/strength/explanation.hpp>

#include "past.hpp"
#include "sentences.hpp"
#include "tie_records.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tertius {

namespace {

using detail::joined;
using detail::Names;
using detail::seconds_in_day;
using detail::spoken_chance;
using detail::spoken_time;

constexpr double never_forgets = std::numeric_limits<double>::infinity();
constexpr std::size_t most_traits_told = 3;

/// Aspects that only records beside the contacts can show.
bool needs_records(Aspect aspect)
{
    return aspect == Aspect::trust || aspect == Aspect::respect || aspect == Aspect::alignment ||
           aspect == Aspect::empathy;
}

/// The sentence as far as the strengths themselves hold it.
std::string sentence_of(Aspect aspect, const TieStrength& tie, const StrengthSetting& setting, const Names& names)
{
    switch (aspect) {
        case Aspect::communication:
            return detail::about_communication(tie, setting, {}, names);
        case Aspect::reciprocity:
            return detail::about_contacts_begun(tie, setting, names);
        case Aspect::rhythm:
            return detail::about_rhythm(tie, setting);
        case Aspect::setting:
            return detail::about_setting(tie);
        default:
            return {};
    }
}

}  // namespace

std::string_view name(RecordTable table)
{
    constexpr std::array<std::string_view, 5> names{"interactions", "commitments", "exchanges", "introductions",
                                                    "milestones"};
    return names[static_cast<std::size_t>(table)];
}

/// Everything that explaining looks up: what is told in whole numbers does not fade.
struct StrengthExplainer::Records {
    Records(const Network& records, const StrengthSetting& setting, const Execution& execution)
        : past(detail::past_of(records, setting.at, execution)),
          histories(detail::histories_of(records, past, execution)),
          view{.size = records.size(),
               .histories = histories,
               .start = detail::start_of_log(past),
               .at = setting.at,
               .horizon = setting.horizon_days * seconds_in_day,
               .directed = setting.directed},
          blocks(records, past.contacts, view),
          trust(records, setting.at, {.half_life_days = never_forgets}),
          respect(records, {}, setting.at, {.half_life_days = never_forgets}),
          gifts(records, setting.at, {.half_life_days = never_forgets}),
          alignment(records, setting.at),
          empathy(records, past.contacts, setting.at, {.half_life_days = never_forgets}),
          evidence(view, execution),
          telling(evidence, *setting.weights),
          rows(records, past.contacts, telling, setting.at)
    {
    }

    [[nodiscard]] std::string trust_sentence(const HistoryOfPair& pair, const Names& names) const
    {
        return joined({detail::about_trust(trust.shown(pair.low, pair.high), names),
                       detail::about_trust(trust.shown(pair.high, pair.low), names.swapped())},
                      "; ");
    }
    [[nodiscard]] std::string respect_sentence(const HistoryOfPair& pair, const Names& names) const
    {
        return joined({detail::about_respect(respect.shown(pair.low, pair.high), names),
                       detail::about_respect(respect.shown(pair.high, pair.low), names.swapped())},
                      "; ");
    }
    [[nodiscard]] std::string empathy_sentence(const HistoryOfPair& pair, const Names& names) const
    {
        const Time acquainted = pair.history.count() > 0 ? pair.history.first_time() : no_time;
        return joined({detail::about_reactions(empathy.shown(pair.low, pair.high, acquainted), names),
                       detail::about_reactions(empathy.shown(pair.high, pair.low, acquainted), names.swapped())},
                      "; ");
    }
    [[nodiscard]] std::string alignment_sentence(const HistoryOfPair& pair) const
    {
        auto shared = alignment.shared(pair.low, pair.high);
        if (shared.empty()) return "nothing on record that both have";
        if (shared.size() > most_traits_told) shared.resize(most_traits_told);
        return "both have " + joined(shared, ", ");
    }
    [[nodiscard]] std::string gifts_sentence(const HistoryOfPair& pair, const Names& names) const
    {
        const double given = gifts.given(pair.low, pair.high);
        const double returned = gifts.given(pair.high, pair.low);
        if (given + returned == 0) return {};
        std::string sentence =
            names.person + " gave " + spoken_chance(given / (given + returned)) + " of what passed between them";
        if (const auto type = blocks.declared(pair.low, pair.high)) {
            const double first = blocks.norms()[type->type].share;
            sentence += "; " + spoken_chance(type->low_is_first ? first : 1 - first) + " is normal for " +
                        detail::with_article(type->low_is_first ? roles(type->type).first : roles(type->type).second);
        }
        return sentence;
    }
    [[nodiscard]] std::string type_sentence(const HistoryOfPair& pair) const
    {
        const auto type = blocks.declared(pair.low, pair.high);
        if (!type || pair.history.count() == 0) return {};
        const Cadence cadence(blocks.norms()[type->type], pair.history);
        const auto [first, second] = roles(type->type);
        return "every " + spoken_time(cadence.median_gap_days() * seconds_in_day) + " would be usual between " +
               (first == second ? "two " + std::string(first) + "s"
                                : detail::with_article(first) + " and " + detail::with_article(second));
    }

    /// What the records say about an aspect of a tie.
    [[nodiscard]] std::string sentence(Aspect aspect, const HistoryOfPair& pair, const TieStrength& tie,
                                       const StrengthSetting& setting, const Names& names) const
    {
        std::string plain = sentence_of(aspect, tie, setting, names);
        switch (aspect) {
            case Aspect::trust:
                return trust_sentence(pair, names);
            case Aspect::communication:
                return detail::about_communication(tie, setting, blocks.communication().between(pair), names);
            case Aspect::respect:
                return respect_sentence(pair, names);
            case Aspect::reciprocity:
                return joined({plain, gifts_sentence(pair, names)}, "; ");
            case Aspect::alignment:
                return alignment_sentence(pair);
            case Aspect::empathy:
                return empathy_sentence(pair, names);
            case Aspect::rhythm:
                return joined({plain, type_sentence(pair)}, "; ");
            case Aspect::setting:
                break;
        }
        return plain;
    }

    detail::Past past;
    std::vector<HistoryOfPair> histories;
    EvidenceView view;
    BuildingBlocksReader blocks;
    TrustReader trust;
    RespectReader respect;
    ReciprocityReader gifts;
    AlignmentReader alignment;
    EmpathyReader empathy;
    EvidenceReader evidence;
    detail::TellingContacts telling;
    detail::TieRecords rows;
};

StrengthExplainer::StrengthExplainer(const TieStrengths& strengths, const Network& network, const Execution& execution)
    : strengths_(strengths), records_(std::make_unique<const Records>(network, strengths.setting(), execution))
{
}

StrengthExplainer::StrengthExplainer(const TieStrengths& strengths) : strengths_(strengths) {}
StrengthExplainer::StrengthExplainer(StrengthExplainer&&) noexcept = default;
StrengthExplainer::~StrengthExplainer() = default;

BuildingBlocks StrengthExplainer::blocks(std::size_t tie) const
{
    return records_ ? records_->blocks.read(records_->histories[tie]) : BuildingBlocks{};
}

Explanation StrengthExplainer::explain(std::size_t tie, const std::string& person, const std::string& alter) const
{
    const TieStrength& judged = strengths_[tie];
    const StrengthSetting& setting = strengths_.setting();
    const Names names{person, alter};
    Explanation result{setting.base, {}, {}, setting.base, judged.strength, judged.low, judged.high};
    for (const Aspect aspect : aspects) {
        const double adds = judged.contributions[static_cast<std::size_t>(aspect)];
        if (needs_records(aspect) && adds == 0) {
            result.unscored.push_back(aspect);
            continue;
        }
        Reason reason{aspect, adds, {}};
        if (records_) {
            reason.sentence = records_->sentence(aspect, records_->histories[tie], judged, setting, names);
            reason.records = records_->rows.of(aspect, judged.person, judged.alter);
        } else {
            reason.sentence = sentence_of(aspect, judged, setting, names);
        }
        result.log_odds += adds;
        result.reasons.push_back(std::move(reason));
    }
    std::ranges::stable_sort(
        result.reasons, [](const Reason& a, const Reason& b) { return std::abs(a.log_odds) > std::abs(b.log_odds); });
    return result;
}

}  // namespace tertius
