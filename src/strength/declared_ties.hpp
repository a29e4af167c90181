#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <span>
#include <tuple>
#include <vector>

namespace tertius::detail {

/// A relationship that somebody declared, told from the lower of the two.
struct DeclaredTie {
    PersonId low;
    PersonId high;
    RelationshipType type;
    bool low_is_first;  // the lower person has the first-named role
    std::size_t row;
};

/// The relationships that hold at a time, sorted by pair, then as recorded.
class DeclaredTies {
public:
    DeclaredTies(const Relationships& relationships, Time at)
    {
        for (std::size_t row = 0; row < relationships.from.size(); ++row) {
            const bool begun = relationships.since.empty() || relationships.since[row] <= at;
            const bool ended =
                !relationships.until.empty() && relationships.until[row] != no_time && relationships.until[row] <= at;
            if (!begun || ended) continue;
            const auto [low, high] = std::minmax(relationships.from[row], relationships.to[row]);
            ties_.push_back({low, high, relationships.type[row], relationships.from[row] == low, row});
        }
        std::ranges::sort(ties_, {}, [](const DeclaredTie& tie) { return std::tuple(tie.low, tie.high, tie.row); });
    }

    [[nodiscard]] std::span<const DeclaredTie> all() const { return ties_; }
    /// Those of two people.
    [[nodiscard]] std::span<const DeclaredTie> of(PersonId low, PersonId high) const
    {
        const auto pair = [](const DeclaredTie& tie) { return std::pair(tie.low, tie.high); };
        const auto found = std::ranges::equal_range(ties_, std::pair(low, high), {}, pair);
        return {found.begin(), found.end()};
    }

private:
    std::vector<DeclaredTie> ties_;
};

/// Adds an empty history for each declared pair that was not in contact; `histories` stay sorted by pair.
inline void add_declared(std::vector<HistoryOfPair>& histories, const DeclaredTies& declared)
{
    const auto people = [](const HistoryOfPair& pair) { return std::pair(pair.low, pair.high); };
    const auto met = static_cast<std::ptrdiff_t>(histories.size());
    std::pair last(nobody, nobody);
    for (const DeclaredTie& tie : declared.all()) {
        const std::pair pair(tie.low, tie.high);
        const auto known = histories.begin() + met;
        if (pair != last && !std::ranges::binary_search(histories.begin(), known, pair, {}, people))
            histories.push_back({.low = tie.low, .high = tie.high});
        last = pair;
    }
    std::ranges::inplace_merge(histories, histories.begin() + met, {}, people);
}

/// Adds recorded weights up in the histories of their pairs, each way for itself.
///
/// Requires  a history for every declared pair, sorted.
inline void state_weights(std::vector<HistoryOfPair>& histories, const DeclaredTies& declared,
                          const NumberColumn& weights)
{
    if (weights.empty()) return;
    auto pair = histories.begin();
    for (const DeclaredTie& tie : declared.all()) {
        const double weight = weights[tie.row];
        if (std::isnan(weight)) continue;
        while (std::pair(pair->low, pair->high) < std::pair(tie.low, tie.high)) ++pair;
        float& stated = tie.low_is_first ? pair->stated_forward : pair->stated_backward;
        stated = (std::isnan(stated) ? 0.0F : stated) + static_cast<float>(weight);
    }
}

}  // namespace tertius::detail
