#pragma once

#include <tertius/graph/person.hpp>
#include <tertius/network/columns.hpp>

namespace tertius::detail {

/// An event as it was sent.
struct Sent {
    Time time;
    PersonId from;
    PersonId to;
};

/// A time as a number without sign that sorts the same way.
inline constexpr auto time_of = [](const Sent& event) {
    return static_cast<std::uint64_t>(event.time) ^ (1ULL << 63U);
};

}  // namespace tertius::detail
