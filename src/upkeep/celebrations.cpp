#include <tertius/network/detail/folded_word.hpp>
#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/empathy.hpp>
#include <tertius/upkeep/celebrations.hpp>
#include <tertius/upkeep/hardship.hpp>

#include "occasions.hpp"
#include "require_ego.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace tertius {

namespace {

void require_spans(const CelebrationsOptions& options)
{
    if (!(options.within_days > 0) || std::isinf(options.within_days))
        throw InvalidOption("option.within_days",
                            "within_days is " + std::to_string(options.within_days) + "; must be finite and > 0");
    if (!(options.half_life_days > 0))
        throw InvalidOption("option.half_life_days",
                            "half_life_days is " + std::to_string(options.half_life_days) + "; must be > 0");
}

/// "today", "yesterday", "12 days ago".
std::string spoken_ago(double days)
{
    if (days < 1) return "today";
    if (days < 2) return "yesterday";
    return std::to_string(static_cast<long long>(days)) + " days ago";
}

std::string sentence(const std::string& name, const Celebration& occasion)
{
    const std::string ago = spoken_ago(occasion.age_days);
    std::string what = occasion.kind;
    std::ranges::replace(what, '_', ' ');
    const std::string word = detail::folded_word(what);
    if (word.empty()) return "Ask " + name + " about what happened " + ago;
    if (occasion.hardship) return "Send " + name + " a word of support after the " + what + " " + ago;
    if (word == "birthday") return "Wish " + name + " a happy birthday: it was " + ago;
    if (word == "congratulated" || word == "congratulation") return "Congratulate " + name + ", as others did " + ago;
    return "Congratulate " + name + " on the " + what + " " + ago;
}

}  // namespace

std::vector<Celebration> celebrations(const Network& network, const TieStrengths& strengths, PersonId ego,
                                      const CelebrationsOptions& options)
{
    detail::require_ego(network, strengths, ego);
    require_spans(options);
    const Time at = strengths.setting().at;
    const auto log = contacts(network.interactions());
    const EmpathyReader empathy(network, log, at, {.reaction_days = options.within_days});
    const Milestones& milestones = network.milestones();

    std::vector<Celebration> open;
    for (const auto& [person, time, row] : detail::occasions(milestones, at)) {
        const auto tie = strengths.find(ego, person);
        const double age_days = static_cast<double>(at - time) / detail::seconds_in_day;
        if (!tie || age_days > options.within_days || empathy.reacted(ego, person, time)) continue;
        Celebration one{.person = person, .time = time, .age_days = age_days, .strength = strengths[*tie].strength};
        if (!milestones.kind.empty()) one.kind = milestones.kind[row];
        one.hardship = is_hardship(one.kind);
        one.reason = sentence(network.display_name(person), one);
        open.push_back(std::move(one));
    }
    std::ranges::stable_sort(open, std::greater{}, [&](const Celebration& one) {
        return one.strength * faded(at - one.time, options.half_life_days);
    });
    return open;
}

}  // namespace tertius
