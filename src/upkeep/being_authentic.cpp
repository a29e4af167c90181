#include "tip_tallies.hpp"

#include <algorithm>

namespace tertius::detail {

namespace {

constexpr double told_in_full = .1;  // of all messages, those that tell of oneself

}  // namespace

Tally consistency(const EgoRecords& records, const EgoTie& tie)
{
    const Profile to_alter = records.sent(tie);
    const Profile to_others = records.sent().without(to_alter);
    Tally tally;
    if (records.matters().count() < 2 || to_alter.total() == 0 || to_others.total() == 0) return tally;
    tally.parts[0] = Part::measured(1 - divergence(to_alter, to_others), to_alter.total());
    for (const EgoRow& contact : tie.contacts)
        if (records.is_own(contact) && records.matters().of_interaction(contact.row) != Matters::unknown)
            note(tally, RecordTable::interactions, contact.row);
    for (const EgoRow& gift : tie.gifts)
        if (gift.by_ego && records.matters().of_gift(gift.row) != Matters::unknown)
            note(tally, RecordTable::exchanges, gift.row);
    tally.of = tally.records.size();
    return tally;
}

Tally openness(const EgoRecords& records, const EgoTie& tie)
{
    Tally tally;
    if (!records.anybody_discloses()) return tally;
    for (const EgoRow& contact : tie.contacts) {
        if (!records.is_own(contact)) continue;
        ++tally.of;
        if (records.conduct(contact.row) == Conduct::disclosed) ++tally.kept;
        note(tally, RecordTable::interactions, contact.row);
    }
    if (tally.of == 0) return tally;
    const auto messages = static_cast<double>(tally.of);
    const double told = static_cast<double>(tally.kept) / (told_in_full * messages);
    tally.parts[0] = Part::measured(std::min(1.0, told), messages);
    return tally;
}

}  // namespace tertius::detail
