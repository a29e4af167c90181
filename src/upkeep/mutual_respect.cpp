#include "tip_tallies.hpp"

#include <tertius/strength/tie_history.hpp>

#include <algorithm>

namespace tertius::detail {

Tally appreciation(const EgoRecords& records, const EgoTie& tie)
{
    const auto thanks = [&](const EgoRecords::Readers& readers) {
        return readers.respect.shown(records.ego(), tie.alter).acknowledgement;
    };
    Tally tally = cases(thanks(records.fading()), thanks(records.lasting()));
    if (tally.of == 0) return tally;
    for (const EgoRow& gift : tie.gifts)
        if (!gift.by_ego) note(tally, RecordTable::exchanges, gift.row);
    for (const EgoRow& contact : tie.contacts)
        if (contact.by_ego && records.conduct(contact.row) == Conduct::thanked)
            note(tally, RecordTable::interactions, contact.row);
    return tally;
}

Tally listening(const EgoRecords& records, const EgoTie& tie)
{
    Tally tally;
    if (!records.directed()) return tally;
    TieHistory messages;  // ego's are the forward ones
    for (const EgoRow& contact : tie.contacts) {
        if (records.is_appointment(contact)) continue;
        messages.record(contact.time, contact.by_ego, 1);
        note(tally, RecordTable::interactions, contact.row);
    }
    if (messages.count() == 0) return tally;
    const double own = messages.turns(true);
    const double theirs = messages.turns(false);
    tally.kept = messages.answers(true);
    tally.of = messages.awaited(false, records.at());
    tally.parts[0] = {static_cast<double>(tally.kept), static_cast<double>(tally.of - tally.kept)};
    tally.parts[1] = Part::measured(std::min(1.0, 2 * theirs / (own + theirs)), own + theirs);
    return tally;
}

}  // namespace tertius::detail
