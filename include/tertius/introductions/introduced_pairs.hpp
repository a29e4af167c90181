#pragma once

#include <tertius/network/network.hpp>

#include <compare>
#include <cstddef>
#include <vector>

namespace tertius {

/// Two people whom a broker brought together.
struct IntroducedPair {
    PersonId broker, a, b;  ///< a < b
    Time time;              ///< when first
    std::size_t row;        ///< the first record of it, or the first that tells what came of it

    friend auto operator<=>(const IntroducedPair&, const IntroducedPair&) = default;
};

/// The pairs that anybody introduced by `at`, each once for each broker: at the first time. Requests that are not made
/// yet, or were declined, are none.
///
/// Value  sorted by broker and pair.
/// Cost   O(introductions log).
[[nodiscard]] std::vector<IntroducedPair> introduced_pairs(const Introductions& introductions, Time at);

}  // namespace tertius
