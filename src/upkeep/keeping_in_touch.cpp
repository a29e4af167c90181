#include "tip_tallies.hpp"

#include <tertius/network/detail/moment.hpp>

#include <algorithm>

namespace tertius::detail {

namespace {

constexpr double gaps_in_stretch = 2;
constexpr double half_life_days = 365;

}  // namespace

Tally check_ins(const EgoRecords& records, const EgoTie& tie)
{
    Tally tally;
    if (tie.contacts.size() < 2) return tally;
    const auto stretch = static_cast<Time>(gaps_in_stretch * tie.gap_days * seconds_in_day);
    const Time first = tie.contacts.front().time;
    auto next = tie.contacts.begin();
    for (Time end = first + stretch; end <= records.at(); end += stretch) {
        next = std::find_if(next, tie.contacts.end(), [&](const EgoRow& row) { return row.time > end - stretch; });
        const bool kept = next != tie.contacts.end() && next->time <= end;
        (kept ? tally.parts[0].yes : tally.parts[0].no) += faded(records.at() - end, half_life_days);
        tally.kept += kept;
        ++tally.of;
    }
    if (tally.of == 0) return tally;
    for (const EgoRow& contact : tie.contacts) note(tally, RecordTable::interactions, contact.row);
    return tally;
}

Tally celebrations(const EgoRecords& records, const EgoTie& tie)
{
    const auto reactions = [&](const EgoRecords::Readers& readers) {
        return readers.empathy.shown(records.ego(), tie.alter, tie.acquainted);
    };
    Tally tally = cases(reactions(records.fading()), reactions(records.lasting()));
    if (tally.of == 0) return tally;
    const Milestones& milestones = records.network().milestones();
    for (const std::size_t row : tie.milestones)
        if (milestones.time[row] >= tie.acquainted) note(tally, RecordTable::milestones, row);
    for (const EgoRow& contact : tie.contacts) {
        const Conduct conduct = records.conduct(contact.row);
        if (contact.by_ego && (conduct == Conduct::reacted || conduct == Conduct::thanked))
            note(tally, RecordTable::interactions, contact.row);
    }
    return tally;
}

}  // namespace tertius::detail
