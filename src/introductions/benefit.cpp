#include <tertius/introductions/benefit.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include "numbered_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace tertius {

namespace {

using detail::NumberedColumn;

constexpr std::size_t most_named = 3;  // in one sentence
constexpr double sole_trait = 0.5;     // the common ground that one trait makes, if nobody else has it

constexpr std::array benefit_parts{&Benefit::needs_met, &Benefit::common_ground, &Benefit::opening, &Benefit::distance};

/// Adds a column's words as traits: "rust" of the skills is "the skill rust".
NumberedColumn add_traits(const TagColumn& column, std::string_view kind, std::vector<std::string>& traits)
{
    NumberedColumn numbered{&column, {}};
    for (const auto& word : column.words) {
        numbered.number.push_back(static_cast<std::uint32_t>(traits.size()));
        traits.push_back("the " + std::string(kind) + " " + word);
    }
    return numbered;
}

std::vector<std::uint32_t> in_both(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b)
{
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    return both;
}

/// "a", "a and b", "a, b and c".
std::string enumeration(const std::vector<std::string>& items)
{
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
        text += items[i];
    }
    return text;
}

std::vector<std::string> words_of(std::span<const std::uint32_t> tags, const std::vector<std::string>& words)
{
    std::vector<std::string> chosen;
    for (const std::uint32_t tag : tags.first(std::min(tags.size(), most_named))) chosen.push_back(words[tag]);
    return chosen;
}

/// The share that ties of weight `added`, out of somebody's `all`, get of one's reach beside one's `own`.
double opening(double added, double all, double own)
{
    constexpr double rounding = 1e-12;  // what is left of circles that are the same is nothing
    if (added <= rounding * all) added = 0;
    return added + own > 0 ? added / (added + own) : unscored;
}

std::string_view word(const WordColumn& column, PersonId person)
{
    return column.empty() ? std::string_view{} : column[person];
}

/// From the lowest level recorded to the highest; 0 without two that differ.
double range_of(const NumberColumn& levels)
{
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const double level : levels) {
        if (std::isnan(level)) continue;
        lowest = std::min(lowest, level);
        highest = std::max(highest, level);
    }
    return highest > lowest ? highest - lowest : 0;
}

bool both_recorded(std::string_view a, std::string_view b)
{
    return !a.empty() && !b.empty();
}

}  // namespace

double Benefit::value() const
{
    double total = 0;
    double weights = 0;
    for (const auto part : benefit_parts) {
        if (std::isnan(this->*part)) continue;
        total += benefit_weights.*part * this->*part;
        weights += benefit_weights.*part;
    }
    return weights > 0 ? total / weights : unscored;
}

Benefits::Benefits(const Network& network, const TieGraph<double>& strengths, Partition clusters)
    : network_(network), strengths_(strengths), clusters_(std::move(clusters)), help_(network)
{
    const People& people = network.people();
    const auto goals = add_traits(people.goals, "goal", traits_);
    const auto values = add_traits(people.values, "value", traits_);
    const auto skills = add_traits(people.skills, "skill", traits_);
    traits_of_ = detail::tag_rows(network.size(), {&goals, &values, &skills});
    rarity_ = detail::rarities(traits_of_, traits_.size());
    level_range_ = range_of(people.level);
}

MutualBenefit Benefits::of(PersonId a, PersonId b) const
{
    const double all_a = strengths_.weighted_degree(a);
    const double all_b = strengths_.weighted_degree(b);
    double new_to_a = all_b;
    double new_to_b = all_a;
    for_each_shared_contact(strengths_, a, b, [&](PersonId, double to_a, double to_b) {
        new_to_a -= to_b;
        new_to_b -= to_a;
    });
    const double common = common_ground(a, b);
    const double apart = distance(a, b);
    return {{needs_met(a, b), common, opening(new_to_a, all_b, all_a), apart},
            {needs_met(b, a), common, opening(new_to_b, all_a, all_b), apart}};
}

double Benefits::needs_met(PersonId person, PersonId other) const
{
    const auto needs = help_.needs(person);
    if (needs.empty() || help_.provided(other).empty()) return unscored;
    return static_cast<double>(in_both(needs, help_.provided(other)).size()) / static_cast<double>(needs.size());
}

double Benefits::common_ground(PersonId a, PersonId b) const
{
    if (traits_of_[a].empty() || traits_of_[b].empty()) return unscored;
    double apart = 1;
    for (const std::uint32_t trait : in_both(traits_of_[a], traits_of_[b])) apart *= 1 - sole_trait * rarity_[trait];
    return 1 - apart;
}

double Benefits::distance(PersonId a, PersonId b) const
{
    const People& people = network_.people();
    int recorded = 0;
    double different = 0;
    for (const auto* column : {&people.organisation, &people.department}) {
        if (!both_recorded(word(*column, a), word(*column, b))) continue;
        ++recorded;
        different += word(*column, a) != word(*column, b);
    }
    if (clusters_.size() > 0) {
        ++recorded;
        different += clusters_[a] != clusters_[b];
    }
    if (const double above = levels_above(a, b); !std::isnan(above)) {
        ++recorded;
        different += std::abs(above);
    }
    return recorded > 0 ? different / recorded : unscored;
}

/// How far b stands above a, in parts of the range of levels.
double Benefits::levels_above(PersonId a, PersonId b) const
{
    if (level_range_ == 0) return unscored;
    const NumberColumn& level = network_.people().level;
    return (level[b] - level[a]) / level_range_;
}

std::string Benefits::needs_sentence(PersonId person, PersonId other) const
{
    const auto met = in_both(help_.needs(person), help_.provided(other));
    return network_.display_name(other) + " can help with what you need: " + enumeration(words_of(met, help_.words()));
}

std::string Benefits::common_ground_sentence(PersonId person, PersonId other) const
{
    auto shared = in_both(traits_of_[person], traits_of_[other]);
    std::ranges::stable_sort(shared, std::greater{}, [&](std::uint32_t trait) { return rarity_[trait]; });
    return "You and " + network_.display_name(other) + " share " + enumeration(words_of(shared, traits_));
}

std::string Benefits::opening_sentence(PersonId person, PersonId other) const
{
    const auto unknown = strengths_.degree(other) - shared_contacts(strengths_, person, other).count;
    return network_.display_name(other) + " knows " + std::to_string(unknown) + (unknown == 1 ? " person" : " people") +
           " you have not met";
}

std::string Benefits::distance_sentence(PersonId person, PersonId other) const
{
    const People& people = network_.people();
    const std::string name = network_.display_name(other);
    const auto contrast = [&](const WordColumn& column, const std::string& verb, const std::string& place) {
        const auto theirs = word(column, other);
        const auto yours = word(column, person);
        if (!both_recorded(theirs, yours) || theirs == yours) return std::string();
        return name + " " + verb + " " + place + " " + std::string(theirs) + ", you " + place + " " +
               std::string(yours);
    };
    if (auto sentence = contrast(people.organisation, "works", "at"); !sentence.empty()) return sentence;
    if (auto sentence = contrast(people.department, "works", "in"); !sentence.empty()) return sentence;
    if (clusters_.size() > 0 && clusters_[person] != clusters_[other]) return name + " moves in other circles than you";
    return name + " is " + (levels_above(person, other) > 0 ? "more" : "less") + " senior than you";
}

std::vector<std::string> Benefits::reasons(PersonId person, PersonId other) const
{
    using Sentence = std::string (Benefits::*)(PersonId, PersonId) const;
    constexpr std::array<Sentence, benefit_parts.size()> sentences{
        &Benefits::needs_sentence, &Benefits::common_ground_sentence, &Benefits::opening_sentence,
        &Benefits::distance_sentence};
    const Benefit benefit = of(person, other).a;
    std::vector<std::pair<double, Sentence>> parts;
    for (std::size_t part = 0; part < benefit_parts.size(); ++part) {
        const double value = benefit.*benefit_parts[part];
        if (value > 0) parts.emplace_back(value * benefit_weights.*benefit_parts[part], sentences[part]);
    }
    std::ranges::stable_sort(parts, std::greater{}, [](const auto& part) { return part.first; });
    std::vector<std::string> reasons;
    reasons.reserve(parts.size());
    for (const auto& [weight, sentence] : parts) reasons.push_back((this->*sentence)(person, other));
    return reasons;
}

}  // namespace tertius
