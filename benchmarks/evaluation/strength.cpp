// How well strength foretells contact, on public logs: events in order, the first 80 % seen, the last 20 %
// judge.
//
//     evaluate_strength DATA             prints one table; each log judged by weights fitted on the other
//     logs evaluate_strength DATA --ship FILE writes the weights fitted on all logs as the library's source
//     file
//
// "shipped" are the weights of the other logs alone, "refined" those moved by the log's own past, "simple"
// the best in hindsight of count, recency and counts fading over 1, 7, 30 and 90 days. The calibration error
// is that of ten bins of equal size; "shape" is the same after one shift of all log-odds to the true mean.
// "inside" is the share of groups of alike ties whose rate of contact lies inside the mean of their 90 %
// intervals.
#include "logs.hpp"
#include "measures.hpp"

#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

using namespace tertius;
using namespace tertius::evaluation;

namespace {

constexpr std::array log_names{"email-eu-core",   "enron-email",      "mathoverflow",
                               "cns-messages",    "workplace-invs15", "hospital-lh10",
                               "conference-ws16", "conference-ht09",  "conference-sfhh"};
constexpr double day = 86400;
constexpr std::size_t ties_for_training = 4000;

/// One log, cut in two, with the moments of it that teach the shared weights.
struct Case {
    Log log;
    std::vector<Contact> contacts;
    Stretch judged;
    std::vector<Snapshot> lessons;
};

Case prepare(const std::filesystem::path& folder)
{
    Case result{read_log(folder), {}, {}, {}};
    result.contacts = contacts(result.log.interactions);
    auto times = result.log.interactions.time;
    std::ranges::sort(times);
    const auto at_share = [&](double share) {
        return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };
    const auto stretch = [&](double from, double to) {
        return Stretch{at_share(from), static_cast<double>(at_share(to) - at_share(from))};
    };
    const Time seen = times[times.size() * 8 / 10 - 1];
    result.judged = {seen, static_cast<double>(times.back() - seen)};
    for (const auto& [from, to] :
         {std::pair(.3, .5), std::pair(.4, .6), std::pair(.5, .7), std::pair(.6, .8), std::pair(.7, .9),
          std::pair(.8, 1.), std::pair(.5, .6), std::pair(.7, .8), std::pair(.9, 1.)})
        result.lessons.push_back(snapshot(result.contacts, result.log.people, stretch(from, to), ties_for_training));
    return result;
}

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

Quality best_simple(const Snapshot& moment, const std::vector<bool>& met)
{
    std::vector<std::vector<double>> scores(6);
    for (const auto& [low, high, history] : moment.histories) {
        scores[0].push_back(history.count());
        scores[1].push_back(static_cast<double>(history.last_time()));
        const auto faded = history.faded(moment.stretch.at);
        for (std::size_t place = 0; place < 4; ++place) {
            const double half_life = std::array{1., 7., 30., 90.}[place] * day;
            scores[place + 2].push_back(faded.forward(half_life) + faded.backward(half_life));
        }
    }
    Quality best;
    for (const auto& score : scores) {
        const Quality reached = quality(score, met);
        best = {std::max(best.auc, reached.auc), std::max(best.average_precision, reached.average_precision)};
    }
    return best;
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

/// Groups of 20 or more alike ties: tenths by strength, thirds of those by evidence.
double inside_interval(const TieStrengths& judged, const std::vector<bool>& met)
{
    const auto order = by_falling(strengths(judged));
    double groups = 0;
    double inside = 0;
    for (std::size_t tenth = 0; tenth < 10; ++tenth) {
        std::vector<std::size_t> ties(order.begin() + static_cast<std::ptrdiff_t>(tenth * order.size() / 10),
                                      order.begin() + static_cast<std::ptrdiff_t>((tenth + 1) * order.size() / 10));
        std::ranges::sort(ties, {}, [&](std::size_t tie) { return std::pair(judged[tie].evidence, tie); });
        for (std::size_t third = 0; third < 3; ++third) {
            const std::size_t first = third * ties.size() / 3;
            const std::size_t last = (third + 1) * ties.size() / 3;
            if (last - first < 20) continue;
            double low = 0, high = 0, yes = 0;
            for (std::size_t place = first; place < last; ++place) {
                low += judged[ties[place]].low;
                high += judged[ties[place]].high;
                yes += met[ties[place]];
            }
            groups += 1;
            inside += low <= yes && yes <= high;
        }
    }
    return groups > 0 ? inside / groups : 1;
}

std::vector<std::vector<Snapshot>> lessons(const std::vector<Case>& cases, std::size_t left_out)
{
    std::vector<std::vector<Snapshot>> result;
    for (std::size_t place = 0; place < cases.size(); ++place)
        if (place != left_out) result.push_back(cases[place].lessons);
    return result;
}

void print_table(const std::vector<Case>& cases)
{
    std::printf("%-17s %8s %13s %13s %13s  %5s %5s %6s\n", "log", "ties", "simple", "shipped", "refined", "shape",
                "raw", "inside");
    Quality gain_shipped, gain_refined;
    double shape = 0, raw = 0;
    for (std::size_t place = 0; place < cases.size(); ++place) {
        const Case& what = cases[place];
        const StrengthModel shared = fit_strength_model(lessons(cases, place));
        const Snapshot judge = snapshot(what.contacts, what.log.people, what.judged);
        const std::vector<bool> met(judge.outcome.begin(), judge.outcome.end());
        const Quality simple = best_simple(judge, met);

        StrengthOptions options{.at = what.judged.at, .horizon_days = what.judged.horizon / day, .model = shared};
        const Network seen = seen_part(what);
        const TieStrengths own = tie_strengths(seen, options);
        options.refine = false;
        const Quality shipped = quality(strengths(tie_strengths(seen, options)), met);
        const auto chances = strengths(own);
        const Quality refined = quality(chances, met);
        const double error = calibration_error(chances, met);
        const double shape_error = calibration_error(levelled(chances, met), met);
        std::printf("%-17s %8zu %6.3f/%6.3f %6.3f/%6.3f %6.3f/%6.3f  %5.3f %5.3f %6.2f\n", what.log.name.c_str(),
                    met.size(), simple.auc, simple.average_precision, shipped.auc, shipped.average_precision,
                    refined.auc, refined.average_precision, shape_error, error, inside_interval(own, met));
        std::fflush(stdout);
        gain_shipped.auc += shipped.auc - simple.auc;
        gain_shipped.average_precision += shipped.average_precision - simple.average_precision;
        gain_refined.auc += refined.auc - simple.auc;
        gain_refined.average_precision += refined.average_precision - simple.average_precision;
        shape += shape_error;
        raw += error;
    }
    const auto n = static_cast<double>(cases.size());
    std::printf("%-17s %8s %13s %+6.3f/%+6.3f %+6.3f/%+6.3f  %5.3f %5.3f\n", "mean (gain)", "", "",
                gain_shipped.auc / n, gain_shipped.average_precision / n, gain_refined.auc / n,
                gain_refined.average_precision / n, shape / n, raw / n);
}

/// A number that reads back as the same double.
std::string exact(double value)
{
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

void write_numbers(std::ostream& out, const char* name, const auto& numbers)
{
    out << "    model." << name << " = {";
    for (const double number : numbers) out << "\n        " << exact(number) << ",";
    out << "\n    };\n";
}

void ship(const std::vector<Case>& cases, const std::string& file)
{
    const StrengthModel model = fit_strength_model(lessons(cases, cases.size()));
    std::ofstream out(file);
    out << "// Written by benchmarks/evaluation/strength.cpp from the logs named there; not by hand.\n"
           "#include <tertius/strength/strength_model.hpp>\n\n"
           "namespace tertius {\n\nnamespace {\n\n"
           "// clang-format off\n"
           "StrengthModel make()  // NOLINT(readability-function-size): a table\n{\n    StrengthModel model;\n    "
           "model.base = "
        << exact(model.base) << ";\n";
    write_numbers(out, "weight", model.weight);
    write_numbers(out, "mean", model.mean);
    write_numbers(out, "deviation", model.deviation);
    write_numbers(out, "direction", model.direction);
    out << "    model.origin = \"shipped weights, fitted on " << cases.size() << " public logs\";\n"
        << "    return model;\n}\n// clang-format on\n\n}  // namespace\n\n"
           "const StrengthModel& shipped_strength_model()\n{\n    static const StrengthModel model = "
           "make();\n"
           "    return model;\n}\n\n}  // namespace tertius\n";
}

}  // namespace

int main(int count, char** words)
{
    if (count != 2 && !(count == 4 && std::string(words[2]) == "--ship")) {
        std::cerr << "usage: evaluate_strength DATA [--ship FILE]\n";
        return 2;
    }
    std::vector<Case> cases;
    for (const char* name : log_names) cases.push_back(prepare(std::filesystem::path(words[1]) / name));
    if (count == 4)
        ship(cases, words[3]);
    else
        print_table(cases);
    return 0;
}
