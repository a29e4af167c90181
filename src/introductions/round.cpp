#include "round.hpp"

#include <cmath>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

namespace tertius::detail {

namespace {

constexpr int most_passes = 20;  // of exchanges over the whole choice
constexpr int price_sweeps = 30;
constexpr double smallest_gain = 1e-12;  // of an exchange, in parts of what is given up: below is rounding

/// Numbers the pairs that several candidates would join; each candidate's, or nobody.
std::vector<Taken> repeated_pairs(std::span<const IntroductionCandidate> candidates, Taken first,
                                  const Execution& execution)
{
    std::vector<std::tuple<PersonId, PersonId, Row>> joins(candidates.size());
    for (Row row = 0; row < candidates.size(); ++row) {
        const auto [low, high] = std::minmax(candidates[row].a, candidates[row].b);
        joins[row] = {low, high, row};
    }
    parallel_sort(execution, joins.begin(), joins.end());
    const auto same_pair = [&](std::size_t i, std::size_t j) {
        return std::get<0>(joins[i]) == std::get<0>(joins[j]) && std::get<1>(joins[i]) == std::get<1>(joins[j]);
    };
    std::vector<Taken> pair_of(candidates.size(), nobody);
    for (std::size_t begin = 0, end = 0; begin < joins.size(); begin = end) {
        for (end = begin + 1; end < joins.size() && same_pair(begin, end);) ++end;
        if (end == begin + 1) continue;
        for (std::size_t place = begin; place < end; ++place) pair_of[std::get<2>(joins[place])] = first;
        ++first;
    }
    return pair_of;
}

std::uint32_t room_of(PersonId person, const PlanIntroductionsOptions& options)
{
    constexpr double most = std::numeric_limits<std::uint32_t>::max();
    if (options.capacities.empty() || std::isnan(options.capacities[person]))
        return static_cast<std::uint32_t>(options.capacity);
    return static_cast<std::uint32_t>(std::min(options.capacities[person], most));
}

/// Tries what could fill the places that one introduction has left.
class Refill {
public:
    Refill(const Round& round, Choice& choice, double repeat_cost)
        : round_(round), choice_(choice), repeat_cost_(repeat_cost)
    {
    }

    /// Exchanges `row`, if that is worth more; whether it was.
    bool exchange(Row row)
    {
        choice_.remove(row);
        const double given_up = worth(row);
        look_for_fillings(row, given_up);
        best_ = given_up + smallest_gain * std::abs(round_.score[row]);
        best_rows_.clear();
        if (!fill(0, 0)) {
            choice_.add(row);
            return false;
        }
        for (const Row better : best_rows_) choice_.add(better);
        return true;
    }

private:
    static constexpr std::size_t fillings_looked_at = 3;  // for each place

    [[nodiscard]] double worth(Row row) const
    {
        double worth = round_.score[row];
        if (repeat_cost_ == 0) return worth;
        for (const Taken place : round_.takes(row))
            if (place < round_.people) worth -= repeat_cost_ * choice_.load(place);
        return worth;
    }

    void look_for_fillings(Row row, double given_up)
    {
        for (auto& list : fillings_) list.clear();
        std::size_t place_number = 0;
        // Of up to three that fill in, one is worth a third of what was given up at the least.
        const double least = given_up / 3;
        round_.for_each_taken(row, [&](Taken place) {
            auto& list = fillings_[place_number++];
            for (const Row other : round_.takers(place)) {
                if (round_.score[other] <= 0 || round_.score[other] < least * tolerance) break;
                if (other == row || choice_.contains(other) || !choice_.fits(other)) continue;
                list.emplace_back(worth(other), other);
                if (repeat_cost_ == 0 && list.size() == fillings_looked_at) break;
            }
            std::ranges::stable_sort(list, std::greater{}, [](const auto& filling) { return filling.first; });
            list.resize(std::min(list.size(), fillings_looked_at));
        });
        places_ = place_number;
    }

    /// Chooses for the places from `place` on; whether that beat the best so far.
    bool fill(std::size_t place, double worth_so_far)
    {
        if (place == places_) {
            if (trial_.empty() || worth_so_far <= best_) return false;
            best_ = worth_so_far;
            best_rows_ = trial_;
            return true;
        }
        bool found = fill(place + 1, worth_so_far);
        for (const auto& filling : fillings_[place]) {
            const Row row = filling.second;
            if (choice_.contains(row) || !choice_.fits(row)) continue;
            const double more = worth(row);
            choice_.add(row);
            trial_.push_back(row);
            found |= fill(place + 1, worth_so_far + more);
            trial_.pop_back();
            choice_.remove(row);
        }
        return found;
    }

    static constexpr double tolerance = 1 - 1e-9;

    const Round& round_;
    Choice& choice_;
    double repeat_cost_;
    std::array<std::vector<std::pair<double, Row>>, 4> fillings_;
    std::size_t places_ = 0;
    double best_ = 0;
    std::vector<Row> trial_;
    std::vector<Row> best_rows_;
};

}  // namespace

Round::Round(PersonId size, std::span<const IntroductionCandidate> candidates, const PlanIntroductionsOptions& options)
    : people(size)
{
    const auto pair_of = repeated_pairs(candidates, people, options.execution);
    Taken places = people;
    score.reserve(candidates.size());
    taken.reserve(candidates.size());
    for (Row row = 0; row < candidates.size(); ++row) {
        const auto& candidate = candidates[row];
        score.push_back(candidate.score);
        taken.push_back({candidate.a, candidate.b, candidate.broker, pair_of[row]});
        if (pair_of[row] != nobody) places = std::max(places, pair_of[row] + 1);
    }
    room.assign(places, 1);
    for (PersonId person = 0; person < people; ++person) room[person] = room_of(person, options);

    for (Row row = 0; row < score.size(); ++row)
        if (score[row] > 0) ranking.push_back(row);
    const auto by_score = [&](Row row) {
        return std::tuple(-score[row], taken[row][0], taken[row][1], taken[row][2], row);
    };
    parallel_sort(options.execution, ranking.begin(), ranking.end(),
                  [&](Row x, Row y) { return by_score(x) < by_score(y); });
    index_takers();
}

void Round::index_takers()
{
    offsets.assign(room.size() + 1, 0);
    for (const Row row : ranking) for_each_taken(row, [&](Taken place) { ++offsets[place + 1]; });
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    rows.resize(offsets.back());
    auto next = offsets;
    for (const Row row : ranking) for_each_taken(row, [&](Taken place) { rows[next[place]++] = row; });
}

Choice::Choice(const Round& round) : round_(&round), chosen_(round.score.size(), 0), load_(round.room.size(), 0) {}

double Choice::total() const
{
    double total = 0;
    for (Row row = 0; row < chosen_.size(); ++row)
        if (contains(row)) total += round_->score[row];
    return total;
}

std::vector<Row> Choice::rows() const
{
    std::vector<Row> rows;
    for (const Row row : round_->ranking)
        if (contains(row)) rows.push_back(row);
    return rows;
}

Choice greedy(const Round& round, std::span<const Row> order)
{
    Choice choice(round);
    for (const Row row : order)
        if (choice.fits(row)) choice.add(row);
    return choice;
}

void exchange(const Round& round, Choice& choice, double repeat_cost, const Execution& execution)
{
    Refill refill(round, choice, repeat_cost);
    std::vector<std::uint8_t> stirred(round.room.size(), 1);  // what could fill a place may have changed
    std::vector<std::uint8_t> stirred_next(round.room.size());
    const auto stir_around = [&](Taken place) {
        for (const Row other : round.takers(place))
            round.for_each_taken(other, [&](Taken near) { stirred_next[near] = 1; });
    };
    bool changed = true;
    for (int pass = 0; changed && pass < most_passes; ++pass) {
        throw_if_stopped(execution);
        changed = false;
        std::ranges::fill(stirred_next, std::uint8_t{0});
        for (const Row row : choice.rows()) {
            const auto is_stirred = [&](Taken place) { return place != nobody && stirred[place] != 0; };
            if (!choice.contains(row) || std::ranges::none_of(round.takes(row), is_stirred)) continue;
            if (!refill.exchange(row)) continue;
            changed = true;
            round.for_each_taken(row, stir_around);
        }
        std::swap(stirred, stirred_next);
    }
}

double surplus(const Round& round, Row row, std::span<const double> prices)
{
    double surplus = round.score[row];
    round.for_each_taken(row, [&](Taken place) { surplus -= prices[place]; });
    return surplus;
}

/// Each price in turn moves half way to where the bound is lowest: to what the first candidate without a place would
/// pay. Half way, so that nobody who comes early takes it all.
std::vector<double> prices(const Round& round, const Execution& execution)
{
    std::vector<double> prices(round.room.size(), 0);
    std::vector<double> offers;
    for (int sweep = 0; sweep < price_sweeps; ++sweep) {
        throw_if_stopped(execution);
        for (Taken place = 0; place < prices.size(); ++place) {
            const auto takers = round.takers(place);
            if (takers.size() <= round.room[place]) continue;
            offers.clear();
            for (const Row row : takers) offers.push_back(surplus(round, row, prices) + prices[place]);
            const auto first_without = offers.begin() + round.room[place];
            std::ranges::nth_element(offers, first_without, std::greater{});
            prices[place] += (std::max(0.0, *first_without) - prices[place]) / 2;
        }
    }
    return prices;
}

double bound(const Round& round, std::span<const double> prices)
{
    double bound = 0;
    for (Taken place = 0; place < prices.size(); ++place) bound += prices[place] * round.room[place];
    for (const Row row : round.ranking) bound += std::max(0.0, surplus(round, row, prices));
    return bound;
}

}  // namespace tertius::detail
