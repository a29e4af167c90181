#include <tertius/strength/detail/sent.hpp>
#include <tertius/strength/tie_histories.hpp>

#include "large_vector.hpp"
#include "log_span.hpp"
#include "sorting.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tertius {

namespace {

using detail::Sent;

/// 1/n for each of the n events of one message, which stand together.
void note_shares(std::span<const Sent> events, float* shares)
{
    for (std::size_t first = 0, last = 0; first < events.size(); first = last) {
        const Sent& message = events[first];
        while (last < events.size() && events[last].time == message.time && events[last].from == message.from) ++last;
        std::fill(shares + first, shares + last, 1.0F / static_cast<float>(last - first));
    }
}

/// The events with what each counts, sorted by sender and time.
std::pair<detail::Buckets<Sent>, detail::UnwrittenColumn<float>> sent_events(const Interactions& interactions,
                                                                             unsigned bits, const Execution& execution)
{
    const std::size_t rows = interactions.time.size();
    const unsigned shift = detail::bucket_shift(bits, rows);
    auto events = detail::partitioned<Sent>(
        rows, std::size_t{1} << (bits - shift),
        [&](std::size_t row) { return std::uint64_t{interactions.from[row]} >> shift; },
        [&](std::size_t row) {
            return Sent{interactions.time[row], interactions.from[row], interactions.to[row]};
        },
        execution);
    detail::UnwrittenColumn<float> shares(rows);
    const auto note = [&](std::size_t bucket, std::span<const Sent> sorted, std::span<Sent>) {
        note_shares(sorted, shares.data() + events.starts[bucket]);
    };
    detail::sort_each(events, execution, note, detail::time_of,
                      [](const Sent& event) { return std::uint64_t{event.from}; });
    return {std::move(events), std::move(shares)};
}

bool same_pair(const Contact& a, const Contact& b)
{
    return a.low == b.low && a.high == b.high;
}

/// Calls visit(first, last) for each pair's contacts, which stand together.
void for_each_pair(std::span<const Contact> contacts, const auto& visit)
{
    for (auto first = contacts.begin(), last = first; first != contacts.end(); first = last) {
        while (last != contacts.end() && same_pair(*first, *last)) ++last;
        visit(first, last);
    }
}

/// Puts the contacts of each pair, those forward before those backward and each in order of time, in order of time.
void merge_directions(std::span<Contact> contacts, std::span<Contact> scratch)
{
    const auto earlier = [](const Contact& a, const Contact& b) {
        return a.time != b.time ? a.time < b.time : a.forward < b.forward;
    };
    auto next = scratch.begin();
    for_each_pair(contacts, [&](auto first, auto last) {
        const auto backward = std::find_if(first, last, [](const Contact& contact) { return !contact.forward; });
        next = std::merge(first, backward, backward, last, next, earlier);
    });
    std::ranges::copy(scratch, contacts.begin());
}

/// The contacts of a log in buckets of pairs, sorted by pair and time.
detail::Buckets<Contact> sorted_contacts(const Interactions& interactions, const Execution& execution)
{
    const unsigned bits = detail::span_of(interactions, execution).person_bits();
    const auto [events, shares] = sent_events(interactions, bits, execution);
    const std::size_t rows = events.records.size();
    const unsigned shift = std::min(detail::bucket_shift(2 * bits, rows), 63U);
    const auto pair = [bits](std::uint64_t low, PersonId high) { return (low << bits) | high; };
    auto contacts = detail::partitioned<Contact>(
        rows, std::size_t{1} << (2 * bits - shift),
        [&](std::size_t row) {
            const auto [low, high] = std::minmax(events.records[row].from, events.records[row].to);
            return pair(low, high) >> shift;
        },
        [&](std::size_t row) {
            const Sent& event = events.records[row];
            const auto [low, high] = std::minmax(event.from, event.to);
            return Contact{low, high, event.time, event.from == low, shares[row]};
        },
        execution);
    const auto merge = [](std::size_t, std::span<Contact> sorted, std::span<Contact> scratch) {
        merge_directions(sorted, scratch);
    };
    detail::sort_each(contacts, execution, merge,
                      [&](const Contact& contact) { return pair(contact.low, contact.high); });
    return contacts;
}

/// The pieces of work that contacts fall into; none parts a pair.
std::vector<std::size_t> pieces_of(std::span<const Contact> contacts)
{
    constexpr std::size_t grain = std::size_t{1} << 15U;
    std::vector<std::size_t> starts{0};
    while (contacts.size() - starts.back() > grain) {
        const Contact& last = contacts[starts.back() + grain - 1];
        const auto rest = contacts.subspan(starts.back() + grain);
        const auto next = std::ranges::upper_bound(rest, std::pair(last.low, last.high), {},
                                                   [](const Contact& c) { return std::pair(c.low, c.high); });
        if (next == rest.end()) break;
        starts.push_back(starts.back() + grain + static_cast<std::size_t>(next - rest.begin()));
    }
    starts.push_back(contacts.size());
    return starts;
}

}  // namespace

std::vector<Contact> contacts(const Interactions& interactions, const Execution& execution)
{
    const auto sorted = sorted_contacts(interactions, execution);
    return {sorted.records.begin(), sorted.records.end()};
}

std::vector<HistoryOfPair> tie_histories(std::span<const Contact> contacts, Time at, const Execution& execution)
{
    const auto pieces = pieces_of(contacts);
    std::vector<std::size_t> places(pieces.size(), 0);  // of each piece's first pair in the result
    const auto for_each_met = [&](std::size_t piece, const auto& visit) {
        for_each_pair(contacts.subspan(pieces[piece], pieces[piece + 1] - pieces[piece]), [&](auto first, auto last) {
            if (first->time <= at) visit(first, last);
        });
    };
    parallel_for(execution, pieces.size() - 1, 1,
                 [&](std::size_t piece, std::size_t) { for_each_met(piece, [&](auto, auto) { ++places[piece]; }); });
    std::size_t pairs = 0;
    for (std::size_t& place : places) pairs += std::exchange(place, pairs);
    auto result = detail::large_vector<HistoryOfPair>(pairs, execution);
    parallel_for(execution, pieces.size() - 1, 1, [&](std::size_t piece, std::size_t) {
        auto next = result.begin() + static_cast<std::ptrdiff_t>(places[piece]);
        for_each_met(piece, [&](auto first, auto last) {
            next->low = first->low;
            next->high = first->high;
            for (; first != last && first->time <= at; ++first)
                next->history.record(first->time, first->forward, first->share);
            ++next;
        });
    });
    return result;
}

std::vector<HistoryOfPair> tie_histories(const Interactions& interactions, Time at, const Execution& execution)
{
    return tie_histories(sorted_contacts(interactions, execution).records, at, execution);
}

bool have_direction(std::span<const HistoryOfPair> histories)
{
    std::size_t several = 0;
    std::size_t both_ways = 0;
    for (const HistoryOfPair& pair : histories) {
        const TieHistory& history = pair.history;
        if (history.count() < 2) continue;
        ++several;
        if (history.forward_count() > 0 && history.backward_count() > 0) ++both_ways;
    }
    return both_ways > 0 && 5 * both_ways >= several;
}

}  // namespace tertius
