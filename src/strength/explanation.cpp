#include <tertius/strength/explanation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace tertius {

namespace {

constexpr double minute = 60;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;

std::string counted(std::uint64_t count, std::string_view one)
{
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

/// A length of time as people say it: 3 hours, 12 days, 5 months.
std::string spoken(double seconds)
{
    struct Unit {
        double length;
        std::string_view name;
    };
    constexpr std::array units{Unit{365.25 * day, "year"}, Unit{30.44 * day, "month"}, Unit{day, "day"},
                               Unit{hour, "hour"}, Unit{minute, "minute"}};
    for (const auto& [length, name] : units)
        if (seconds >= 2 * length) return counted(static_cast<std::uint64_t>(std::llround(seconds / length)), name);
    return seconds >= minute ? counted(static_cast<std::uint64_t>(std::llround(seconds / minute)), "minute")
                             : "less than a minute";
}

/// A chance in whole percent: never certain, never impossible.
std::string percent(double chance)
{
    if (chance > 0.99) return "more than 99 %";
    if (chance < 0.01) return "less than 1 %";
    return std::to_string(std::lround(100 * chance)) + " %";
}

std::uint64_t contacts_of(const TieFacts& facts)
{
    return std::uint64_t{facts.forward_contacts} + facts.backward_contacts;
}

std::string about_communication(const TieStrength& tie, const StrengthSetting& setting)
{
    const auto contacts = contacts_of(tie.facts);
    if (contacts == 0) return "no contact on record";
    const double days = setting.horizon_days;
    return counted(contacts, "contact") + " on record; at the recent pace the chance of another within " +
           spoken(days * day) + " is " + percent(tie.blocks.communication);
}

std::string about_reciprocity(const TieStrength& tie, const std::string& person, const std::string& alter)
{
    if (std::isnan(tie.blocks.reciprocity)) return "the records do not say who turned to whom";
    return person + " began " + counted(tie.facts.forward_contacts, "contact") + ", " + alter + " " +
           std::to_string(tie.facts.backward_contacts);
}

std::string about_rhythm(const TieStrength& tie, const StrengthSetting& setting)
{
    const TieFacts& facts = tie.facts;
    const auto contacts = contacts_of(facts);
    if (contacts == 0) return "no contact, so no rhythm to go by";
    const std::string silence = spoken(static_cast<double>(setting.at - facts.last));
    if (contacts == 1) return "a single contact, " + silence + " ago";
    const double gap = static_cast<double>(facts.last - facts.first) / static_cast<double>(contacts - 1);
    return "last contact " + silence + " ago; on average one every " + spoken(gap);
}

std::string about_setting(const TieStrength& tie)
{
    if (tie.facts.shared_contacts == 0) return "no shared contacts; the rest is how active both have been";
    return counted(tie.facts.shared_contacts, "shared contact") + ", and how active both have been";
}

}  // namespace

Explanation explain(const TieStrengths& strengths, std::size_t tie, const std::string& person, const std::string& alter)
{
    const TieStrength& judged = strengths[tie];
    const StrengthSetting& setting = strengths.setting();
    Explanation result{setting.base, {}, setting.base, judged.strength, judged.low, judged.high};
    const std::array sentences{about_communication(judged, setting), about_reciprocity(judged, person, alter),
                               about_rhythm(judged, setting), about_setting(judged)};
    for (std::size_t aspect = 0; aspect < aspects.size(); ++aspect) {
        result.reasons.push_back({aspects[aspect], judged.contributions[aspect], sentences[aspect]});
        result.log_odds += judged.contributions[aspect];
    }
    std::ranges::stable_sort(
        result.reasons, [](const Reason& a, const Reason& b) { return std::abs(a.log_odds) > std::abs(b.log_odds); });
    return result;
}

}  // namespace tertius
