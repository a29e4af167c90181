#pragma once

#include <tertius/graph/random.hpp>
#include <tertius/network/network.hpp>

#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <span>
#include <string>
#include <vector>

// Small logs of contacts that tests are written about.
namespace tertius::test {

inline constexpr Time day = 86400;

struct Event {
    PersonId from;
    PersonId to;
    Time time;
};

/// The events as a table of interactions, in their order.
inline Interactions log_of(std::span<const Event> events)
{
    Interactions log;
    for (const auto& [from, to, time] : events) {
        log.from.push_back(from);
        log.to.push_back(to);
        log.time.push_back(time);
    }
    return log;
}

inline Interactions log_of(std::initializer_list<Event> events)
{
    return log_of(std::span(events.begin(), events.size()));
}

/// People 0 .. size - 1 (numbers for keys) and what passed between them.
inline Network network_of(PersonId size, const std::vector<Event>& events)
{
    NetworkRecords records;
    std::vector<std::int64_t> keys(size);
    std::iota(keys.begin(), keys.end(), 0);
    records.people.key = KeyColumn(Keys(keys));
    records.interactions.from.keys = records.interactions.to.keys = Keys(keys);
    for (const Event& event : events) {
        records.interactions.from.codes.push_back(event.from);
        records.interactions.to.codes.push_back(event.to);
        records.interactions.time.push_back(event.time);
    }
    return Network(std::move(records));
}

/// An office of teams of five over a year: colleagues write to each other every few days, others now and then; a third
/// of the pairs fall silent half way.
inline std::vector<Event> office_log(PersonId size, std::uint64_t seed)
{
    Random random(seed);
    std::vector<Event> events;
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = a + 1; b < size; ++b) {
            const bool team = a / 5 == b / 5;
            if (!team && random.unit() > 0.15) continue;
            const double gap = (team ? 4 : 25) * (0.5 + random.unit());
            const double end = random.unit() < 0.33 ? 180 : 365;
            for (double t = random.unit() * gap; t < end; t += gap * (0.3 + 1.4 * random.unit())) {
                const bool forward = random.unit() < 0.5;
                events.push_back({forward ? a : b, forward ? b : a, static_cast<Time>(t * static_cast<double>(day))});
            }
        }
    return events;
}

}  // namespace tertius::test
