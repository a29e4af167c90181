#pragma once

#include <tertius/strength/rhythms.hpp>

#include <string_view>
#include <vector>

namespace tertius {

/// Somebody to be in touch with again, or a tie that has lapsed.
struct DueContact {
    PersonId alter = 0;
    double alive = 0;           ///< the chance that the tie is alive
    double overdue = 0;         ///< the chance that the next contact of a living tie would have come by now
    double silence_days = 0;    ///< since the last contact, either way, by any channel
    double usual_gap_days = 0;  ///< median time between contacts, by the tie's own past and its type
    Time last = 0;              ///< the last contact
    Time due = 0;               ///< when the next one is due: a usual gap later
    std::string_view role{};    ///< what the alter is to ego (mentor, client ...); empty if nothing is declared
    double gap_of_role = 0;     ///< the gap in days that is normal for it; 0 if nothing is declared
};

struct DueOptions {
    Time at = no_time;  ///< later records are not looked at; no_time: the last record
    int limit = 0;      ///< rows at most; 0: all
    Execution execution{};
};

/// Whom a person is due to be in touch with: everybody whom they were ever in contact with, living ties or lapsed.
///
/// A tie is judged by its own rhythm, and by what is normal for its type or else in the network (rhythms.hpp). With S
/// the chance that a silence of a living tie lasts longer than the present one, and d the chance that the last contact
/// was the last of all (cadence.hpp),
///
///     alive = (1 - d) S / ((1 - d) S + d),   overdue = 1 - S
///
/// Any contact, of either one, begins the silence anew.
///
/// Value   by falling overdue * (1 + alive) / 2: the living and neglected first, then the lost, then those who can
///         wait; equals by alter.
/// Throws  UnknownPerson; InvalidOption for a limit below 0.
/// Cost    O(rows log rows).
/// Source  BG/NBD: Fader, Hardie, Lee, Marketing Science 24:275 (2005); frequency is judged by the type of the
///         relationship after Marsden and Campbell, Social Forces 63:482 (1984).
[[nodiscard]] std::vector<DueContact> due_contacts(const Network& network, PersonId ego,
                                                   const DueOptions& options = {});

}  // namespace tertius
