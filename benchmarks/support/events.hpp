#pragma once

#include <tertius/graph/random.hpp>
#include <tertius/network/network.hpp>

#include <cstddef>

// The logs that benchmarks run on.
namespace tertius::bench {

/// Mail among people of whom some write far more than others, each mostly to the same few of their 30 alters, in order
/// of time over three years: 50 million events of 312,500 people are of 7.9 million directed pairs.
inline Interactions mail(std::size_t events, PersonId people)
{
    constexpr double years = 3 * 365 * 86400.0;
    constexpr double alters = 30;
    Random random(42);
    Interactions log;
    log.from.resize(events);
    log.to.resize(events);
    log.time.resize(events);
    for (std::size_t event = 0; event < events; ++event) {
        const double writer = random.unit();  // powers: low numbers are drawn more often
        const double closeness = random.unit();
        const auto from = static_cast<PersonId>(writer * writer * people);
        const auto alter = static_cast<std::uint64_t>(closeness * closeness * closeness * alters);
        const auto step = Random::mix(from * std::uint64_t{64} + alter) % (people - 1);
        log.from[event] = from;
        log.to[event] = static_cast<PersonId>((from + 1 + step) % people);
        log.time[event] = 1'500'000'000 + static_cast<Time>(static_cast<double>(event) / events * years);
    }
    return log;
}

/// Events in order of time between people drawn at random.
inline Interactions random_mail(std::size_t events, PersonId people)
{
    Random random(7);
    Interactions log;
    for (std::size_t event = 0; event < events; ++event) {
        const auto from = static_cast<PersonId>(random.below(people));
        log.from.push_back(from);
        log.to.push_back(static_cast<PersonId>((from + 1 + random.below(people - 1)) % people));
        log.time.push_back(1'500'000'000 + static_cast<Time>(event));
    }
    return log;
}

}  // namespace tertius::bench
