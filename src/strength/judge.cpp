#include "judge.hpp"

#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/building_blocks.hpp>

#include "direction.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace tertius::detail {

namespace {

constexpr std::size_t grain = 256;
constexpr double most_log_odds = 30;
constexpr double shared_level = 2.0 / 3;  // of the way from the own level to that of other networks
constexpr double normal_quantile_95 = 1.6448536269514722;

/// When the log begins: its first contact; `at` when there is none.
Time start_of_log(const Case& what)
{
    Time start = what.at;
    for (const HistoryOfPair& pair : what.histories)
        if (pair.history.count() > 0) start = std::min(start, pair.history.first_time());
    return start;
}

/// Whether contacts, or without any the recorded weights, say who turned to whom: at least a fifth of those weights have
/// one the other way.
bool directed(const Case& what)
{
    std::size_t stated = 0;
    std::size_t both_ways = 0;
    for (const HistoryOfPair& pair : what.histories) {
        if (pair.history.count() > 0) return have_direction(what.histories);
        if (pair.stated() > 0) ++stated;
        if (pair.stated_forward > 0 && pair.stated_backward > 0) ++both_ways;
    }
    return both_ways > 0 && 5 * both_ways >= stated;
}

/// The chance of contact one way: at most that of any contact.
double one_way(const StrengthModel& model, double log_odds_of_any, const std::array<double, 3>& shares)
{
    const auto& [base, of_any, over_horizon, over_four, ever] = model.direction;
    const double log_odds =
        base + of_any * log_odds_of_any + over_horizon * shares[0] + over_four * shares[1] + ever * shares[2];
    return std::min(probability(log_odds), probability(log_odds_of_any));
}

/// Judges ties one by one; shared by all threads.
class Judge {
public:
    Judge(const Case& what, const StrengthModel& model, const Execution& execution)
        : what_(what),
          model_(model),
          view_{what.size,     what.histories, start_of_log(what), what.at, what.horizon_days * seconds_in_day,
                directed(what)},
          blocks_(what.network != nullptr ? BuildingBlocksReader(*what.network, what.contacts, view_)
                                          : BuildingBlocksReader(view_)),
          recorded_(recorded_evidence(execution)),
          reader_(with_recorded(), execution)
    {
    }

    [[nodiscard]] const EvidenceView& view() const { return view_; }

    /// What the evidence on a tie comes to before the common level of all ties is set.
    struct Weighed {
        double log_odds = 0;    // above the base
        double expected = 0;    // the strength as the level model has it
        double half_width = 0;  // of the interval, in log-odds
    };

    /// Fills in all of a tie that does not depend on the level.
    [[nodiscard]] Weighed weigh(std::size_t place, const StrengthModel& level_model, TieStrength& tie) const
    {
        const HistoryOfPair& pair = what_.histories[place];
        Weighed result;
        tie.person = pair.low;
        tie.alter = pair.high;
        Values row;
        reader_.read(place, row);
        const Values values = model_.standardised(row);
        for (std::size_t column = 0; column < evidence.size(); ++column) {
            const double value = values[static_cast<Eigen::Index>(column)];
            if (std::isnan(value)) continue;
            tie.contributions[static_cast<std::size_t>(evidence[column].aspect)] += model_.weight[column] * value;
        }
        for (const double contribution : tie.contributions) result.log_odds += contribution;
        if (&level_model != &model_) result.expected = level_model.chance(row);
        result.half_width = normal_quantile_95 * std::sqrt(variance(values));
        tie.facts.shared_contacts = static_cast<std::uint32_t>(reader_.shared_contacts(place));
        const BuildingBlocks blocks = blocks_.read(pair);
        tie.blocks = {blocks.trust.pair.value,       blocks.communication.pair.value, blocks.respect.pair.value,
                      blocks.reciprocity.pair.value, blocks.alignment.pair.value,     blocks.empathy.pair.value};
        return result;
    }

    /// Fills in the rest.
    void set_level(std::size_t place, const Weighed& weighed, double base, TieStrength& tie) const
    {
        double log_odds = base;
        for (const double contribution : tie.contributions) log_odds += contribution;
        tie.strength = probability(log_odds);
        tie.low = probability(log_odds - weighed.half_width);
        tie.high = probability(log_odds + weighed.half_width);
        tie.forward = tie.backward = tie.strength;
        const TieHistory& history = what_.histories[place].history;
        if (history.count() > 0) add_history(history, log_odds, tie);
    }

private:
    [[nodiscard]] std::vector<RecordedEvidence> recorded_evidence(const Execution& execution) const
    {
        if (what_.network == nullptr) return {};
        std::vector<RecordedEvidence> recorded(what_.histories.size());
        parallel_for(execution, recorded.size(), grain, [&](std::size_t begin, std::size_t end) {
            for (std::size_t tie = begin; tie < end; ++tie) recorded[tie] = blocks_.evidence(what_.histories[tie]);
        });
        return recorded;
    }
    [[nodiscard]] EvidenceView with_recorded()
    {
        view_.recorded = recorded_;
        return view_;
    }

    using Values = Eigen::Matrix<double, 1, static_cast<int>(evidence.size())>;

    /// Of the log-odds: what the weights leave open, what no past can show, and what these records cannot. Evidence
    /// of assumed weight was in none of the logs that taught the other two, so those hold it already.
    [[nodiscard]] double variance(const Values& values) const
    {
        double sum = model_.level_deviation * model_.level_deviation + model_.group_deviation * model_.group_deviation;
        const Values known = values.unaryExpr([](double value) { return std::isnan(value) ? 0 : value; });
        if (model_.covariance.size() > 0) sum += known * model_.covariance * known.transpose();
        for (std::size_t column = 0; column < evidence.size(); ++column)
            if (std::isnan(values[static_cast<Eigen::Index>(column)]) && evidence[column].assumed_weight == 0)
                sum += model_.weight[column] * model_.weight[column];
        return sum;
    }

    void add_history(const TieHistory& history, double log_odds, TieStrength& result) const
    {
        result.evidence = history.evidence();
        result.facts.forward_contacts = history.forward_count();
        result.facts.backward_contacts = history.backward_count();
        result.facts.first = history.first_time();
        result.facts.last = history.last_time();
        const auto faded = history.faded(view_.at);
        if (!view_.directed) return;
        result.forward = one_way(model_, log_odds, log_shares(history, faded, view_.horizon, true));
        result.backward = one_way(model_, log_odds, log_shares(history, faded, view_.horizon, false));
    }

    const Case& what_;
    const StrengthModel& model_;
    EvidenceView view_;
    BuildingBlocksReader blocks_;
    std::vector<RecordedEvidence> recorded_;
    EvidenceReader reader_;
};

/// Adds up over ties, in the same order for any number of threads.
template <class Term>
double sum_over_ties(std::size_t ties, const Execution& execution, const Term& term)
{
    return deterministic_reduce(
        execution, ties, grain, 0.0,
        [&](std::size_t begin, std::size_t end) {
            double sum = 0;
            for (std::size_t tie = begin; tie < end; ++tie) sum += term(tie);
            return sum;
        },
        std::plus<>{});
}

/// What has to be added to all log-odds for the strengths to add up to what is expected: found by bisection.
double level_shift(std::span<const Judge::Weighed> ties, double base, const Execution& execution)
{
    const double expected = sum_over_ties(ties.size(), execution, [&](std::size_t tie) { return ties[tie].expected; });
    double low = -most_log_odds;
    double high = most_log_odds;
    for (int round = 0; round < 50; ++round) {
        const double middle = (low + high) / 2;
        const double sum = sum_over_ties(
            ties.size(), execution, [&](std::size_t tie) { return probability(base + ties[tie].log_odds + middle); });
        (sum < expected ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

void require_horizon(double horizon_days)
{
    if (!(horizon_days > 0) || std::isinf(horizon_days))
        throw InvalidOption("option.horizon_days",
                            "horizon_days is " + std::to_string(horizon_days) + "; must be finite and > 0");
}

TieStrengths judge(const Case& what, const StrengthModel& model, const StrengthModel& level_model,
                   std::size_t refined_on, const Execution& execution)
{
    require_horizon(what.horizon_days);
    const Judge judge(what, model, execution);
    const std::size_t count = what.histories.size();
    std::vector<TieStrength> ties(count);
    std::vector<Judge::Weighed> weighed(count);
    parallel_for(execution, count, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t tie = begin; tie < end; ++tie) weighed[tie] = judge.weigh(tie, level_model, ties[tie]);
    });
    // Between what the network's own past and what other networks say: on the public logs neither alone foretells the
    // level as well.
    double base = model.base;
    if (&model != &level_model && count > 0) base += shared_level * level_shift(weighed, model.base, execution);
    parallel_for(execution, count, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t tie = begin; tie < end; ++tie) judge.set_level(tie, weighed[tie], base, ties[tie]);
    });
    return {what.size,
            std::move(ties),
            {what.at, what.horizon_days, base, judge.view().directed, model.origin, refined_on,
             std::make_shared<const StrengthModel>(model)}};
}

}  // namespace tertius::detail
