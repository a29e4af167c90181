// Whether explanations name the contacts that matter: deleting those under the weightiest building block should move
// the log-odds of a strength more than deleting as many other contacts of the tie, drawn at random.
//
//     evaluate_explanations DATA
//
// For each public log, of the ties with four or more contacts in its first 80 % a sample; the network is judged anew
// after each deletion, by the shipped weights. Ties whose explanation rests on all contacts are left out: nothing else
// could be deleted.
#include "logs.hpp"

#include <tertius/graph/random.hpp>
#include <tertius/strength/explanation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <numeric>

using namespace tertius;
using namespace tertius::evaluation;

namespace {

constexpr std::array log_names{"email-eu-core",   "enron-email",      "mathoverflow",
                               "cns-messages",    "workplace-invs15", "hospital-lh10",
                               "conference-ws16", "conference-ht09",  "conference-sfhh"};
constexpr std::size_t ties_a_log = 20;
constexpr std::size_t draws_a_tie = 4;
constexpr std::uint32_t least_contacts = 4;
constexpr double seconds_in_day = 86400;

/// A network of the log's rows, in the order of time, without those at the given places.
Network network_without(const Log& log, std::size_t rows, std::vector<std::size_t> left_out)
{
    std::ranges::sort(left_out);
    NetworkRecords records;
    std::vector<std::int64_t> keys(log.people);
    std::iota(keys.begin(), keys.end(), 0);
    records.people.key = KeyColumn(Keys(keys));
    std::vector<std::uint32_t> from, to;
    auto next = left_out.begin();
    for (std::size_t row = 0; row < rows; ++row) {
        if (next != left_out.end() && *next == row) {
            ++next;
            continue;
        }
        from.push_back(log.interactions.from[row]);
        to.push_back(log.interactions.to[row]);
        records.interactions.time.push_back(log.interactions.time[row]);
    }
    records.interactions.from = KeyColumn(std::move(from), Keys(keys));
    records.interactions.to = KeyColumn(std::move(to), Keys(keys));
    return Network(std::move(records));
}

/// The tie's rows under its weightiest building block.
std::vector<std::size_t> rows_of_top_block(const Explanation& explanation)
{
    for (const Reason& reason : explanation.reasons) {
        if (reason.aspect == Aspect::rhythm || reason.aspect == Aspect::setting) continue;
        std::vector<std::size_t> rows;
        for (const Record& record : reason.records) rows.push_back(record.row);
        return rows;
    }
    return {};
}

/// A log's first 80 %, and how its strengths move.
class Deletions {
public:
    explicit Deletions(const Log& log)
        : log_(log),
          rows_(log.interactions.time.size() * 8 / 10),
          options_{
              .at = log.interactions.time[rows_ - 1],
              .horizon_days =
                  static_cast<double>(log.interactions.time.back() - log.interactions.time[rows_ - 1]) / seconds_in_day,
              .refine = false},
          network_(network_without(log, rows_, {})),
          strengths_(tie_strengths(network_, options_)),
          explainer_(strengths_, network_)
    {
    }

    /// How far the log-odds of a tie move when those rows are deleted; a tie that is gone moves to no contact at all.
    [[nodiscard]] double moved(const TieStrength& tie, std::vector<std::size_t> rows) const
    {
        const auto without = tie_strengths(network_without(log_, rows_, std::move(rows)), options_);
        const auto place = without.find(tie.person, tie.alter);
        return std::abs(log_odds(without[*place].strength) - log_odds(tie.strength));
    }

    /// How many of the drawn ties move more by their top block's rows than by random ones, and how many were tried.
    [[nodiscard]] std::pair<std::size_t, std::size_t> judge() const
    {
        std::vector<std::size_t> places(strengths_.tie_count());
        std::iota(places.begin(), places.end(), std::size_t{0});
        std::ranges::sort(places, {}, [](std::size_t place) { return Random::mix(place); });
        std::pair<std::size_t, std::size_t> result;
        for (const std::size_t place : places) {
            const TieStrength& tie = strengths_[place];
            if (tie.facts.forward_contacts + tie.facts.backward_contacts < least_contacts) continue;
            const auto named = rows_of_top_block(explainer_.explain(place, "", ""));
            const auto all = rows_of(tie);
            if (named.empty() || named.size() >= all.size()) continue;
            result.first += moved(tie, named) > mean_of_random(tie, all, named.size());
            if (++result.second == ties_a_log) break;
        }
        return result;
    }

private:
    [[nodiscard]] std::vector<std::size_t> rows_of(const TieStrength& tie) const
    {
        std::vector<std::size_t> rows;
        const Interactions& log = log_.interactions;
        for (std::size_t row = 0; row < rows_; ++row)
            if ((log.from[row] == tie.person && log.to[row] == tie.alter) ||
                (log.from[row] == tie.alter && log.to[row] == tie.person))
                rows.push_back(row);
        return rows;
    }

    [[nodiscard]] double mean_of_random(const TieStrength& tie, std::vector<std::size_t> all, std::size_t count) const
    {
        double sum = 0;
        Random random(tie.person);
        for (std::size_t draw = 0; draw < draws_a_tie; ++draw) {
            for (std::size_t place = 0; place < count; ++place)
                std::swap(all[place], all[place + random.below(all.size() - place)]);
            sum += moved(tie, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)});
        }
        return sum / draws_a_tie;
    }

    const Log& log_;
    std::size_t rows_;
    StrengthOptions options_;
    Network network_;
    TieStrengths strengths_;
    StrengthExplainer explainer_;
};

}  // namespace

int main(int count, char** words)
{
    if (count != 2) {
        std::cerr << "usage: evaluate_explanations DATA\n";
        return 2;
    }
    std::size_t more = 0;
    std::size_t tried = 0;
    std::printf("%-17s %6s %10s\n", "log", "ties", "moved more");
    for (const char* name : log_names) {
        const Log log = read_log(std::filesystem::path(words[1]) / name);
        const auto [log_more, log_tried] = Deletions(log).judge();
        std::printf("%-17s %6zu %9.1f %%\n", name, log_tried,
                    100.0 * static_cast<double>(log_more) / static_cast<double>(log_tried));
        std::fflush(stdout);
        more += log_more;
        tried += log_tried;
    }
    std::printf("%-17s %6zu %9.1f %%\n", "all", tried, 100.0 * static_cast<double>(more) / static_cast<double>(tried));
    return 0;
}
