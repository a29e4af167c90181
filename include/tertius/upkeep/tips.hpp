#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/explanation.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tertius {

/// Twelve habits that keep relationships alive, two and two.
enum class Tip : std::uint8_t {
    consistency,         ///< be authentic: the same person for everybody
    openness,            ///< and one who tells of what moves them
    appreciation,        ///< respect: thank for what others give
    listening,           ///< and let them have their say
    curiosity,           ///< show interest: in what the other began
    breadth,             ///< and beyond one matter
    generosity,          ///< offer value: unasked
    introductions_made,  ///< and through others
    check_ins,           ///< keep in touch: before a silence grows long
    celebrations,        ///< and when something happens to them
    reliability,         ///< become reliable: keep promises
    steadiness,          ///< and be as regular, and as good, as the last time
};

inline constexpr std::array tips_in_order{
    Tip::consistency, Tip::openness,           Tip::appreciation, Tip::listening,    Tip::curiosity,   Tip::breadth,
    Tip::generosity,  Tip::introductions_made, Tip::check_ins,    Tip::celebrations, Tip::reliability, Tip::steadiness,
};

[[nodiscard]] std::string_view name(Tip tip);
/// What two tips have in common: be authentic, mutual respect, show interest, offer value, keep in touch, become
/// reliable.
[[nodiscard]] std::string_view group(Tip tip);

/// How far somebody follows one tip, towards one person or all of them.
struct TipReading {
    Tip tip;
    PersonId alter = nobody;        ///< nobody: towards everybody
    Belief belief{};                ///< unscored where the records cannot say
    std::string advice{};           ///< one sentence, to the person themselves
    std::vector<Record> records{};  ///< what it rests on, in the order of tables and rows
};

/// How far somebody follows each of the twelve tips.
struct Tips {
    PersonId ego = nobody;
    Time at = no_time;
    std::vector<TipReading> overall;  ///< the twelve, in order
    std::vector<TipReading> ties;     ///< twelve for each tie, those most in contact first
};

struct TipsOptions {
    Time at = no_time;  ///< later records are not looked at; no_time: the last record
    Execution execution = {};
};

/// Reads from the records of one person how far they follow the twelve tips, what that rests on, and what to do.
///
/// Each is in [0, 1]. A share of y cases for and n against is the mean of Beta(1 + y, 1 + n); what is measured, not
/// counted, keeps its value and has the deviation of Beta(1 + v k, 1 + (1 - v) k), k records. A tie's two halves are
/// averaged. Overall: the cases of all ties added up, an introduction's once. Ego's side of a tie is read; where
/// contacts have no direction, both.
///
///     consistency         1 - JSD of what ego sends to the alter and to all others, by matter: an interaction's kind,
///                         else its channel, and a gift's kind. Of the Jensen-Shannon divergence, in bits, what chance
///                         alone makes is taken off: (k - 1)(1/n + 1/m) / (8 ln 2), n and m records of k matters
///     openness            min(1, messages that disclose / a tenth of all); by recorded kinds alone, never by their
///                         text: disclosure, personal, passion, challenge (Conduct::disclosed)
///     appreciation        share of gifts thanked for in time (Regard::acknowledgement)
///     listening           share of the alter's turns answered within a week; min(1, twice the alter's share of turns);
///                         see TieHistory, appointments apart
///     curiosity           x / (x + y): x what ego wrote in conversations that the alter began, and inquiries
///                         (Conduct::inquired); y the same of the alter. A conversation is a thread; without threads,
///                         contacts with no silence over a week between them. Appointments are nobody's
///     breadth             (exp(H of matters, both ways) - 1) / (K - 1), at most 1; K of up to five matters on record;
///                         H by Miller and Madow, (k - 1) / 2n above what is seen
///     generosity          share of gifts that nothing called for (Trustworthiness::benevolence)
///     introductions_made  share of pairs introduced of whom something came: a recorded outcome, or contact 90 days or
///                         more afterwards; against: none of it after 90 days, or the outcome "nothing"
///     check_ins           share of stretches with a contact, either's; they are two normal gaps of the relationship's
///                         type long, those of a network contact's where none is declared; from the first contact on,
///                         each fades with a half-life of a year. Two contacts at least
///     celebrations        share of the alter's milestones reacted to in time (EmpathyReader)
///     reliability         share of promises kept, each fading with a half-life of a year (Trustworthiness::integrity)
///     steadiness          (1 - B) / 2, B the burstiness of the gaps between days of contact, freed from their number;
///                         and 1 - 4 times the variance of the quality of what was delivered
///
/// Throws  UnknownPerson.
/// Cost    O(rows log rows) to look the network through, O(r log r + ties * matters) for ego's r records.
/// Source  Lin, IEEE Trans. Inf. Theory 37:145 (1991), for the divergence; Kim and Jo, PRE 94:032311 (2016), for B.
[[nodiscard]] Tips tips(const Network& network, PersonId ego, const TipsOptions& options = {});

}  // namespace tertius
