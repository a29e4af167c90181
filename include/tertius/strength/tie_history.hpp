#pragma once

#include <tertius/network/columns.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace tertius {

namespace detail {
struct HistoryFields;
}  // namespace detail

/// What a tie's past comes to: enough to judge the tie at any later time, kept up with each contact in O(1).
///
/// Sums of contacts that fade with age are kept at ten half-lives, 10 minutes times 4^k (to five years), so that a
/// question about any horizon reads between two of them. A contact soon after the last one is the same session:
/// in the rung of half-life h it adds min(1, gap / (h / 20)).
///
/// Contacts one way with no gap over a week are one turn. A contact the other way within a week of the last one
/// answers that turn; one at the same moment, or after more than a week, begins a turn of its own and answers nothing.
///
/// Cost    record() and each reading O(1); 248 bytes a pair, that is 124 for each of its two directions. A sum is
///         off by at most 1e-7 of itself for each contact in it.
/// Source  tie-decay networks: Ahmad, Porter, Beguerisse-Díaz, IEEE TNSE 8 (2021); sessions and gaps:
///         Ureña-Carrion, Saramäki, Kivelä, EPJ Data Science 9 (2020); turns and replies: Kossinets, Kleinberg,
///         Watts, KDD 2008.
class TieHistory {
    static constexpr std::size_t rungs = 10;
    using Ladder = std::array<float, rungs>;

public:
    /// Notes a contact: forward is from the lower to the higher person; share is 1/n for a message to n people.
    /// Requires  time >= last_time(); of contacts at one moment those backward first.
    void record(Time time, bool forward, float share);

    [[nodiscard]] std::uint32_t count() const { return forward_count_ + backward_count_; }
    [[nodiscard]] std::uint32_t forward_count() const { return forward_count_; }
    [[nodiscard]] std::uint32_t backward_count() const { return backward_count_; }
    /// Contacts, each counted by its share.
    [[nodiscard]] double evidence() const { return evidence_; }
    [[nodiscard]] Time first_time() const { return first_; }
    [[nodiscard]] Time last_time() const { return last_; }
    /// The silence before the last contact, in seconds; 0 with a single contact.
    [[nodiscard]] double last_gap() const { return last_gap_; }
    /// Mean and mean square of the logarithm of the gaps between contacts, each gap one minute longer than it was.
    [[nodiscard]] double mean_log_gap() const { return log_gaps_ / (count() - 1.0); }
    [[nodiscard]] double mean_square_log_gap() const { return square_log_gaps_ / (count() - 1.0); }

    /// How many turns that direction's sender began.
    [[nodiscard]] std::uint32_t turns(bool forward) const { return of(forward).turns; }
    /// How many turns of the other one that direction's sender answered.
    [[nodiscard]] std::uint32_t answers(bool forward) const { return of(forward).answers; }
    /// Mean logarithm of the time from the end of a turn to that direction's sender's answer, each one minute longer
    /// than it was; NaN without answers.
    [[nodiscard]] double mean_log_delay(bool forward) const { return of(forward).log_delays / of(forward).answers; }
    /// Turns of that direction that are over by `at`: answered, crossed by one at the same moment, or silent for more
    /// than a week. Requires  at >= last_time().
    [[nodiscard]] std::uint32_t awaited(bool forward, Time at) const;

    /// What fades, seen from `at`: the half-lives asked for are in seconds.
    class Faded {
    public:
        Faded(const TieHistory& history, Time at);
        [[nodiscard]] double sessions(double half_life) const { return read(history_->sessions_, half_life); }
        [[nodiscard]] double shares(double half_life) const { return read(history_->shares_, half_life); }
        [[nodiscard]] double forward(double half_life) const { return read(history_->forward_, half_life); }
        [[nodiscard]] double backward(double half_life) const { return read(history_->backward_, half_life); }

    private:
        [[nodiscard]] double read(const Ladder& ladder, double half_life) const;

        const TieHistory* history_;
        std::array<double, rungs> kept_;  // what is left at each rung since the last contact
    };
    /// Requires  at >= last_time().
    [[nodiscard]] Faded faded(Time at) const { return {*this, at}; }

    friend bool operator==(const TieHistory&, const TieHistory&) = default;

private:
    friend struct detail::HistoryFields;

    /// What one of the two did about turns.
    struct Turns {
        double log_delays = 0;
        std::uint32_t turns = 0;
        std::uint32_t answers = 0;
        friend bool operator==(const Turns&, const Turns&) = default;
    };
    [[nodiscard]] const Turns& of(bool forward) const { return forward ? forward_turns_ : backward_turns_; }
    void fade(double gap);
    void take_turn(bool forward, double gap, double log_gap);

    Ladder sessions_{}, shares_{}, forward_{}, backward_{};
    Time first_ = 0;
    Time last_ = 0;
    double log_gaps_ = 0;
    double square_log_gaps_ = 0;
    double evidence_ = 0;
    Turns forward_turns_{}, backward_turns_{};
    float last_gap_ = 0;
    std::uint32_t forward_count_ = 0;
    std::uint32_t backward_count_ = 0;
    bool last_forward_ = false;
};

static_assert(sizeof(TieHistory) <= 256, "at most 128 bytes for each direction of a tie");

}  // namespace tertius
