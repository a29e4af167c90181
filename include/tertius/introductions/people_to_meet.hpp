#pragma once

#include <tertius/introductions/meeting_scores.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tertius {

/// Somebody worth meeting, and who can introduce them.
struct PersonToMeet {
    PersonId person = 0;
    PersonId other = 0;
    double score = 0;              ///< ranks one person's rows; says nothing across people
    PersonId introducer = nobody;  ///< the shared contact whose weaker tie to the two is the strongest
    std::uint32_t shared_contacts = 0;
};

struct PeopleToMeetOptions {
    MeetingMeasure measure = MeetingMeasure::adamic_adar;
    int limit = 10;         ///< rows a person at most; >= 1
    bool weighted = false;  ///< weigh by the graph's weights; false: a tie is a tie
    WalkOptions walk{};
    Execution execution{};
};

/// Whom a person should meet: the strangers at distance two with the highest scores.
///
/// The introducer is chosen by the graph's weights even where the score is not weighted.
///
/// Value     rows by falling score, equals by person index; people who score 0 are left out. Scores are rounded to 40
///           bits, so that sums that differ only by the order of their terms are equal.
/// Requires  weights below 1e100, if weighted.
/// Throws    UnknownPerson; InvalidOption for a limit below 1.
/// Cost      O(sum of d_z over the person's contacts z), for l3 over the people two steps away; 8 bytes a person.
template <class Weight>
[[nodiscard]] std::vector<PersonToMeet> people_to_meet(const TieGraph<Weight>& graph, PersonId person,
                                                       const PeopleToMeetOptions& options = {});

/// Whom everybody should meet: the same rows for each person, one person after the other.
///
/// Value   people in ascending order. Can be stopped after any person.
/// Cost    O(sum of d_z^2) time; space: the rows, and 8 bytes a person for each thread.
/// Source  Gustavson, ACM TOMS 4:250 (1978): row by row with a dense row of sums.
template <class Weight>
[[nodiscard]] std::vector<PersonToMeet> people_to_meet(const TieGraph<Weight>& graph,
                                                       const PeopleToMeetOptions& options = {});

/// What a person is called.
using NameOf = std::function<std::string(PersonId)>;

/// Why the two should meet, told to the person: "Ola knows you both; you share 4 contacts".
[[nodiscard]] std::string reason(const PersonToMeet& row, const NameOf& name_of);

extern template std::vector<PersonToMeet> people_to_meet(const TieGraph<float>&, PersonId, const PeopleToMeetOptions&);
extern template std::vector<PersonToMeet> people_to_meet(const TieGraph<double>&, PersonId, const PeopleToMeetOptions&);
extern template std::vector<PersonToMeet> people_to_meet(const TieGraph<float>&, const PeopleToMeetOptions&);
extern template std::vector<PersonToMeet> people_to_meet(const TieGraph<double>&, const PeopleToMeetOptions&);

}  // namespace tertius
