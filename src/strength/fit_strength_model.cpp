#include <tertius/network/detail/moment.hpp>
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
constexpr double one_log_ridge = 100;
constexpr int one_log_rounds = 3;
constexpr double held_weights_ridge = 1e9;
constexpr double refining_ridge = 150;
constexpr double refining_group_precision = 2;
/// What has been learnt of one time holds a little less at the next: on the public logs, log-odds foretold from a
/// log's past were too far apart by this factor, on average over three moments of each.
constexpr double carried_over = 0.96;
constexpr double least_of_each_outcome = 8;
constexpr std::size_t most_ties_a_stretch = 2500;

std::vector<bool> weights_at_least_zero()
{
    std::vector<bool> result;
    result.reserve(evidence.size());
    for (const Evidence& piece : evidence) result.push_back(piece.only_raises);
    return result;
}

/// Mean and deviation of each column over all snapshots, each log weighing the same; missing values left out. A
/// column that no snapshot shows gets mean 0, deviation 1 and its assumed weight, from which no case can draw it away.
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
        model.weight[column] = weight > 0 ? 0 : evidence[column].assumed_weight;
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

Eigen::VectorXd weights_of(const StrengthModel& model)
{
    return Eigen::Map<const Eigen::VectorXd>(model.weight.data(), static_cast<Index>(model.weight.size()));
}

void take_over(const LogisticFit& fit, StrengthModel& model)
{
    model.base = fit.base;
    std::ranges::copy(fit.weights, model.weight.begin());
}

/// The log-odds that a model gives to each row of a snapshot.
Eigen::VectorXd log_odds_of(const CaseGroup& group, const StrengthModel& model)
{
    return (group.values * weights_of(model)).array() + model.base;
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

/// The snapshots of one log, ready to fit.
using GroupsOfLog = std::vector<CaseGroup>;

/// All logs' cases, each log weighing the same.
std::vector<GroupsOfLog> groups_of(const std::vector<std::vector<Snapshot>>& logs, const StrengthModel& model)
{
    const auto ties_in = [](const std::vector<Snapshot>& log) {
        double ties = 0;
        for (const Snapshot& moment : log) ties += static_cast<double>(moment.outcome.size());
        return ties;
    };
    double total = 0;
    for (const auto& log : logs) total += ties_in(log);
    std::vector<GroupsOfLog> result;
    for (const auto& log : logs) {
        const double case_weight = total / static_cast<double>(logs.size()) / ties_in(log);
        result.emplace_back();
        for (const Snapshot& moment : log) result.back().push_back(cases(moment, model, case_weight));
    }
    return result;
}

/// How many cases the groups hold, each counted by its weight.
double weighed_cases(const std::vector<CaseGroup>& groups)
{
    double sum = 0;
    for (const CaseGroup& group : groups) sum += group.case_weight * static_cast<double>(group.outcome.size());
    return sum;
}

LogisticOptions shared_options(const std::vector<CaseGroup>& groups)
{
    return {.ridge = shared_ridge_per_10000_cases * weighed_cases(groups) / 10000,
            .group_precision = shared_group_precision};
}

/// Weights for networks in general: the mean of those of each log, which are drawn to that mean. A log whose ties obey
/// other rules then moves the mean by no more than its share; fitted together, the easiest log to tell would.
void fit_common_weights(const std::vector<GroupsOfLog>& logs, StrengthModel& model)
{
    std::vector<CaseGroup> all;
    for (const GroupsOfLog& log : logs) all.insert(all.end(), log.begin(), log.end());
    LogisticOptions options = shared_options(all);
    options.prior = weights_of(model);
    options.at_least_zero = weights_at_least_zero();
    Eigen::VectorXd common = fit_logistic(all, options).weights;
    for (int round = 0; round < one_log_rounds; ++round) {
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(common.size());
        for (GroupsOfLog log : logs) {
            for (CaseGroup& group : log) group.case_weight = 1;
            sum += fit_logistic(log, {.prior = common,
                                      .ridge = one_log_ridge,
                                      .group_precision = refining_group_precision,
                                      .at_least_zero = options.at_least_zero})
                       .weights;
        }
        common = sum / static_cast<double>(logs.size());
    }
    options.prior = common;
    options.ridge = held_weights_ridge;
    take_over(fit_logistic(all, options), model);
    std::ranges::copy(common, model.weight.begin());
}

bool has_dates(const Snapshot& moment)
{
    return std::ranges::any_of(moment.histories, [](const HistoryOfPair& pair) { return pair.history.count() > 0; });
}

void fit_direction(const std::vector<std::vector<Snapshot>>& logs, const std::vector<GroupsOfLog>& groups,
                   StrengthModel& model)
{
    std::vector<CaseGroup> one_way;
    for (std::size_t log = 0; log < logs.size(); ++log)
        for (std::size_t place = 0; place < logs[log].size(); ++place) {
            const Snapshot& moment = logs[log][place];
            const CaseGroup& group = groups[log][place];
            if (moment.directed && has_dates(moment))
                one_way.push_back(ways(moment, log_odds_of(group, model), group.case_weight));
        }
    if (one_way.empty()) return;
    LogisticOptions options = shared_options(one_way);
    options.at_least_zero = std::vector<bool>(4, true);
    const LogisticFit fit = fit_logistic(one_way, options);
    model.direction[0] = fit.base;
    std::ranges::copy(fit.weights, model.direction.begin() + 1);
}

/// Fits on all but the last horizon of the past and judges by that.
Foresight held_back(const Network& network, std::span<const Contact> seen, Time until, const FitOptions& options)
{
    const double horizon = options.horizon_days * detail::seconds_in_day;
    if (seen.empty() || horizon > static_cast<double>(until - std::ranges::min(seen, {}, &Contact::time).time))
        return {};
    Execution execution = options.execution;
    execution.progress = {};  // it has been told of all
    const Stretch last{static_cast<Time>(static_cast<double>(until) - horizon), horizon};
    std::vector<Contact> before(seen.begin(), seen.end());
    std::erase_if(before, [&](const Contact& contact) { return contact.time > last.at; });
    const StrengthModel& shipped = shipped_strength_model();
    const Refinement earlier = refined(shipped, before, network.size(), last.at, horizon, execution);
    const detail::Case what{network.size(), tie_histories(before, last.at, execution), last.at, options.horizon_days};
    const TieStrengths judged = detail::judge(what, earlier.model, shipped, earlier.stretches, execution);
    const Snapshot came = snapshot(seen, network.size(), last, 0, execution);
    std::vector<double> chances;
    chances.reserve(judged.tie_count());
    for (const TieStrength& tie : judged.ties()) chances.push_back(tie.strength);
    return foresight(chances, {came.outcome.begin(), came.outcome.end()});
}

}  // namespace

StrengthModel fit_strength_model(const std::vector<std::vector<Snapshot>>& logs)
{
    StrengthModel model;
    standardise(logs, model);
    const std::vector<GroupsOfLog> groups = groups_of(logs, model);
    fit_common_weights(groups, model);
    fit_direction(logs, groups, model);
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
    const LogisticOptions options{.prior = weights_of(prior),
                                  .ridge = refining_ridge,
                                  .group_precision = refining_group_precision,
                                  .at_least_zero = weights_at_least_zero()};
    const LogisticFit fit = fit_logistic(groups, options);
    take_over(fit, result.model);
    for (std::size_t column = 0; column < StrengthModel::size; ++column)
        if (result.model.weight[column] != prior.weight[column]) result.model.weight[column] *= carried_over;
    result.model.covariance = fit.covariance;
    result.stretches = groups.size();
    result.model.origin = prior.origin + ", refined on " + std::to_string(groups.size()) + " stretches of the past";
    return result;
}

Refinement fit_strength_model(const Network& network, const FitOptions& options)
{
    detail::require_horizon(options.horizon_days);
    const auto [until, seen] = detail::past_of(network, options.until, options.execution);
    Refinement result = refined(shipped_strength_model(), seen, network.size(), until,
                                options.horizon_days * detail::seconds_in_day, options.execution);
    result.held_back = held_back(network, seen, until, options);
    return result;
}

}  // namespace tertius
