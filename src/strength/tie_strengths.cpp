#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/fit_strength_model.hpp>
#include <tertius/strength/tie_strengths.hpp>

#include "judge.hpp"
#include "past.hpp"

#include <algorithm>
#include <utility>

namespace tertius {

namespace {

using Pair = std::pair<PersonId, PersonId>;

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
    const detail::Past past = detail::past_of(network, options.at, options.execution);
    const auto& [at, seen] = past;
    detail::Case what{network.size(),
                      detail::histories_of(network, past, options.execution),
                      at,
                      options.horizon_days,
                      &network,
                      seen};
    const StrengthModel& shipped = seen.empty() ? shipped_undated_model() : shipped_strength_model();
    const StrengthModel& given = options.model ? *options.model : shipped;
    if (!options.refine) return detail::judge(what, given, given, 0, options.execution);
    const double horizon = options.horizon_days * detail::seconds_in_day;
    const Refinement own = refined(given, seen, network.size(), at, horizon, options.execution);
    return detail::judge(what, own.model, given, own.stretches, options.execution);
}

}  // namespace tertius
