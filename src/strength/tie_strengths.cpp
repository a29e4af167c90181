#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include "judge.hpp"
#include "past.hpp"

#include <algorithm>
#include <utility>

namespace tertius {

namespace {

using Pair = std::pair<PersonId, PersonId>;

/// The pairs that declared a relationship which holds at that time, sorted.
std::vector<Pair> declared_pairs(const Relationships& relationships, Time at)
{
    std::vector<Pair> pairs;
    for (std::size_t row = 0; row < relationships.from.size(); ++row) {
        const bool begun = relationships.since.empty() || relationships.since[row] <= at;
        const bool ended =
            !relationships.until.empty() && relationships.until[row] != no_time && relationships.until[row] <= at;
        if (begun && !ended) pairs.emplace_back(std::minmax(relationships.from[row], relationships.to[row]));
    }
    std::ranges::sort(pairs);
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    return pairs;
}

/// Adds an empty history for each declared pair without contact.
void add_declared(std::vector<HistoryOfPair>& histories, std::span<const Pair> declared)
{
    const auto people = [](const HistoryOfPair& pair) { return Pair(pair.low, pair.high); };
    const auto met = static_cast<std::ptrdiff_t>(histories.size());
    for (const Pair& pair : declared)
        if (!std::ranges::binary_search(histories.begin(), histories.begin() + met, pair, {}, people))
            histories.push_back({pair.first, pair.second, {}});
    std::ranges::inplace_merge(histories, histories.begin() + met, {}, people);
}

}  // namespace

TieStrengths::TieStrengths(PersonId size, std::vector<TieStrength> ties, StrengthSetting setting)
    : ties_(std::move(ties)), setting_(std::move(setting))
{
    TieGraphBuilder<double> builder(size, {.parallel_ties = ParallelTies::refuse});
    builder.reserve(ties_.size());
    for (const TieStrength& tie : ties_) builder.add(tie.person, tie.alter, tie.strength);
    graph_ = builder.build();
}

std::optional<std::size_t> TieStrengths::find(PersonId a, PersonId b) const
{
    const auto people = [](const TieStrength& tie) { return std::pair(tie.person, tie.alter); };
    const Pair wanted = std::minmax(a, b);
    const auto found = std::ranges::lower_bound(ties_, wanted, {}, people);
    if (found == ties_.end() || people(*found) != wanted) return std::nullopt;
    return static_cast<std::size_t>(found - ties_.begin());
}

TieStrengths tie_strengths(const Network& network, const StrengthOptions& options)
{
    detail::require_horizon(options.horizon_days);
    const auto [at, seen] = detail::past_of(network, options.at, options.execution);
    detail::Case what{network.size(), tie_histories(seen, at, options.execution), at, options.horizon_days};
    add_declared(what.histories, declared_pairs(network.relationships(), at));
    const StrengthModel& given = options.model ? *options.model : shipped_strength_model();
    if (!options.refine) return detail::judge(what, given, given, 0, options.execution);
    const double horizon = options.horizon_days * detail::seconds_in_day;
    const Refinement own = refined(given, seen, network.size(), at, horizon, options.execution);
    return detail::judge(what, own.model, given, own.stretches, options.execution);
}

}  // namespace tertius
