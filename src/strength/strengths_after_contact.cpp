#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/building_blocks.hpp>
#include <tertius/strength/strengths_after_contact.hpp>

#include "past.hpp"

#include <algorithm>
#include <cmath>

namespace tertius {

namespace {

using Row = Eigen::Matrix<double, 1, static_cast<int>(evidence.size())>;

/// Everything that a tie's strength is read from.
class Supposer {
public:
    Supposer(const Network& network, const TieStrengths& strengths, const Execution& execution)
        : setting_(strengths.setting()),
          past_(detail::past_of(network, setting_.at, execution)),
          histories_(detail::histories_of(network, past_, execution)),
          view_{.size = network.size(),
                .histories = histories_,
                .start = detail::start_of_log(past_),
                .at = setting_.at,
                .horizon = setting_.horizon_days * detail::seconds_in_day,
                .directed = setting_.directed},
          blocks_(network, past_.contacts, view_),
          reader_(view_, execution)
    {
        require_same_records(strengths);
    }

    [[nodiscard]] bool in_contact(std::size_t tie) const { return histories_[tie].history.count() > 0; }

    /// The strength of a tie after one more contact from `ego`.
    [[nodiscard]] double after_contact(std::size_t tie, PersonId ego)
    {
        HistoryOfPair after = histories_[tie];
        after.history.record(setting_.at, ego == after.low, 1);
        Row row;
        reader_.suppose(tie, after, row);
        std::ranges::copy(blocks_.evidence(after), row.end() - recorded_columns);
        const StrengthModel& model = *setting_.weights;
        const Row values = model.standardised(row);
        double log_odds = setting_.base;
        for (std::size_t column = 0; column < evidence.size(); ++column) {
            const double value = values[static_cast<Eigen::Index>(column)];
            if (!std::isnan(value)) log_odds += model.weight[column] * value;
        }
        return probability(log_odds);
    }

private:
    /// Ties go by their places: the strengths must be of these histories.
    void require_same_records(const TieStrengths& strengths) const
    {
        bool same = histories_.size() == strengths.tie_count();
        for (std::size_t tie = 0; same && tie < histories_.size(); ++tie) {
            const TieStrength& judged = strengths[tie];
            const HistoryOfPair& pair = histories_[tie];
            const double evidence = pair.history.evidence();
            same = pair.low == judged.person && pair.high == judged.alter &&
                   std::abs(evidence - judged.evidence) <= 1e-6 * (1 + evidence);
        }
        if (!same)
            throw InvalidInput("strengths.network",
                               "the strengths were judged from other records than the network's; judge them again");
    }

    const StrengthSetting& setting_;
    detail::Past past_;
    std::vector<HistoryOfPair> histories_;
    EvidenceView view_;
    BuildingBlocksReader blocks_;
    EvidenceReader reader_;
};

}  // namespace

std::vector<StrengthAfterContact> strengths_after_contact(const Network& network, const TieStrengths& strengths,
                                                          PersonId ego, const Execution& execution)
{
    require_person(strengths.graph(), ego);
    Supposer supposer(network, strengths, execution);
    std::vector<StrengthAfterContact> result;
    for (std::size_t tie = 0; tie < strengths.tie_count(); ++tie) {
        const bool egos = strengths[tie].person == ego || strengths[tie].alter == ego;
        if (!egos || !supposer.in_contact(tie)) continue;
        throw_if_stopped(execution);
        result.push_back({tie, supposer.after_contact(tie, ego)});
    }
    return result;
}

}  // namespace tertius
