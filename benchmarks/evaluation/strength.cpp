// How well strength foretells contact, on public logs: events in order, the first 80 % seen, the last 20 % judge.
//
//     evaluate_strength DATA                prints the table; each log judged by weights fitted on the other logs
//     evaluate_strength DATA --calibration  and ten bins of each log: chance foretold, share observed
//     evaluate_strength DATA --ship FILE    writes the weights fitted on all logs as the library's source file
//
// AUC/average precision of: "simple" the best in hindsight of count, recency and counts fading over 1, 7, 30 and 90
// days; "equal" every piece of evidence that only raises a strength, all with one weight; "signed" every piece with one
// weight, for or against as the shipped weights have learnt it; "shipped" the weights of the other logs alone; "refined"
// those moved by the log's own past; "hindsight" weights fitted on the judged ties themselves. The calibration error is that of ten bins of equal size; "shape" is the same after one shift of all
// log-odds to the true mean. "inside" is the share of groups of alike ties whose observed share of contact lies inside
// the mean of their 90 % intervals, widened by what 20 to 500 tosses of a coin vary; "bare" is without that.
#include "lessons.hpp"
#include "ship.hpp"
#include "stated.hpp"

#include <tertius/strength/logistic_fit.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <cstdio>
#include <iostream>
#include <string>

using namespace tertius;
using namespace tertius::evaluation;

namespace {

/// The network as it could be seen at the moment of judging.
Network seen_part(const Case& what)
{
    NetworkRecords records;
    std::vector<std::int64_t> keys(what.log.people);
    std::iota(keys.begin(), keys.end(), 0);
    records.people.key = KeyColumn(Keys(keys));
    std::vector<std::uint32_t> from, to;
    for (std::size_t row = 0; row < what.log.interactions.time.size(); ++row) {
        if (what.log.interactions.time[row] > what.judged.at) continue;
        from.push_back(what.log.interactions.from[row]);
        to.push_back(what.log.interactions.to[row]);
        records.interactions.time.push_back(what.log.interactions.time[row]);
    }
    records.interactions.from = KeyColumn(std::move(from), Keys(keys));
    records.interactions.to = KeyColumn(std::move(to), Keys(keys));
    return Network(std::move(records));
}

std::vector<double> strengths(const TieStrengths& judged)
{
    std::vector<double> result;
    for (const TieStrength& tie : judged.ties()) result.push_back(tie.strength);
    return result;
}

Foresight best_simple(const Snapshot& moment, const std::vector<bool>& met)
{
    std::vector<std::vector<double>> scores(6);
    for (const HistoryOfPair& pair : moment.histories) {
        scores[0].push_back(pair.history.count());
        scores[1].push_back(static_cast<double>(pair.history.last_time()));
        const auto faded = pair.history.faded(moment.stretch.at);
        for (std::size_t place = 0; place < 4; ++place) {
            const double half_life = std::array{1., 7., 30., 90.}[place] * day;
            scores[place + 2].push_back(faded.forward(half_life) + faded.backward(half_life));
        }
    }
    Foresight best{.auc = 0, .average_precision = 0};
    for (const auto& score : scores) {
        const Foresight reached = foresight(score, met);
        best.auc = std::max(best.auc, reached.auc);
        best.average_precision = std::max(best.average_precision, reached.average_precision);
    }
    return best;
}

/// The standardised evidence, what is missing taken as average.
Eigen::MatrixXd standardised(const Snapshot& moment, const StrengthModel& model)
{
    Eigen::MatrixXd values(moment.values.rows(), moment.values.cols());
    for (Eigen::Index row = 0; row < values.rows(); ++row)
        values.row(row) =
            model.standardised(moment.values.row(row)).unaryExpr([](double v) { return std::isnan(v) ? 0 : v; });
    return values;
}

Foresight of_scores(const Eigen::VectorXd& scores, const std::vector<bool>& met)
{
    return foresight({scores.begin(), scores.end()}, met);
}

/// What only raises a strength counts the same, all else nothing: its direction is not known before it is learnt.
Foresight equal_weights(const Eigen::MatrixXd& values, const std::vector<bool>& met)
{
    Eigen::VectorXd weights(values.cols());
    for (std::size_t column = 0; column < evidence.size(); ++column)
        weights[static_cast<Eigen::Index>(column)] = evidence[column].only_raises ? 1 : 0;
    return of_scores(values * weights, met);
}

/// Every piece of evidence counts the same, for or against as the shipped weights have it.
Foresight signed_weights(const Eigen::MatrixXd& values, const StrengthModel& model, const std::vector<bool>& met)
{
    Eigen::VectorXd signs(values.cols());
    for (std::size_t column = 0; column < evidence.size(); ++column)
        signs[static_cast<Eigen::Index>(column)] =
            evidence[column].only_raises || model.weight[column] >= 0 ? 1.0 : -1.0;
    return of_scores(values * signs, met);
}

Foresight in_hindsight(const Eigen::MatrixXd& values, const Snapshot& moment, const std::vector<bool>& met)
{
    std::vector<bool> at_least_zero;
    for (const Evidence& piece : evidence) at_least_zero.push_back(piece.only_raises);
    const LogisticFit fit = fit_logistic({{values, moment.outcome, 1}}, {.ridge = 3, .at_least_zero = at_least_zero});
    return of_scores(values * fit.weights, met);
}

/// Chances with all log-odds shifted by one number, so that they add up to what came true.
std::vector<double> levelled(const std::vector<double>& chances, const std::vector<bool>& met)
{
    const auto yes = static_cast<double>(std::ranges::count(met, true));
    double low = -20;
    double high = 20;
    std::vector<double> result(chances.size());
    for (int round = 0; round < 50; ++round) {
        const double shift = (low + high) / 2;
        double sum = 0;
        for (std::size_t tie = 0; tie < chances.size(); ++tie)
            sum += result[tie] = probability(log_odds(chances[tie]) + shift);
        (sum < yes ? low : high) = shift;
    }
    return result;
}

/// How many groups there are, and in how many the observed share lies inside.
struct Inside {
    double groups = 0;
    double inside = 0;
    double bare = 0;
};

void note_group(const TieStrengths& judged, const std::vector<bool>& met, std::span<const std::size_t> ties,
                Inside& result)
{
    if (ties.size() < 20) return;
    double low = 0, high = 0, expected = 0, yes = 0, variance = 0;
    for (const std::size_t tie : ties) {
        low += judged[tie].low;
        high += judged[tie].high;
        expected += judged[tie].strength;
        variance += judged[tie].strength * (1 - judged[tie].strength);
        yes += met[tie] ? 1 : 0;
    }
    const double tosses = 1.6449 * std::sqrt(variance);
    result.groups += 1;
    result.bare += low <= yes && yes <= high ? 1 : 0;
    result.inside +=
        expected - std::hypot(expected - low, tosses) <= yes && yes <= expected + std::hypot(high - expected, tosses)
            ? 1
            : 0;
}

/// Groups of 20 or more alike ties: tenths by strength, thirds of those by evidence.
Inside inside_intervals(const TieStrengths& judged, const std::vector<bool>& met)
{
    std::vector<std::size_t> order(judged.tie_count());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t tie) { return judged[tie].strength; });
    Inside result;
    for (std::size_t tenth = 0; tenth < 10; ++tenth) {
        const std::span ties(order.begin() + static_cast<std::ptrdiff_t>(tenth * order.size() / 10),
                             order.begin() + static_cast<std::ptrdiff_t>((tenth + 1) * order.size() / 10));
        std::ranges::sort(ties, {}, [&](std::size_t tie) { return std::pair(judged[tie].evidence, tie); });
        for (std::size_t third = 0; third < 3; ++third) {
            const std::size_t first = third * ties.size() / 3;
            note_group(judged, met, ties.subspan(first, (third + 1) * ties.size() / 3 - first), result);
        }
    }
    return result;
}

/// What one log says.
struct Row {
    Foresight simple, equal, with_signs, shipped, refined, hindsight;
    double shape = 0, inside = 0, bare = 0;
    std::vector<CalibrationBin> bins;
};

Row row_of(const Case& what, const StrengthModel& shared)
{
    const Snapshot judge = snapshot(what.contacts, what.log.people, what.judged);
    const std::vector<bool> met(judge.outcome.begin(), judge.outcome.end());
    StrengthOptions options{.at = what.judged.at, .horizon_days = what.judged.horizon / day, .model = shared};
    const Network seen = seen_part(what);
    const TieStrengths own = tie_strengths(seen, options);
    options.refine = false;
    const auto shipped = strengths(tie_strengths(seen, options));
    const auto chances = strengths(own);
    const Eigen::MatrixXd values = standardised(judge, shared);
    const Inside groups = inside_intervals(own, met);
    return {best_simple(judge, met),
            equal_weights(values, met),
            signed_weights(values, shared, met),
            foresight(shipped, met),
            foresight(chances, met),
            in_hindsight(values, judge, met),
            foresight(levelled(chances, met), met).calibration_error,
            groups.inside / groups.groups,
            groups.bare / groups.groups,
            calibration_bins(chances, met)};
}

void print_row(const std::string& name, const Row& row)
{
    std::printf("%-17s %7zu", name.c_str(), row.refined.cases);
    for (const Foresight& one : {row.simple, row.equal, row.with_signs, row.shipped, row.refined, row.hindsight})
        std::printf(" %5.3f/%5.3f", one.auc, one.average_precision);
    std::printf("  %5.3f %5.3f %6.2f %5.2f\n", row.shape, row.refined.calibration_error, row.inside, row.bare);
    std::fflush(stdout);
}

void print_means(const std::vector<Row>& rows)
{
    const auto mean = [&](auto value) {
        double sum = 0;
        for (const Row& row : rows) sum += value(row);
        return sum / static_cast<double>(rows.size());
    };
    std::printf("%-37s", "mean gain over simple");
    for (Foresight Row::*kind : {&Row::equal, &Row::with_signs, &Row::shipped, &Row::refined, &Row::hindsight})
        std::printf(" %+.3f/%+.3f", mean([&](const Row& row) { return (row.*kind).auc - row.simple.auc; }),
                    mean([&](const Row& row) { return (row.*kind).average_precision - row.simple.average_precision; }));
    std::printf("  %5.3f %5.3f %6.2f %5.2f\n", mean([](const Row& row) { return row.shape; }),
                mean([](const Row& row) { return row.refined.calibration_error; }),
                mean([](const Row& row) { return row.inside; }), mean([](const Row& row) { return row.bare; }));
}

void print_bins(const std::string& name, const std::vector<CalibrationBin>& bins)
{
    for (const auto& [cases, foretold, observed] : bins)
        std::printf("%s,%zu,%.4f,%.4f\n", name.c_str(), cases, foretold, observed);
}

void print_table(const std::vector<Case>& cases, bool calibration)
{
    std::printf("%-17s %7s %11s %11s %11s %11s %11s %11s  %5s %5s %6s %5s\n", "log", "ties", "simple", "equal",
                "signed", "shipped", "refined", "hindsight", "shape", "raw", "inside", "bare");
    std::vector<Row> rows;
    for (std::size_t place = 0; place < cases.size(); ++place) {
        rows.push_back(row_of(cases[place], fit_strength_model(lessons(cases, place))));
        print_row(cases[place].log.name, rows.back());
    }
    print_means(rows);
    if (!calibration) return;
    std::printf("\nlog,ties,foretold,observed\n");
    for (std::size_t place = 0; place < cases.size(); ++place) print_bins(cases[place].log.name, rows[place].bins);
}

}  // namespace

int main(int count, char** words)
{
    const std::string choice = count > 2 ? words[2] : "";
    const bool valid = count == 2 || (count == 3 && choice == "--calibration") || (count == 4 && choice == "--ship");
    if (!valid) {
        std::cerr << "usage: evaluate_strength DATA [--calibration | --ship FILE]\n";
        return 2;
    }
    const std::vector<Case> cases = all_cases(words[1]);
    if (choice == "--ship") {
        ship(cases, words[3]);
        return 0;
    }
    print_table(cases, choice == "--calibration");
    print_stated(words[1]);
    return 0;
}
