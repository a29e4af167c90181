#pragma once

#include <tertius/strength/tie_history.hpp>

#include <cmath>
#include <cstdint>
#include <type_traits>

namespace tertius::detail {

/// The numbers that a history consists of, in one order, for writing and reading it; and whether they can be true.
struct HistoryFields {
    /// Calls visit(number) for each, `history` const or not.
    static void visit(auto& history, auto&& visit)
    {
        for (auto* ladder : {&history.sessions_, &history.shares_, &history.forward_, &history.backward_})
            for (auto& sum : *ladder) visit(sum);
        visit(history.first_);
        visit(history.last_);
        visit(history.log_gaps_);
        visit(history.square_log_gaps_);
        visit(history.evidence_);
        for (auto* turns : {&history.forward_turns_, &history.backward_turns_}) {
            visit(turns->log_delays);
            visit(turns->turns);
            visit(turns->answers);
        }
        visit(history.last_gap_);
        visit(history.forward_count_);
        visit(history.backward_count_);
        visit(history.last_forward_);
    }

    /// No contact is later than `last`.
    static bool can_be(const TieHistory& history, Time last)
    {
        constexpr std::uint64_t most = ~std::uint32_t{0};
        const std::uint64_t contacts = std::uint64_t{history.forward_count_} + history.backward_count_;
        return numbers_can_be(history) && contacts >= 1 && contacts <= most && history.first_ != no_time &&
               history.first_ <= history.last_ && history.last_ <= last && history.evidence_ > 0 &&
               history.evidence_ <= static_cast<double>(contacts) * (1 + 1e-6) &&
               (history.last_forward_ ? history.forward_count_ : history.backward_count_) > 0 &&
               turns_can_be(history.forward_turns_, history.backward_turns_, history.forward_count_) &&
               turns_can_be(history.backward_turns_, history.forward_turns_, history.backward_count_);
    }

private:
    static bool numbers_can_be(const TieHistory& history)
    {
        bool all = true;
        visit(history, [&]<class Number>(const Number& number) {
            if constexpr (std::is_floating_point_v<Number>) all = all && std::isfinite(number) && number >= 0;
        });
        return all;
    }

    static bool turns_can_be(const TieHistory::Turns& own, const TieHistory::Turns& others, std::uint32_t contacts)
    {
        return own.turns <= contacts && (own.turns > 0) == (contacts > 0) && own.answers <= own.turns &&
               own.answers <= others.turns && (own.answers > 0 || own.log_delays == 0);
    }
};

}  // namespace tertius::detail
