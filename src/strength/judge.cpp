#include "judge.hpp"

#include "direction.hpp"

#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace tertius::detail {

namespace {

constexpr std::size_t grain = 256;
constexpr double most_log_odds = 30;
constexpr double normal_quantile_95 = 1.6448536269514722;

/// When the log begins: its first contact; `at` when there is none.
Time start_of_log(const Case& what)
{
    Time start = what.at;
    for (const auto& [low, high, history] : what.histories)
        if (history.count() > 0) start = std::min(start, history.first_time());
    return start;
}

/// How evenly two sides share: 1 - E|x - 1/2| / (1/2), x ~ Beta(1 + forward, 1 + backward) the forward share.
///
/// E|x - s| = 2 s I_s(a, b) - s - 2 m I_s(a + 1, b) + m, with m the mean and I the incomplete beta function.
double evenness(double forward, double backward)
{
    constexpr double half = 0.5;
    const double a = 1 + forward;
    const double b = 1 + backward;
    const double mean = a / (a + b);
    const double distance =
        2 * half * boost::math::ibeta(a, b, half) - half - 2 * mean * boost::math::ibeta(a + 1, b, half) + mean;
    return std::clamp(1 - distance / half, 0.0, 1.0);
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
          view_{what.size,
                what.histories,
                start_of_log(what),
                what.at,
                what.horizon_days * seconds_in_day,
                have_direction(what.histories)},
          reader_(view_, execution)
    {
    }

    [[nodiscard]] const EvidenceView& view() const { return view_; }

    /// Log-odds before the common level is set.
    [[nodiscard]] double log_odds_of(std::size_t tie, const StrengthModel& model) const
    {
        double sum = model.base;
        const auto values = standardised(tie, model);
        for (std::size_t column = 0; column < evidence.size(); ++column)
            if (const double value = values[static_cast<Eigen::Index>(column)]; !std::isnan(value))
                sum += model.weight[column] * value;
        return sum;
    }

    [[nodiscard]] TieStrength strength(std::size_t tie, double base) const
    {
        const auto& [low, high, history] = what_.histories[tie];
        TieStrength result;
        result.person = low;
        result.alter = high;
        const auto values = standardised(tie, model_);
        double log_odds = base;
        for (std::size_t column = 0; column < evidence.size(); ++column) {
            const double value = values[static_cast<Eigen::Index>(column)];
            if (std::isnan(value)) continue;
            result.contributions[static_cast<std::size_t>(evidence[column].aspect)] += model_.weight[column] * value;
        }
        for (const double contribution : result.contributions) log_odds += contribution;
        const double width = normal_quantile_95 * std::sqrt(variance(values));
        result.strength = probability(log_odds);
        result.low = probability(log_odds - width);
        result.high = probability(log_odds + width);
        result.forward = result.backward = result.strength;
        result.facts.shared_contacts = static_cast<std::uint32_t>(reader_.shared_contacts(tie));
        if (history.count() > 0) add_history(history, log_odds, result);
        return result;
    }

private:
    using Values = Eigen::Matrix<double, 1, static_cast<int>(evidence.size())>;

    [[nodiscard]] Values standardised(std::size_t tie, const StrengthModel& model) const
    {
        Values row;
        reader_.read(tie, row);
        return model.standardised(row);
    }

    /// Of the log-odds: what the weights leave open, what no past can show, and what these records cannot.
    [[nodiscard]] double variance(const Values& values) const
    {
        double sum = model_.level_deviation * model_.level_deviation + model_.group_deviation * model_.group_deviation;
        const Values known = values.unaryExpr([](double value) { return std::isnan(value) ? 0 : value; });
        if (model_.covariance.size() > 0) sum += known * model_.covariance * known.transpose();
        for (std::size_t column = 0; column < evidence.size(); ++column)
            if (std::isnan(values[static_cast<Eigen::Index>(column)]))
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
        // Fading sessions come at a rate of ln 2 * sessions in a half-life; a Poisson stream of that rate.
        result.blocks.communication = 1 - std::exp2(-faded.sessions(view_.horizon));
        if (!view_.directed) return;
        const double four = 4 * view_.horizon;
        result.blocks.reciprocity = evenness(faded.forward(four), faded.backward(four));
        result.forward = one_way(model_, log_odds, log_shares(history, faded, view_.horizon, true));
        result.backward = one_way(model_, log_odds, log_shares(history, faded, view_.horizon, false));
    }

    const Case& what_;
    const StrengthModel& model_;
    EvidenceView view_;
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

/// What has to be added to all log-odds for the strengths to add up to `expected`: found by bisection.
double level_shift(std::span<const double> log_odds, double expected, const Execution& execution)
{
    double low = -most_log_odds;
    double high = most_log_odds;
    for (int round = 0; round < 50; ++round) {
        const double middle = (low + high) / 2;
        const double sum = sum_over_ties(log_odds.size(), execution,
                                         [&](std::size_t tie) { return probability(log_odds[tie] + middle); });
        (sum < expected ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// The base that sets the common level half way between what the network's own past and what other networks say:
/// on the public logs neither alone foretells it as well.
double base_at_level(const Judge& judge, const StrengthModel& model, const StrengthModel& level_model, std::size_t ties,
                     const Execution& execution)
{
    if (&model == &level_model || ties == 0) return model.base;
    std::vector<double> log_odds(ties);
    parallel_for(execution, ties, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t tie = begin; tie < end; ++tie) log_odds[tie] = judge.log_odds_of(tie, model);
    });
    const double expected = sum_over_ties(
        ties, execution, [&](std::size_t tie) { return probability(judge.log_odds_of(tie, level_model)); });
    return model.base + level_shift(log_odds, expected, execution) / 2;
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
    const double base = base_at_level(judge, model, level_model, count, execution);
    std::vector<TieStrength> ties(count);
    parallel_for(execution, count, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t tie = begin; tie < end; ++tie) ties[tie] = judge.strength(tie, base);
    });
    return {what.size,
            std::move(ties),
            {what.at, what.horizon_days, base, judge.view().directed, model.origin, refined_on}};
}

}  // namespace tertius::detail
