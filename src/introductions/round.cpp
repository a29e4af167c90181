#include "round.hpp"

#include <cmath>
#include <functional>
#include <iterator>
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

    /// Lists anew who could take a place and is not chosen: else each exchange would go through all who are.
    void list_open()
    {
        open_.clear();
        begins_.assign(1, 0);
        for (Taken place = 0; place < round_.room.size(); ++place) {
            std::ranges::copy_if(round_.takers(place), std::back_inserter(open_),
                                 [&](Row row) { return !choice_.contains(row); });
            begins_.push_back(open_.size());
        }
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
            // A place with more room than the one left could have been taken before.
            if (repeat_cost_ == 0 && choice_.load(place) + 1 < round_.room[place]) return;
            auto& list = fillings_[place_number++];
            for (const Row other : open(place)) {
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

    [[nodiscard]] std::span<const Row> open(Taken place) const
    {
        return {open_.data() + begins_[place], open_.data() + begins_[place + 1]};
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
    std::vector<Row> open_;            // takers of each place, by falling score
    std::vector<std::size_t> begins_;  // of each place's, and the end
    std::array<std::vector<std::pair<double, Row>>, 4> fillings_;
    std::size_t places_ = 0;
    double best_ = 0;
    std::vector<Row> trial_;
    std::vector<Row> best_rows_;
};

/// Adds what still fits.
void top_up(const Round& round, Choice& choice)
{
    for (const Row row : round.ranking)
        if (!choice.contains(row) && choice.fits(row)) choice.add(row);
}

/// Marks whatever is taken by some taker of the marked places.
std::vector<std::uint8_t> around(const Round& round, std::span<const std::uint8_t> marked)
{
    std::vector<std::uint8_t> around(marked.size(), 0);
    const auto is_marked = [&](Taken place) { return place != nobody && marked[place] != 0; };
    for (const Row row : round.ranking)
        if (std::ranges::any_of(round.takes(row), is_marked))
            round.for_each_taken(row, [&](Taken place) { around[place] = 1; });
    return around;
}

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
    std::vector<std::uint8_t> left(round.room.size());
    bool changed = true;
    for (int pass = 0; changed && pass < most_passes; ++pass) {
        changed = false;
        refill.list_open();
        std::ranges::fill(left, std::uint8_t{0});
        for (const Row row : choice.rows()) {
            throw_if_stopped(execution);
            const auto is_stirred = [&](Taken place) { return place != nobody && stirred[place] != 0; };
            if (!choice.contains(row) || std::ranges::none_of(round.takes(row), is_stirred)) continue;
            if (!refill.exchange(row)) continue;
            changed = true;
            round.for_each_taken(row, [&](Taken place) { left[place] = 1; });
        }
        if (repeat_cost == 0) top_up(round, choice);
        stirred = around(round, left);
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
        for (Taken place = 0; place < prices.size(); ++place) {
            throw_if_stopped(execution);
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

/// The lower of two: as many introductions as there is time for, the best of all; and everybody's best ones, where each
/// counts once for every person whom it asks.
double counting_bound(const Round& round)
{
    const bool always_brokered =
        std::ranges::all_of(round.ranking, [&](Row row) { return round.takes(row)[2] != nobody; });
    const std::size_t asked_each = always_brokered ? 3 : 2;
    std::size_t times = 0;
    double best_of_everybody = 0;
    for (PersonId person = 0; person < round.people; ++person) {
        const auto takers = round.takers(person);
        const std::size_t most = std::min<std::size_t>(takers.size(), round.room[person]);
        times += most;
        for (const Row row : takers.first(most)) best_of_everybody += round.score[row];
    }
    double best_of_all = 0;
    for (std::size_t place = 0; place < std::min(times / asked_each, round.ranking.size()); ++place)
        best_of_all += round.score[round.ranking[place]];
    return std::min(best_of_all, best_of_everybody / static_cast<double>(asked_each));
}

}  // namespace tertius::detail
