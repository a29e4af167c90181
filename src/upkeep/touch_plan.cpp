#include <tertius/strength/strengths_after_contact.hpp>
#include <tertius/upkeep/touch_plan.hpp>

#include "require_ego.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

namespace tertius {

namespace {

void require_consistent(const Network& network, const TieStrengths& strengths, PersonId ego,
                        const TouchOptions& options)
{
    detail::require_ego(network, strengths, ego);
    if (options.touches < 1)
        throw InvalidOption("option.touches", "touches is " + std::to_string(options.touches) + "; must be at least 1");
    const auto& importance = options.importance;
    if (!importance.empty() && importance.size() != network.size())
        throw InvalidOption("option.importance", "importance has " + std::to_string(importance.size()) +
                                                     " entries; must have one for each of " +
                                                     std::to_string(network.size()) + " people");
    for (std::size_t person = 0; person < importance.size(); ++person)
        if (!(importance[person] >= 0) || std::isinf(importance[person]))
            throw InvalidOption("option.importance", "importance of person " + std::to_string(person) + " is " +
                                                         std::to_string(importance[person]) +
                                                         "; must be finite and >= 0");
}

/// The channel that ego and each alter use most, by their contacts up to a moment; of equals always the same one.
class UsualChannels {
public:
    UsualChannels(const Interactions& log, PersonId ego, Time at) : words_(log.channel.words)
    {
        if (log.channel.empty()) return;
        for (std::size_t row = 0; row < log.time.size(); ++row) {
            const bool egos = log.from[row] == ego || log.to[row] == ego;
            if (!egos || log.time[row] > at || log.channel.codes[row] == no_word) continue;
            const PersonId alter = log.from[row] == ego ? log.to[row] : log.from[row];
            ++uses_[alter][log.channel.codes[row]];
        }
    }
    [[nodiscard]] std::string of(PersonId alter) const
    {
        const auto used = uses_.find(alter);
        if (used == uses_.end()) return {};
        const auto most = std::ranges::max_element(
            used->second, {}, [](const auto& channel_and_uses) { return channel_and_uses.second; });
        return words_[most->first];
    }

private:
    const std::vector<std::string>& words_;
    std::map<PersonId, std::map<std::uint32_t, std::size_t>> uses_;
};

}  // namespace

std::vector<Touch> touch_plan(const Network& network, const TieStrengths& strengths, PersonId ego,
                              const TouchOptions& options)
{
    require_consistent(network, strengths, ego, options);
    std::vector<Touch> plan;
    for (const auto& [place, after] : strengths_after_contact(network, strengths, ego, options.execution)) {
        const TieStrength& tie = strengths[place];
        Touch touch{.alter = tie.person == ego ? tie.alter : tie.person,
                    .before = tie.strength,
                    .after = after,
                    .last = tie.facts.last};
        if (!options.importance.empty()) touch.importance = options.importance[touch.alter];
        touch.gain = touch.importance * (touch.after - touch.before);
        if (touch.gain > 0) plan.push_back(touch);
    }
    std::ranges::sort(plan, {}, [](const Touch& touch) { return std::pair(-touch.gain, touch.alter); });
    if (plan.size() > static_cast<std::size_t>(options.touches)) plan.resize(static_cast<std::size_t>(options.touches));
    const UsualChannels channels(network.interactions(), ego, strengths.setting().at);
    for (Touch& touch : plan) touch.channel = channels.of(touch.alter);
    return plan;
}

}  // namespace tertius
