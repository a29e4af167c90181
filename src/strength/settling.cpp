#include "settling.hpp"

#include "sorting.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace tertius::detail {

namespace {

/// Records contacts a block at a time, so that the memory of all of them is on its way before the first is needed.
class Recorder {
public:
    explicit Recorder(HistoryStore& store) : store_(store) {}

    void add(const Contact& contact)
    {
        hashes_[count_] = HistoryStore::hash(contact.low, contact.high);
        store_.prefetch_slot(hashes_[count_]);
        contacts_[count_++] = contact;
        if (count_ == block) flush();
    }

    void flush()
    {
        store_.make_room(count_);
        std::array<std::uint32_t, block> places;
        for (std::size_t next = 0; next < count_; ++next) {
            places[next] = store_.place_of(contacts_[next].low, contacts_[next].high, hashes_[next]);
            store_.prefetch_history(places[next]);
        }
        for (std::size_t next = 0; next < count_; ++next) {
            const Contact& contact = contacts_[next];
            store_[places[next]].history.record(contact.time, contact.forward, contact.share);
        }
        count_ = 0;
    }

private:
    static constexpr std::size_t block = 32;

    HistoryStore& store_;
    std::array<Contact, block> contacts_;
    std::array<std::uint64_t, block> hashes_;
    std::size_t count_ = 0;
};

/// The contact that one of n recipients got.
Contact contact_of(const Sent& event, std::size_t recipients)
{
    const auto [low, high] = std::minmax(event.from, event.to);
    return {low, high, event.time, event.from == low, 1.0F / static_cast<float>(recipients)};
}

/// Records what happened at one moment, sorted by sender: of each pair what went backward first.
void record_moment(std::span<const Sent> events, Recorder& recorder)
{
    for (const bool forward : {false, true})
        for (auto first = events.begin(), last = first; first != events.end(); first = last) {
            last = std::find_if(first, events.end(), [&](const Sent& event) { return event.from != first->from; });
            for (auto event = first; event != last; ++event)
                if ((event->from < event->to) == forward)
                    recorder.add(contact_of(*event, static_cast<std::size_t>(last - first)));
        }
}

/// Calls visit(first, last) for the events of each moment, sorted by time.
void for_each_moment(std::vector<Sent>& events, const auto& visit)
{
    for (auto first = events.begin(), last = first; first != events.end(); first = last) {
        while (last != events.end() && last->time == first->time) ++last;
        visit(first, last);
    }
}

}  // namespace

void sort_events(std::vector<Sent>& events, Duplicates duplicates)
{
    const auto key = [](const Sent& event) { return std::tuple(event.time, event.from, event.to); };
    UnwrittenColumn<Sent> scratch(events.size());
    sort_by_digits(std::span(events), std::span(scratch), time_of);
    for_each_moment(events, [&](auto first, auto last) {
        if (last - first > 1) std::sort(first, last, [&](const Sent& a, const Sent& b) { return key(a) < key(b); });
    });
    if (duplicates == Duplicates::keep) return;
    const auto again = std::ranges::unique(events, {}, key);
    events.erase(again.begin(), again.end());
}

void settle_events(std::vector<Sent>& events, Duplicates duplicates, HistoryStore& store)
{
    sort_events(events, duplicates);
    Recorder recorder(store);
    for_each_moment(events, [&](auto first, auto last) {
        if (last - first == 1)
            recorder.add(contact_of(*first, 1));
        else
            record_moment(std::span(first, last), recorder);
    });
    recorder.flush();
}

}  // namespace tertius::detail
