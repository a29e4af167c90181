#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>

#include <cstdint>
#include <vector>

namespace tertius {

/// One type that a tie of ego's is, or may be, of.
struct TieType {
    RelationshipType type{};
    double probability = 0;     ///< of one tie they add up to 1; several declared types share alike
    bool ego_is_first = false;  ///< ego has the first-named role: the mentor's, of mentor -> mentee
};

/// The course that one of ego's ties has taken, as far as the records show it.
struct TieCourse {
    PersonId alter = 0;
    std::vector<TieType> types{};  ///< as declared; else as inferred, the likeliest first
    bool declared = false;
    std::uint32_t contacts = 0;   ///< on record
    Time last = no_time;          ///< of the contacts; no_time without any
    double contacts_a_month = 0;  ///< at the present pace
    double best = 0;              ///< the chance of a contact within the horizon at the pace of the tie's best days
    double alive = unscored;      ///< the chance that the tie is alive; unscored without contact
    double normal_share = .5;     ///< of all that is given between the two, what ego normally gives
};

/// All ties of one person, by the alter.
struct TieCourses {
    PersonId ego = 0;
    Time at = 0;
    double horizon_days = 0;
    std::vector<TieCourse> ties{};
};

struct TieCourseOptions {
    Time at = no_time;         ///< later records are not looked at; no_time: the last record
    double horizon_days = 90;  ///< > 0
    Execution execution{};
};

/// Chances at which a tie counts as alive.
inline constexpr double living = .5;

/// The course of each of a person's ties: what it is, its pace now and in its best days, whether it is alive.
///
///     contacts a month  sum of contacts, each 2^(-age / 180 days), over what one a month would come to
///     best              1 - 2^(-c),  c the highest that the sum of contacts, halved in a horizon, ever stood
///     alive             mean over types of Cadence::chance_alive(silence)
///
/// A contact is counted by its share, 1/n for a message to n people; towards `best` one soon after the last, within a
/// twentieth of the horizon, counts only for the part of that time that has passed: a week of mails about one meeting
/// makes no strong tie. Present pace is judged by the log's length where that is short. A pair with a declared
/// relationship and no contact is a tie of unknown life.
///
/// Throws  UnknownPerson; InvalidOption if horizon_days is not finite and > 0.
/// Cost    O(rows log rows), of the whole network, as types and what is normal for them are read off all of it.
/// Source  decayed contacts: Ahmad, Porter, Beguerisse-Díaz, IEEE TNSE 8 (2021); sessions: Ureña-Carrion, Saramäki,
///         Kivelä, EPJ Data Science 9 (2020).
[[nodiscard]] TieCourses tie_courses(const Network& network, PersonId ego, const TieCourseOptions& options = {});

}  // namespace tertius
