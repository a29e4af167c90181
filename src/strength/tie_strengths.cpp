#include <tertius/strength/tie_strengths.hpp>

#include <algorithm>
#include <utility>

namespace tertius {

TieStrengths::TieStrengths(PersonId size, std::vector<TieStrength> ties) : ties_(std::move(ties))
{
    TieGraphBuilder<double> builder(size, {.parallel_ties = ParallelTies::refuse});
    builder.reserve(ties_.size());
    for (const TieStrength& tie : ties_) builder.add(tie.person, tie.alter, tie.strength);
    graph_ = builder.build();
}

std::optional<std::size_t> TieStrengths::find(PersonId a, PersonId b) const
{
    const auto people = [](const TieStrength& tie) { return std::pair(tie.person, tie.alter); };
    const std::pair<PersonId, PersonId> wanted = std::minmax(a, b);
    const auto found = std::ranges::lower_bound(ties_, wanted, {}, people);
    if (found == ties_.end() || people(*found) != wanted) return std::nullopt;
    return static_cast<std::size_t>(found - ties_.begin());
}

}  // namespace tertius
