#pragma once

#include <tertius/strength/detail/history_store.hpp>
#include <tertius/strength/detail/sent.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <vector>

namespace tertius {

/// What to do with an event from before the window.
enum class LateEvents : std::uint8_t { refuse, drop };

/// What to do with an event equal in sender, recipient and time to one in the window: streams may deliver twice.
enum class Duplicates : std::uint8_t { keep, drop };

struct LedgerOptions {
    double window_days = 0;  ///< how much earlier than the last event one may come in; finite and >= 0
    LateEvents late = LateEvents::refuse;
    Duplicates duplicates = Duplicates::keep;
};

/// Strengths kept up while events come in: the streaming twin of tie_strengths().
///
/// Events come in any order within a window that ends at the last one. They wait until the window has passed them,
/// then they are settled in order of time into one history a pair. So the ledger answers, from the last settled event
/// on, what the batch pass over the same events would answer without refining, to the last bit.
///
/// Rows of one sender and one time are one message, in whatever calls they come.
///
/// Cost  O(1) an event, amortised; 256 bytes a pair with its key, 11 to 22 of the table, 16 an event that waits (and
///       as much again while events are settled). See memory_bytes().
class TieLedger {
public:
    /// Throws InvalidOption if window_days is not finite and >= 0.
    explicit TieLedger(const LedgerOptions& options = {});

    /// Throws  InvalidInput naming the row, if an event has no time, joins a person to themselves or, unless they are
    ///         dropped, is from before the window as the former calls left it; nothing is taken then.
    void append(const Interactions& interactions, const Execution& execution = {});
    /// The same of one event.
    void append(PersonId from, PersonId to, Time time);

    [[nodiscard]] const LedgerOptions& options() const { return options_; }
    /// The time of the last event; no_time without any.
    [[nodiscard]] Time last_time() const { return last_; }
    /// The earliest moment that can be asked about: that of the last event which the window has passed; no_time: any.
    [[nodiscard]] Time earliest() const;
    /// One more than the highest person in contact; 0 without any.
    [[nodiscard]] PersonId people() const { return last_ == no_time ? 0 : highest_ + 1; }
    /// How many late events were dropped.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }
    /// How many pairs were in contact. Cost  O(events that wait).
    [[nodiscard]] std::size_t tie_count() const;
    /// The memory that ties and waiting events take.
    [[nodiscard]] std::size_t memory_bytes() const;

    /// What tie_histories() gives on the events up to `at`. Throws InvalidOption if at is before earliest().
    [[nodiscard]] std::vector<HistoryOfPair> histories(Time at) const;
    /// The strengths of all ties at options.at (the last event's time if not given); `size` people.
    ///
    /// Throws  InvalidOption  if options.at is before earliest(), options.refine is set, or a person is not below
    ///         size.
    [[nodiscard]] TieStrengths tie_strengths(PersonId size, const StrengthOptions& options) const;

    /// Writes the ledger down, in a form that is the same on every machine; equal ledgers give equal bytes.
    /// Settles first what the window has passed. The stream's state says whether it was written.
    void save(std::ostream& out);
    /// Reads a ledger back. Throws InvalidInput saying what is wrong with a file that is damaged, cut short or newer.
    [[nodiscard]] static TieLedger load(std::istream& in);

private:
    class Reader;

    [[nodiscard]] bool is_late(Time time) const { return time < opens_; }
    void require_moment(Time at) const;
    void note(Time time, PersonId from, PersonId to);
    void move_window();
    void settle();
    [[nodiscard]] detail::HistoryStore recent(Time at) const;

    LedgerOptions options_;
    Time window_ = 0;  // in seconds
    Time last_ = no_time;
    Time opens_ = no_time;    // when the window begins
    Time settled_ = no_time;  // the last settled event's time
    std::uint64_t dropped_ = 0;
    PersonId highest_ = 0;
    std::size_t settle_at_;  // how many events wait at most
    std::vector<detail::Sent> waiting_;
    detail::HistoryStore store_;
};

}  // namespace tertius
