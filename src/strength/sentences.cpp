#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/detail/spoken.hpp>

#include "sentences.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

namespace tertius::detail {

namespace {

std::uint64_t contacts_of(const TieFacts& facts)
{
    return std::uint64_t{facts.forward_contacts} + facts.backward_contacts;
}

/// Of a belief in a share, how many cases were for it and how many there were: "7 of 8 promises".
std::string of_all(const Belief& belief, const std::string& cases)
{
    const double yes = belief.value * (belief.evidence + 2) - 1;
    return std::to_string(std::lround(yes)) + " of " + std::to_string(std::lround(belief.evidence)) + " " + cases;
}

/// "Ben answered 8 of 10 turns, typically within 2 hours, faster than others get (5 hours)".
std::string about_answers(const Responsiveness& shown, const std::string& person)
{
    if (!shown.answering.scored()) return {};
    std::string sentence = person + " answered " + of_all(shown.answering, "turns");
    if (std::isnan(shown.delay)) return sentence;
    std::string within = sentence + ", typically within " + spoken_time(shown.delay);
    if (shown.quickness.value > .6) return within + ", faster than others get (" + spoken_time(shown.usual_delay) + ")";
    if (shown.quickness.value < .4) return within + ", slower than others get (" + spoken_time(shown.usual_delay) + ")";
    return within;
}

}  // namespace

std::string about_communication(const TieStrength& tie, const StrengthSetting& setting, const Communication& talk,
                                const Names& names)
{
    const auto contacts = contacts_of(tie.facts);
    if (contacts == 0) return "no contact on record";
    std::string pace = counted(contacts, "contact") + " on record";
    if (talk.pace.scored())
        pace = "at the recent pace the chance of contact within " + spoken_time(setting.horizon_days * seconds_in_day) +
               " is " + spoken_chance(talk.pace.value);
    return joined({pace, about_answers(talk.backward, names.alter), about_answers(talk.forward, names.person)}, "; ");
}

std::string about_trust(const Trustworthiness& shown, const Names& names)
{
    std::vector<std::string> parts;
    if (shown.integrity.scored()) parts.push_back("kept " + of_all(shown.integrity, "promises to " + names.alter));
    if (shown.ability.scored())
        parts.push_back("delivered at " + spoken_chance(shown.ability.value) + " of full quality");
    if (shown.benevolence.scored()) parts.push_back("gave unasked " + of_all(shown.benevolence, "times"));
    return parts.empty() ? std::string{} : names.person + " " + joined(parts, ", ");
}

std::string about_respect(const Regard& shown, const Names& names)
{
    std::vector<std::string> parts;
    if (shown.attendance.scored())
        parts.push_back("came to " + of_all(shown.attendance, "appointments with " + names.alter));
    if (shown.acknowledgement.scored())
        parts.push_back("gave thanks for " + of_all(shown.acknowledgement, "gifts of " + names.alter + "'s"));
    return parts.empty() ? std::string{} : names.person + " " + joined(parts, ", ");
}

std::string about_reactions(const Belief& shown, const Names& names)
{
    if (!shown.scored()) return {};
    return names.person + " answered to " + of_all(shown, "milestones of " + names.alter + "'s");
}

std::string about_contacts_begun(const TieStrength& tie, const StrengthSetting& setting, const Names& names)
{
    if (!setting.directed || contacts_of(tie.facts) == 0) return "the records do not say who turned to whom";
    return names.person + " began " + counted(tie.facts.forward_contacts, "contact") + ", " + names.alter + " " +
           std::to_string(tie.facts.backward_contacts);
}

std::string about_rhythm(const TieStrength& tie, const StrengthSetting& setting)
{
    const TieFacts& facts = tie.facts;
    const auto contacts = contacts_of(facts);
    if (contacts == 0) return "no contact, so no rhythm to go by";
    const std::string silence = spoken_time(static_cast<double>(setting.at - facts.last));
    if (contacts == 1) return "a single contact, " + silence + " ago";
    const double gap = static_cast<double>(facts.last - facts.first) / static_cast<double>(contacts - 1);
    return counted(contacts, "contact") + ", the last " + silence + " ago; on average one every " + spoken_time(gap);
}

std::string about_setting(const TieStrength& tie)
{
    if (tie.facts.shared_contacts == 0) return "no shared contacts; the rest is how active both have been";
    return counted(tie.facts.shared_contacts, "shared contact") + ", and how active both have been";
}

}  // namespace tertius::detail
