#pragma once

#include "round.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace tertius::detail {

/// A round in which introductions may be made in part: a linear program, whose best value no choice exceeds.
///
/// Solved by the dual simplex method with bounded variables on a dense table. Deciding a candidate changes bounds
/// alone, after which the last table is still a good start.
class Relaxation {
public:
    /// Only of the candidates given; the rest are taken not to be made. `room` is what there is of each place.
    Relaxation(const Round& round, std::vector<Row> candidates, std::span<const std::uint32_t> room);

    /// Bytes that a table for so many candidates and places takes.
    [[nodiscard]] static std::size_t bytes(std::size_t candidates, std::size_t places);

    [[nodiscard]] std::span<const Row> candidates() const { return candidates_; }
    /// Decides that the i-th candidate is made (1), is not (0), or leaves it open.
    void decide(std::size_t i, std::optional<int> value);

    /// Finds the best shares under what is decided. False if nothing fits.
    [[nodiscard]] bool solve(const Execution& execution);
    /// The share of the i-th candidate in [0, 1].
    [[nodiscard]] double share(std::size_t i) const;
    /// No choice under what is decided scores higher. Computed from the prices alone, whatever rounding did.
    [[nodiscard]] double bound() const;
    /// How many numbers have been computed so far.
    [[nodiscard]] double effort() const { return effort_; }
    /// The score of the i-th candidate less the prices of what it takes.
    [[nodiscard]] double surplus(std::size_t i) const;

private:
    struct Variable {
        double low = 0;
        double high = 1;
        bool at_high = false;
        std::size_t row = none;  // of the table, where it is basic
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    [[nodiscard]] double* line(std::size_t row) { return table_.data() + row * variables_.size(); }
    [[nodiscard]] const double* line(std::size_t row) const { return table_.data() + row * variables_.size(); }
    [[nodiscard]] double value(std::size_t variable) const;
    void start_afresh();
    void place_at_bounds();
    [[nodiscard]] std::optional<std::size_t> most_violated() const;
    [[nodiscard]] std::optional<std::size_t> entering(std::size_t row, bool too_low);
    void flip(std::size_t variable);
    void pivot(std::size_t row, std::size_t variable, double target);
    [[nodiscard]] double price(std::size_t place) const;

    const Round& round_;
    std::vector<Row> candidates_;
    std::vector<double> room_;                     // of the places that are short
    std::vector<std::vector<std::size_t>> takes_;  // of each candidate, numbers of short places
    std::vector<Variable> variables_;              // candidates, then what stays free of each place
    std::vector<double> table_;
    std::vector<double> gains_;  // of each variable, per unit
    std::vector<double> basic_value_;
    std::vector<std::size_t> basic_;
    std::vector<std::pair<double, std::size_t>> eligible_;
    std::size_t pivots_ = 0;  // since it was last begun afresh
    double effort_ = 0;
};

}  // namespace tertius::detail
