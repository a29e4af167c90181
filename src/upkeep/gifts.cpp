#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/help.hpp>
#include <tertius/network/detail/moment.hpp>
#include <tertius/strength/reciprocity.hpp>
#include <tertius/upkeep/gifts.hpp>

#include "given.hpp"
#include "require_ego.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <tuple>

namespace tertius {

namespace {

struct Provider {
    PersonId person;
    double strength;
};

void require_options(const GiftsOptions& options)
{
    if (options.limit < 1)
        throw InvalidOption("option.limit", "limit is " + std::to_string(options.limit) + "; must be at least 1");
    if (!(options.recent_days > 0))
        throw InvalidOption("option.recent_days",
                            "recent_days is " + std::to_string(options.recent_days) + "; must be > 0");
}

/// Finds what one person can give.
class GiftFinder {
public:
    GiftFinder(const Network& network, const TieStrengths& strengths, PersonId ego, const GiftsOptions& options)
        : network_(network),
          graph_(strengths.graph()),
          ego_(ego),
          at_(strengths.setting().at),
          recent_days_(options.recent_days),
          help_(network),
          acquaintance_(network, graph_),
          exchanged_(network, at_),
          given_(network, ego, at_),
          gives_articles_(given_.ever(GiftKind::article))
    {
        for (const auto& tie : graph_.ties_of(ego))
            for (const std::uint32_t word : help_.provided(tie.target))
                providers_[word].push_back({tie.target, tie.weight});
        for (auto& [word, providers] : providers_)
            std::ranges::stable_sort(providers, std::greater{}, &Provider::strength);
    }

    /// What to give somebody who needs a thing; nothing if that is in nobody's power.
    [[nodiscard]] std::optional<GiftIdea> idea(PersonId alter, double strength, std::uint32_t need) const
    {
        GiftIdea idea{.alter = alter, .need = help_.words()[need], .score = strength * worth(alter, need)};
        if (provides(ego_, need)) {
            const auto kind = own_help(alter);
            if (!kind) return std::nullopt;
            idea.kind = *kind;
        } else {
            const auto provider = best_provider(alter, need);
            if (provider.person == nobody || is_recent(alter, GiftKind::contact)) return std::nullopt;
            idea.kind = GiftKind::contact;
            idea.through = provider.person;
            idea.score *= provider.strength;
        }
        idea.reason = sentence(idea);
        return idea;
    }

    [[nodiscard]] auto needs(PersonId alter) const { return help_.needs(alter); }

private:
    [[nodiscard]] bool provides(PersonId person, std::uint32_t word) const
    {
        return std::ranges::binary_search(help_.provided(person), word);
    }
    [[nodiscard]] bool is_recent(PersonId alter, GiftKind kind) const
    {
        const Time last = given_.last(alter, kind);
        return last != no_time && static_cast<double>(at_ - last) < recent_days_ * detail::seconds_in_day;
    }
    /// Advice or an article, whichever alter got longer ago; nothing if both lately.
    [[nodiscard]] std::optional<GiftKind> own_help(PersonId alter) const
    {
        const bool article =
            gives_articles_ && given_.last(alter, GiftKind::article) < given_.last(alter, GiftKind::advice);
        const GiftKind kind = article ? GiftKind::article : GiftKind::advice;
        if (is_recent(alter, kind)) return std::nullopt;
        return kind;
    }
    [[nodiscard]] double worth(PersonId alter, std::uint32_t need) const
    {
        const double received = exchanged_.given(alter, ego_);
        const double given = exchanged_.given(ego_, alter);
        return (1 + help_.rarity(need)) / 2 * (0.5 + (1 + received) / (2 + received + given));
    }
    /// Who provides it and is a stranger to alter: the one with the highest s (1 - P), with that number.
    [[nodiscard]] Provider best_provider(PersonId alter, std::uint32_t need) const
    {
        Provider best{nobody, 0};
        const auto found = providers_.find(need);
        if (found == providers_.end()) return best;
        for (const auto& [person, strength] : found->second) {
            if (strength <= best.strength) break;  // no later one is better
            if (person == alter || graph_.has_tie(person, alter) || given_.introduced(person, alter)) continue;
            const double sure = strength * (1 - acquaintance_.chance(alter, person));
            if (sure > best.strength) best = {person, sure};
        }
        return best;
    }
    [[nodiscard]] std::string sentence(const GiftIdea& idea) const
    {
        const std::string needs = network_.display_name(idea.alter) + " needs " + idea.need + "; ";
        if (idea.kind == GiftKind::contact)
            return needs + network_.display_name(idea.through) + " can help, and you know both";
        if (idea.kind == GiftKind::article) return needs + "you know about it and could send an article";
        return needs + "you offer it";
    }

    const Network& network_;
    const TieGraph<double>& graph_;
    PersonId ego_;
    Time at_;
    double recent_days_;
    Help help_;
    Acquaintance acquaintance_;
    ReciprocityReader exchanged_;
    detail::Given given_;
    bool gives_articles_;
    std::map<std::uint32_t, std::vector<Provider>> providers_;  // ego's contacts by what they provide
};

}  // namespace

std::string_view name(GiftKind kind)
{
    constexpr std::array<std::string_view, 3> names{"advice", "article", "contact"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<GiftIdea> gifts(const Network& network, const TieStrengths& strengths, PersonId ego,
                            const GiftsOptions& options)
{
    detail::require_ego(network, strengths, ego);
    require_options(options);
    const GiftFinder finder(network, strengths, ego, options);
    std::vector<GiftIdea> ideas;
    for (const auto& tie : strengths.graph().ties_of(ego))
        for (const std::uint32_t need : finder.needs(tie.target))
            if (auto idea = finder.idea(tie.target, tie.weight, need)) ideas.push_back(std::move(*idea));
    std::ranges::stable_sort(ideas, std::greater{}, &GiftIdea::score);
    ideas.resize(std::min(ideas.size(), static_cast<std::size_t>(options.limit)));
    return ideas;
}

}  // namespace tertius
