#pragma once

#include <tertius/strength/tie_strengths.hpp>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tertius {

/// Strengths kept up while events come in: the streaming twin of tie_strengths().
///
/// Holds one TieHistory a pair and nothing else, so it answers at any time what the batch pass over the same events
/// would answer without refining.
///
/// Cost  O(1) an event, expected; 232 bytes a pair and the table's own.
class TieLedger {
public:
    /// Takes events up to the last one so far or later; within one call in any order. Rows of one sender and time are
    /// one message, so a message must not be spread over two calls.
    ///
    /// Throws  InvalidInput naming the row, if an event is earlier than the last of a former call or joins a person
    ///         to themselves; nothing is taken then.
    void append(const Interactions& interactions, const Execution& execution = {});

    [[nodiscard]] std::size_t tie_count() const { return places_.size(); }
    /// The time of the last event; no_time without any.
    [[nodiscard]] Time last_time() const { return last_; }

    /// The strengths of all ties at options.at (the last event's time if not given); `size` people.
    ///
    /// Throws  InvalidOption  if options.at is earlier than the last event, options.refine is set, or a person is
    ///         not below size.
    [[nodiscard]] TieStrengths tie_strengths(PersonId size, const StrengthOptions& options) const;

private:
    struct Mixed {
        std::size_t operator()(std::uint64_t pair) const noexcept;
    };
    std::unordered_map<std::uint64_t, std::uint32_t, Mixed> places_;  // of a pair in histories_
    std::vector<HistoryOfPair> histories_;
    Time last_ = no_time;
    PersonId highest_ = 0;
};

}  // namespace tertius
