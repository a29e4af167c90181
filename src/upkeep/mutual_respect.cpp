#include "tip_tallies.hpp"

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
    if (tie.history == nullptr || !records.directed()) return tally;
    const bool forward = records.forward(tie);
    const auto awaited = tie.history->awaited(!forward, records.at());
    const auto answers = tie.history->answers(forward);
    const double own = tie.history->turns(forward);
    const double theirs = tie.history->turns(!forward);
    tally.parts[0] = {static_cast<double>(answers), static_cast<double>(awaited) - answers};
    tally.parts[1] = Part::measured(std::min(1.0, 2 * theirs / (own + theirs)), own + theirs);
    tally.kept = answers;
    tally.of = awaited;
    for (const EgoRow& contact : tie.contacts) note(tally, RecordTable::interactions, contact.row);
    return tally;
}

}  // namespace tertius::detail
