#pragma once

#include <tertius/introductions/plan_introductions.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tertius::detail {

/// A candidate's place in a round.
using Row = std::uint32_t;

/// Whose place something takes: a person's, or that of a pair which several candidates would join.
using Taken = std::uint32_t;

/// A round of introductions as places to fill: a candidate takes one place of everybody it asks.
struct Round {
    Round(PersonId size, std::span<const IntroductionCandidate> candidates, const PlanIntroductionsOptions& options);

    /// What a candidate takes; `nobody` stands where it takes less than four places.
    [[nodiscard]] const std::array<Taken, 4>& takes(Row row) const { return taken[row]; }
    void for_each_taken(Row row, const auto& visit) const
    {
        for (const Taken place : taken[row])
            if (place != nobody) visit(place);
    }
    /// The candidates that take a place, by falling score.
    [[nodiscard]] std::span<const Row> takers(Taken place) const
    {
        return {rows.data() + offsets[place], rows.data() + offsets[place + 1]};
    }

    PersonId people;
    std::vector<double> score;
    std::vector<std::array<Taken, 4>> taken;
    std::vector<std::uint32_t> room;  // people's, then pairs'
    std::vector<Row> ranking;         // all candidates worth making, by falling score

private:
    void index_takers();

    std::vector<std::uint64_t> offsets;
    std::vector<Row> rows;
};

/// Some of a round's candidates, never more than fit.
class Choice {
public:
    explicit Choice(const Round& round);

    [[nodiscard]] bool contains(Row row) const { return chosen_[row] != 0; }
    [[nodiscard]] bool fits(Row row) const
    {
        return std::ranges::all_of(round_->takes(row),
                                   [&](Taken place) { return place == nobody || load_[place] < round_->room[place]; });
    }
    void add(Row row) { change(row, 1, 1); }
    void remove(Row row) { change(row, 0, -1); }
    /// How many of the chosen take a place.
    [[nodiscard]] std::uint32_t load(Taken place) const { return load_[place]; }
    /// The sum of scores, added up afresh in the order of rows.
    [[nodiscard]] double total() const;
    [[nodiscard]] std::vector<Row> rows() const;

private:
    void change(Row row, std::uint8_t chosen, int step)
    {
        chosen_[row] = chosen;
        round_->for_each_taken(row, [&](Taken place) { load_[place] += static_cast<std::uint32_t>(step); });
    }

    const Round* round_;
    std::vector<std::uint8_t> chosen_;
    std::vector<std::uint32_t> load_;
};

/// Takes the candidates in their order, each if it still fits.
[[nodiscard]] Choice greedy(const Round& round, std::span<const Row> order);

/// Exchanges one chosen introduction for up to three others as long as that is worth more.
///
/// Asking a person for the k-th time costs (k - 1) * `repeat_cost`.
void exchange(const Round& round, Choice& choice, double repeat_cost, const Execution& execution);

/// What a place of everybody is worth, so that no choice is worth more than bound(prices).
[[nodiscard]] std::vector<double> prices(const Round& round, const Execution& execution);
[[nodiscard]] double bound(const Round& round, std::span<const double> prices);
/// No choice is worth more: each introduction uses up the time of two people or three.
[[nodiscard]] double counting_bound(const Round& round);
/// A candidate's score less the prices of what it takes.
[[nodiscard]] double surplus(const Round& round, Row row, std::span<const double> prices);

}  // namespace tertius::detail
