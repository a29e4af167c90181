#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/logistic_fit.hpp>

#include "direction.hpp"
#include "judge.hpp"
#include "past.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace tertius {

namespace {

using Eigen::Index;

constexpr double shared_ridge_per_10000_cases = 3;
constexpr double shared_group_precision = 20;
constexpr double refining_ridge = 150;
constexpr double refining_group_precision = 2;
constexpr double least_of_each_outcome = 8;
constexpr std::size_t most_ties_a_stretch = 2500;

std::vector<bool> weights_at_least_zero()
{
    std::vector<bool> result;
    result.reserve(evidence.size());
    for (const Evidence& piece : evidence) result.push_back(piece.only_raises);
    return result;
}

/// Mean and deviation of each column over all snapshots, each log weighing the same; missing values left out.
void standardise(const std::vector<std::vector<Snapshot>>& logs, StrengthModel& model)
{
    for (std::size_t column = 0; column < StrengthModel::size; ++column) {
        double weight = 0;
        double sum = 0;
        double squares = 0;
        for (const auto& log : logs) {
            double n = 0;
            double log_sum = 0;
            double log_squares = 0;
            for (const Snapshot& moment : log)
                for (const double value : moment.values.col(static_cast<Index>(column))) {
                    if (std::isnan(value)) continue;
                    n += 1;
                    log_sum += value;
                    log_squares += value * value;
                }
            if (n == 0) continue;
            weight += 1;
            sum += log_sum / n;
            squares += log_squares / n;
        }
        const double mean = weight > 0 ? sum / weight : 0;
        const double variance = weight > 0 ? squares / weight - mean * mean : 1;
        model.mean[column] = mean;
        model.deviation[column] = variance > 1e-12 ? std::sqrt(variance) : 1;
    }
}

/// A snapshot as the fit wants it: standardised, what is missing taken as average.
CaseGroup cases(const Snapshot& moment, const StrengthModel& model, double case_weight)
{
    CaseGroup group{Eigen::MatrixXd(moment.values.rows(), moment.values.cols()), moment.outcome, case_weight};
    for (Index row = 0; row < moment.values.rows(); ++row)
        group.values.row(row) =
            model.standardised(moment.values.row(row)).unaryExpr([](double v) { return std::isnan(v) ? 0 : v; });
    return group;
}

void take_over(const LogisticFit& fit, StrengthModel& model)
{
    model.base = fit.base;
    std::ranges::copy(fit.weights, model.weight.begin());
}

/// The log-odds that a model gives to each row of a snapshot.
Eigen::VectorXd log_odds_of(const CaseGroup& group, const StrengthModel& model)
{
    const Eigen::Map<const Eigen::VectorXd> weights(model.weight.data(), static_cast<Index>(model.weight.size()));
    return (group.values * weights).array() + model.base;
}

/// For each tie of a snapshot two cases, one a way: the strength's log-odds and the way's shares.
CaseGroup ways(const Snapshot& moment, const Eigen::VectorXd& log_odds, double case_weight)
{
    const Index ties = moment.outcome.size();
    CaseGroup group{Eigen::MatrixXd(2 * ties, 4), Eigen::VectorXd(2 * ties), case_weight};
    for (Index row = 0; row < ties; ++row) {
        const TieHistory& history = moment.histories[static_cast<std::size_t>(row)].history;
        const auto faded = history.faded(moment.stretch.at);
        for (const bool forward : {true, false}) {
            const Index place = 2 * row + (forward ? 0 : 1);
            const auto shares = detail::log_shares(history, faded, moment.stretch.horizon, forward);
            group.values.row(place) << log_odds[row], shares[0], shares[1], shares[2];
            group.outcome[place] = (forward ? moment.forward : moment.backward)[row];
        }
    }
    return group;
}

}  // namespace

StrengthModel fit_strength_model(const std::vector<std::vector<Snapshot>>& logs)
{
    StrengthModel model;
    standardise(logs, model);
    const auto ties_in = [](const std::vector<Snapshot>& log) {
        double ties = 0;
        for (const Snapshot& moment : log) ties += static_cast<double>(moment.outcome.size());
        return ties;
    };
    double total = 0;
    for (const auto& log : logs) total += ties_in(log);
    const auto case_weight = [&](const auto& log) { return total / static_cast<double>(logs.size()) / ties_in(log); };

    std::vector<CaseGroup> groups;
    for (const auto& log : logs)
        for (const Snapshot& moment : log) groups.push_back(cases(moment, model, case_weight(log)));
    LogisticOptions options{.ridge = shared_ridge_per_10000_cases * total / 10000,
                            .group_precision = shared_group_precision,
                            .at_least_zero = weights_at_least_zero()};
    take_over(fit_logistic(groups, options), model);

    std::vector<CaseGroup> one_way;
    auto group = groups.begin();
    for (const auto& log : logs)
        for (const Snapshot& moment : log) {
            if (moment.directed) one_way.push_back(ways(moment, log_odds_of(*group, model), case_weight(log)));
            ++group;
        }
    if (one_way.empty()) return model;
    options.at_least_zero = std::vector<bool>(4, true);
    const LogisticFit fit = fit_logistic(one_way, options);
    model.direction[0] = fit.base;
    std::ranges::copy(fit.weights, model.direction.begin() + 1);
    return model;
}

Refinement refined(const StrengthModel& prior, std::span<const Contact> contacts, PersonId size, Time at,
                   double horizon, const Execution& execution)
{
    Refinement result{prior};
    std::vector<CaseGroup> groups;
    const auto stretches = past_stretches(contacts, at, horizon);
    for (std::size_t place = 0; place < stretches.size(); ++place) {
        const Snapshot moment = snapshot(contacts, size, stretches[place], most_ties_a_stretch, execution);
        const double met = moment.outcome.sum();
        const double not_met = static_cast<double>(moment.outcome.size()) - met;
        report_progress(execution, static_cast<double>(place + 1) / static_cast<double>(stretches.size()));
        if (std::min(met, not_met) < least_of_each_outcome) continue;
        groups.push_back(cases(moment, prior, 1));
        result.cases += static_cast<std::size_t>(moment.outcome.size());
    }
    if (groups.empty()) return result;
    LogisticOptions options{
        .ridge = refining_ridge, .group_precision = refining_group_precision, .at_least_zero = weights_at_least_zero()};
    options.prior = Eigen::Map<const Eigen::VectorXd>(prior.weight.data(), static_cast<Index>(prior.weight.size()));
    const LogisticFit fit = fit_logistic(groups, options);
    take_over(fit, result.model);
    result.model.covariance = fit.covariance;
    result.stretches = groups.size();
    result.model.origin = prior.origin + ", refined on " + std::to_string(groups.size()) + " stretches of the past";
    return result;
}

Refinement fit_strength_model(const Network& network, const FitOptions& options)
{
    detail::require_horizon(options.horizon_days);
    const auto [until, seen] = detail::past_of(network, options.until, options.execution);
    return refined(shipped_strength_model(), seen, network.size(), until, options.horizon_days * detail::seconds_in_day,
                   options.execution);
}

}  // namespace tertius
