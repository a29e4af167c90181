#include "anchors.hpp"

#include "aggregating.hpp"
#include "visiting_order.hpp"

#include <tertius/graph/error.hpp>

#include <string>

namespace tertius::detail {

namespace {

/// Everybody's own unit, but those fixed in one cluster share the unit of the first of them. Numbered by first person.
Column<UnitId> units_of(const Partition& start, std::span<const PersonId> fixed)
{
    Column<UnitId> anchor_of(start.count(), nobody);
    Column<UnitId> unit_of = natural_order(start.size());
    Column<std::uint8_t> is_fixed(start.size());
    for (const PersonId person : fixed) is_fixed[person] = 1;
    for (PersonId person = 0; person < start.size(); ++person) {
        if (is_fixed[person] == 0) continue;
        UnitId& anchor = anchor_of[start[person]];
        if (anchor == nobody) anchor = person;
        unit_of[person] = anchor;
    }
    renumber(unit_of);
    return unit_of;
}

}  // namespace

void require_start(PersonId size, const std::optional<Partition>& start, std::span<const PersonId> fixed)
{
    if (start) require_partition(size, *start);
    if (!fixed.empty() && !start)
        throw InvalidOption("option.fixed", "people are to be fixed, but there is no start that says in which cluster");
    for (const PersonId person : fixed)
        if (person >= size)
            throw UnknownPerson("person " + std::to_string(person) +
                                " is to be fixed but is not in the graph; it has " + std::to_string(size) +
                                " people, numbered from 0");
}

Anchored::Anchored(const Execution& execution, const Level& ground, const std::optional<Partition>& start,
                   std::span<const PersonId> fixed)
    : ground_(ground)
{
    start_ = start ? Column<UnitId>(start->labels().begin(), start->labels().end()) : natural_order(ground.size());
    if (fixed.empty() || !start) return;
    unit_of_ = units_of(*start, fixed);
    members_ = group(unit_of_, 1 + *std::ranges::max_element(unit_of_));
    PerThread<Tally> tallies([&] { return Tally(ground.size()); });
    RoomyRows rows;
    anchored_ = aggregate(execution, ground, members_, unit_of_, tallies, rows);
    std::vector<ClusterId> clusters(members_.count());
    for (UnitId unit = 0; unit < members_.count(); ++unit) clusters[unit] = start_[members_[unit].front()];
    const Partition of_units(clusters);
    start_.assign(of_units.labels().begin(), of_units.labels().end());
    anchored_.fixed.assign(members_.count(), 0);
    for (const PersonId person : fixed) anchored_.fixed[unit_of_[person]] = 1;
}

Column<UnitId> Anchored::labels_of_people(Column<UnitId> labels) const
{
    if (!is_needed()) return labels;
    Column<UnitId> of_people(unit_of_.size());
    for (std::size_t person = 0; person < unit_of_.size(); ++person) of_people[person] = labels[unit_of_[person]];
    return of_people;
}

}  // namespace tertius::detail
