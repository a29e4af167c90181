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
///           A personal_pagerank is short by at most error (1 + K_other / K_person) / 2.
/// Throws    UnknownPerson; InvalidOption for a limit below 1 or a walk that cannot be; Cancelled.
/// Cost      O(sum of d_z over the person's contacts z), for l3 and random_walk over the people two steps away;
///           personal_pagerank O(K / (error (1 - damping))) at most. Space: in proportion to the ways two steps out;
///           l3, and measures that do not add up for a hub: 16 bytes a person, 8 more at most if weights can differ, 16
///           more for measures that walk.
template <class Weight>
[[nodiscard]] std::vector<PersonToMeet> people_to_meet(const TieGraph<Weight>& graph, PersonId person,
                                                       const PeopleToMeetOptions& options = {});

/// Whom everybody should meet: the same rows for each person, one person after the other.
///
/// Value   people in ascending order. Can be stopped after any person.
/// Cost    O(sum of d_z^2) time; space: the rows, `limit` for everybody who has as many ways two steps out, 20 bytes a
///         person, and for each thread as above; for jaccard, degree_product and measures that walk, as for a hub.
/// Source  Gustavson, ACM TOMS 4:250 (1978): row by row. What adds up is first counted in a sieve of a few kilobytes
///         that never counts too little: Cormode, Muthukrishnan, J. Algorithms 55:58 (2005), with one row of counters.
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
