#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/tie_ledger.hpp>

#include "judge.hpp"
#include "settling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace tertius {

namespace {

constexpr std::size_t least_waiting = std::size_t{1} << 13U;

/// The window in whole seconds, as long as time is at the most.
Time window_of(double days)
{
    if (!(days >= 0) || std::isinf(days))
        throw InvalidOption("option.window_days",
                            "window_days is " + std::to_string(days) + "; must be finite and >= 0");
    const double seconds = days * detail::seconds_in_day;
    constexpr Time longest = std::numeric_limits<Time>::max();
    return seconds < static_cast<double>(longest) ? static_cast<Time>(seconds) : longest;
}

/// Refuses what can be no event, whenever it comes.
void check_event(PersonId from, PersonId to, Time time, const auto& where)
{
    if (from == to) throw InvalidInput("tie.self_tie", where() + ": from and to are the same person");
    if (std::max(from, to) == nobody) throw InvalidInput("person.unknown", where() + ": names nobody");
    if (time == no_time) throw InvalidInput("time.missing", where() + ": time is missing");
}

[[noreturn]] void refuse_late(Time time, Time opens, Time last, const auto& where)
{
    throw InvalidInput("time.order", where() + ": time is " + std::to_string(time) + ", before the window, which is " +
                                         std::to_string(opens) + " to " + std::to_string(last));
}

void check_columns(const Interactions& interactions)
{
    const std::size_t rows = interactions.time.size();
    if (interactions.from.size() != rows || interactions.to.size() != rows)
        throw InvalidInput("column.length", "interactions: from, to and time are not of one length");
}

}  // namespace

TieLedger::TieLedger(const LedgerOptions& options)
    : options_(options), window_(window_of(options.window_days)), settle_at_(least_waiting)
{
}

void TieLedger::append(const Interactions& interactions, const Execution& execution)
{
    check_columns(interactions);
    for (std::size_t row = 0; row < interactions.time.size(); ++row) {
        const auto where = [row] { return "interactions row " + std::to_string(row); };
        const Time time = interactions.time[row];
        check_event(interactions.from[row], interactions.to[row], time, where);
        if (is_late(time) && options_.late == LateEvents::refuse) refuse_late(time, opens_, last_, where);
    }
    throw_if_stopped(execution);
    waiting_.reserve(waiting_.size() + interactions.time.size());
    for (std::size_t row = 0; row < interactions.time.size(); ++row) {
        if (is_late(interactions.time[row]))
            ++dropped_;
        else
            note(interactions.time[row], interactions.from[row], interactions.to[row]);
    }
    move_window();
}

void TieLedger::append(PersonId from, PersonId to, Time time)
{
    const auto where = [] { return std::string("event"); };
    check_event(from, to, time, where);
    if (!is_late(time)) {
        note(time, from, to);
        return move_window();
    }
    if (options_.late == LateEvents::refuse) refuse_late(time, opens_, last_, where);
    ++dropped_;
}

void TieLedger::note(Time time, PersonId from, PersonId to)
{
    waiting_.push_back({time, from, to});
    last_ = std::max(last_, time);
    highest_ = std::max({highest_, from, to});
}

void TieLedger::move_window()
{
    if (last_ == no_time) return;
    opens_ = last_ < no_time + 1 + window_ ? no_time + 1 : last_ - window_;
    if (waiting_.size() >= settle_at_) settle();
}

void TieLedger::settle()
{
    const auto open = std::ranges::partition(waiting_, [&](const detail::Sent& event) { return is_late(event.time); });
    std::vector<detail::Sent> due(waiting_.begin(), open.begin());
    for (const detail::Sent& event : due) settled_ = std::max(settled_, event.time);
    detail::settle_events(due, options_.duplicates, store_);
    waiting_.erase(waiting_.begin(), open.begin());
    settle_at_ = std::max(least_waiting, 2 * waiting_.size());
}

Time TieLedger::earliest() const
{
    Time earliest = settled_;
    for (const detail::Sent& event : waiting_)
        if (is_late(event.time)) earliest = std::max(earliest, event.time);
    return earliest;
}

void TieLedger::require_moment(Time at) const
{
    if (const Time first = earliest(); at < first)
        throw InvalidOption("option.at", "at is " + std::to_string(at) + ", before the last settled event, at " +
                                             std::to_string(first));
}

/// The histories of the pairs that waiting events are about, with those events up to `at`.
detail::HistoryStore TieLedger::recent(Time at) const
{
    std::vector<detail::Sent> due;
    std::ranges::copy_if(waiting_, std::back_inserter(due),
                         [at](const detail::Sent& event) { return event.time <= at; });
    detail::HistoryStore result;
    for (const detail::Sent& event : due) {
        const auto [low, high] = std::minmax(event.from, event.to);
        const std::uint64_t hash = detail::HistoryStore::hash(low, high);
        if (result.find(low, high, hash) != detail::HistoryStore::nowhere) continue;
        result.make_room(1);
        HistoryOfPair& pair = result[result.place_of(low, high, hash)];
        if (const auto place = store_.find(low, high, hash); place != detail::HistoryStore::nowhere)
            pair = store_[place];
    }
    detail::settle_events(due, options_.duplicates, result);
    return result;
}

std::size_t TieLedger::tie_count() const
{
    std::size_t count = store_.size();
    const auto pairs = recent(last_);
    for (std::size_t place = 0; place < pairs.size(); ++place) {
        const HistoryOfPair& pair = pairs[place];
        const auto hash = detail::HistoryStore::hash(pair.low, pair.high);
        if (store_.find(pair.low, pair.high, hash) == detail::HistoryStore::nowhere) ++count;
    }
    return count;
}

std::size_t TieLedger::memory_bytes() const
{
    return store_.memory_bytes() + waiting_.capacity() * sizeof(detail::Sent);
}

std::vector<HistoryOfPair> TieLedger::histories(Time at) const
{
    require_moment(at);
    const auto pairs = recent(at);
    const auto settled = store_.by_pair();
    const auto later = pairs.by_pair();
    const auto people = [](const HistoryOfPair* pair) { return std::pair(pair->low, pair->high); };
    std::vector<HistoryOfPair> result;
    result.reserve(settled.size() + later.size());
    auto next = later.begin();
    for (const HistoryOfPair* pair : settled) {
        for (; next != later.end() && people(*next) < people(pair); ++next) result.push_back(**next);
        const bool went_on = next != later.end() && people(*next) == people(pair);
        result.push_back(went_on ? **next++ : *pair);
    }
    for (; next != later.end(); ++next) result.push_back(**next);
    return result;
}

TieStrengths TieLedger::tie_strengths(PersonId size, const StrengthOptions& options) const
{
    if (options.refine)
        throw InvalidOption("option.refine", "a ledger keeps no past to refine a model on; set refine = false");
    const Time at = options.at != no_time ? options.at : last_ == no_time ? 0 : last_;
    if (last_ != no_time && highest_ >= size)
        throw InvalidOption("option.size", "size is " + std::to_string(size) + ", but person " +
                                               std::to_string(highest_) + " has ties");
    const detail::Case what{size, histories(at), at, options.horizon_days};
    const StrengthModel& model = options.model ? *options.model : shipped_strength_model();
    return detail::judge(what, model, model, 0, options.execution);
}

}  // namespace tertius
