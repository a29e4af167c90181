#pragma once

#include "level.hpp"

#include <cstddef>
#include <vector>

namespace tertius::detail {

/// Adds up a unit's ties by the label of the alter. One entry for each possible label, kept at 0 between uses, and a
/// list of those met: no hashing, and clearing costs only what was touched.
struct Tally {
    explicit Tally(std::size_t labels) : tied(labels), met(labels + 1) {}

    Column<float> tied;
    Column<UnitId> met;
    std::size_t count = 0;

    /// Without a branch: the label is always written to the list, which only grows if it is new. Ties of weight 0 bind
    /// nobody, and are not listed.
    void add(UnitId label, float weight)
    {
        met[count] = label;
        count += static_cast<std::size_t>(static_cast<unsigned>(tied[label] == 0) & static_cast<unsigned>(weight > 0));
        tied[label] += weight;
    }

    /// Hands out each label once with its weight, in the order in which they were met, and forgets them.
    template <class Visit>
    void drain(const Visit& visit)
    {
        for (std::size_t place = 0; place < count; ++place) {
            const UnitId label = met[place];
            const float weight = tied[label];
            tied[label] = 0;
            visit(label, weight);
        }
        count = 0;
    }
};

/// Adds up the ties of `unit` by labels[alter].
inline void tally_alters(const Level& level, UnitId unit, const UnitId* labels, Tally& tally)
{
    constexpr std::uint64_t ahead = 16;
    const auto* alters = level.alters.data();
    const auto last = level.offsets[unit + 1];
    const auto add_all = [&](const auto& weight) {
        for (auto end = level.offsets[unit]; end < last; ++end) {
            if (end + ahead < last) __builtin_prefetch(labels + alters[end + ahead]);
            tally.add(labels[alters[end]], weight(end));
        }
    };
    if (level.weights.empty()) return add_all([](std::uint64_t) { return 1.0F; });
    add_all([weights = level.weights.data()](std::uint64_t end) { return weights[end]; });
}

}  // namespace tertius::detail
