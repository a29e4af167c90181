// How well rhythms foretell the next contact, on public logs, against two rules that people live by.
//
//     evaluate_due DATA             prints the table
//     evaluate_due DATA --each      and every moment and horizon of each log
//
// At three moments of a log (60, 70 and 80 % of its contacts seen) each pair that was ever in contact gets a chance of
// contact within a fiftieth and within a tenth of the log's length. Judged by log loss and Brier score, means over
// moments and horizons:
//
//     rhythm   Cadence::chance_within of rhythms(), which have seen the log up to the moment and know no horizon
//     fixed    one chance for silences of up to N days, another for longer ones
//     eight    one chance for silences of up to 8 times the pair's mean gap, another for longer ones, a third for pairs
//              of a single contact (Navarro et al., EPJ Data Science 6:31, 2017)
//     base     one chance for all
//
// The rules are given their best: N and all chances are fitted, for each moment and horizon, to what happened within
// that horizon after up to five earlier moments.
#include "lessons.hpp"

#include <tertius/strength/rhythms.hpp>

#include <cmath>
#include <cstdio>
#include <iostream>
#include <limits>
#include <numeric>
#include <string>

using namespace tertius;
using namespace tertius::evaluation;

namespace {

/// A pair as it stood at a moment, and how long it was until the next contact.
struct Standing {
    std::size_t contacts;
    double span;     // first to last contact
    double silence;  // since the last
    double wait;     // infinite without another one
};

/// All pairs in contact by a moment, in the order of pairs.
std::vector<Standing> standings(std::span<const Contact> contacts, Time moment)
{
    std::vector<Standing> result;
    for (auto first = contacts.begin(), end = first; first != contacts.end(); first = end) {
        while (end != contacts.end() && end->low == first->low && end->high == first->high) ++end;
        const auto next = std::ranges::upper_bound(first, end, moment, {}, &Contact::time);
        if (next == first) continue;
        const Time last = std::prev(next)->time;
        result.push_back(
            {static_cast<std::size_t>(next - first), static_cast<double>(last - first->time),
             static_cast<double>(moment - last),
             next == end ? std::numeric_limits<double>::infinity() : static_cast<double>(next->time - moment)});
    }
    return result;
}

double loss_of(double chance, bool came)
{
    constexpr double least = 1e-6;
    const double held = std::clamp(chance, least, 1 - least);
    return -std::log(came ? held : 1 - held);
}

struct Score {
    double log_loss = 0;
    double brier = 0;

    void add(double chance, bool came, double weight)
    {
        const double miss = chance - (came ? 1 : 0);
        log_loss += weight * loss_of(chance, came);
        brier += weight * miss * miss;
    }
    void add(const Score& other, double weight)
    {
        log_loss += weight * other.log_loss;
        brier += weight * other.brier;
    }
};

/// Shares of contact in classes of pairs, each of them drawn a little towards a half.
class Rates {
public:
    explicit Rates(std::size_t classes) : came_(classes, .5), all_(classes, 1) {}
    void note(std::size_t which, bool came)
    {
        came_[which] += came ? 1 : 0;
        all_[which] += 1;
    }
    [[nodiscard]] double operator[](std::size_t which) const { return came_[which] / all_[which]; }
    /// The log loss that they have on what they were fitted to.
    [[nodiscard]] double loss() const
    {
        double sum = 0;
        for (std::size_t which = 0; which < came_.size(); ++which)
            sum -=
                came_[which] * std::log((*this)[which]) + (all_[which] - came_[which]) * std::log(1 - (*this)[which]);
        return sum;
    }

private:
    std::vector<double> came_, all_;
};

using Past = std::vector<std::vector<Standing>>;

Rates fitted(const Past& past, double horizon, std::size_t classes, const auto& class_of)
{
    Rates rates(classes);
    for (const auto& moment : past)
        for (const Standing& pair : moment) rates.note(class_of(pair), pair.wait <= horizon);
    return rates;
}

std::size_t by_eight_gaps(const Standing& pair)
{
    if (pair.contacts < 2) return 2;
    return pair.silence <= 8 * pair.span / static_cast<double>(pair.contacts - 1) ? 0 : 1;
}

/// The number of seconds, of sixty from a minute to the longest silence, that tells best who will be in contact.
double best_limit(const Past& past, double horizon)
{
    constexpr int limits = 60;
    double longest = 120;
    for (const auto& moment : past)
        for (const Standing& pair : moment) longest = std::max(longest, pair.silence);
    double best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (int place = 0; place < limits; ++place) {
        const double limit = 60 * std::pow(longest / 60, place / (limits - 1.0));
        const auto by_limit = [&](const Standing& pair) { return std::size_t{pair.silence <= limit ? 0U : 1U}; };
        const double loss = fitted(past, horizon, 2, by_limit).loss();
        if (loss >= least) continue;
        least = loss;
        best = limit;
    }
    return best;
}

struct Scores {
    Score rhythm, fixed, eight, base;
    std::size_t pairs = 0;

    void add(const Scores& other, double weight)
    {
        rhythm.add(other.rhythm, weight);
        fixed.add(other.fixed, weight);
        eight.add(other.eight, weight);
        base.add(other.base, weight);
        pairs += other.pairs;
    }
};

Scores scores(const Rhythms& foretold, const std::vector<Standing>& now, const Past& past, double horizon)
{
    const double limit = best_limit(past, horizon);
    const auto by_limit = [&](const Standing& pair) { return std::size_t{pair.silence <= limit ? 0U : 1U}; };
    const auto as_one = [](const Standing&) { return std::size_t{0}; };
    const Rates fixed = fitted(past, horizon, 2, by_limit);
    const Rates eight = fitted(past, horizon, 3, by_eight_gaps);
    const Rates base = fitted(past, horizon, 1, as_one);
    Scores result;
    result.pairs = now.size();
    const double weight = 1 / static_cast<double>(now.size());
    for (std::size_t place = 0; place < now.size(); ++place) {
        const Standing& pair = now[place];
        const bool came = pair.wait <= horizon;
        result.rhythm.add(foretold.pairs[place].cadence.chance_within(pair.silence, horizon), came, weight);
        result.fixed.add(fixed[by_limit(pair)], came, weight);
        result.eight.add(eight[by_eight_gaps(pair)], came, weight);
        result.base.add(base[0], came, weight);
    }
    return result;
}

/// Up to five earlier moments whose horizons are over by `at`, with a fifth of the contacts before them; the latest one
/// in any case.
Past past_of(std::span<const Contact> contacts, Time at, double horizon, Time earliest)
{
    Past past;
    for (const double distance : {1., 1.5, 2., 3., 4.5}) {
        const Time moment = at - static_cast<Time>(distance * horizon);
        if (past.empty() || moment >= earliest) past.push_back(standings(contacts, moment));
    }
    return past;
}

Network network_of(const Log& log)
{
    NetworkRecords records;
    std::vector<std::int64_t> keys(log.people);
    std::iota(keys.begin(), keys.end(), 0);
    records.people.key = KeyColumn(Keys(keys));
    records.interactions.from = KeyColumn(log.interactions.from, Keys(keys));
    records.interactions.to = KeyColumn(log.interactions.to, Keys(keys));
    records.interactions.time = log.interactions.time;
    return Network(std::move(records));
}

void print_row(const std::string& name, const Scores& row)
{
    std::printf("%-26s %7zu", name.c_str(), row.pairs);
    for (const Score& score : {row.rhythm, row.fixed, row.eight, row.base})
        std::printf("  %6.4f/%6.4f", score.log_loss, score.brier);
    const double rival = std::min(row.fixed.log_loss, row.eight.log_loss);
    const double rival_brier = std::min(row.fixed.brier, row.eight.brier);
    std::printf("  %+5.1f %% %+5.1f %%\n", 100 * (row.rhythm.log_loss / rival - 1),
                100 * (row.rhythm.brier / rival_brier - 1));
    std::fflush(stdout);
}

Scores judged(const Log& log, bool each)
{
    const Network network = network_of(log);
    const std::vector<Contact> all = contacts(log.interactions);
    std::vector<Time> times = log.interactions.time;
    std::ranges::sort(times);
    const auto at_share = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size()))];
    };
    std::vector<Scores> rows;
    for (const double share : {.6, .7, .8}) {
        const Time at = at_share(share);
        const Rhythms foretold = rhythms(network, at);
        const auto now = standings(all, at);
        for (const double part : {50., 10.}) {
            const double horizon = static_cast<double>(times.back() - times.front()) / part;
            if (static_cast<double>(times.back() - at) < horizon) continue;
            rows.push_back(scores(foretold, now, past_of(all, at, horizon, at_share(.2)), horizon));
            if (each)
                print_row("  " + std::to_string(std::lround(100 * share)) + " %, " +
                              std::to_string(horizon / day).substr(0, 5) + " days",
                          rows.back());
        }
    }
    Scores mean;
    for (const Scores& row : rows) mean.add(row, 1 / static_cast<double>(rows.size()));
    return mean;
}

}  // namespace

int main(int count, char** words)
{
    const bool each = count == 3 && std::string(words[2]) == "--each";
    if (count != 2 && !each) {
        std::cerr << "usage: evaluate_due DATA [--each]\n";
        return 2;
    }
    std::printf("%-26s %7s  %13s  %13s  %13s  %13s  %s\n", "log (log loss/Brier)", "cases", "rhythm", "fixed", "eight",
                "base", "rhythm to the better rule");
    for (const char* name : log_names) print_row(name, judged(read_log(std::filesystem::path(words[1]) / name), each));
}
