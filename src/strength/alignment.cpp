#include <tertius/strength/alignment.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tertius {

namespace {

constexpr std::size_t people_in_a_project = 3;

/// Calls visit for each element of two ascending ranges that both hold.
void for_each_common(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, const auto& visit)
{
    for (auto from_a = a.begin(), from_b = b.begin(); from_a != a.end() && from_b != b.end();) {
        if (*from_a < *from_b)
            ++from_a;
        else if (*from_b < *from_a)
            ++from_b;
        else {
            visit(*from_a);
            ++from_a;
            ++from_b;
        }
    }
}

}  // namespace

AlignmentReader::AlignmentReader(const Network& network, Time at)
{
    const People& people = network.people();
    add_tags(people.goals, "the goal ");
    add_tags(people.values, "the value ");
    add_tags(people.skills, "the skill ");
    add_words(people.organisation, "the organisation ");
    add_words(people.department, "the department ");
    add_words(people.location, "the place ");
    add_projects(network.interactions(), at);
    settle(network.size());
}

void AlignmentReader::add_tags(const TagColumn& column, std::string_view kind)
{
    const auto first = static_cast<std::uint32_t>(traits_.size());
    for (std::size_t person = 0; person < column.size(); ++person)
        for (const std::uint32_t tag : column[person]) having_.emplace_back(static_cast<PersonId>(person), first + tag);
    for (const std::string& word : column.words) traits_.push_back({std::string(kind) + word});
}

void AlignmentReader::add_words(const WordColumn& column, std::string_view kind)
{
    const auto first = static_cast<std::uint32_t>(traits_.size());
    for (std::size_t person = 0; person < column.size(); ++person)
        if (column.codes[person] != no_word)
            having_.emplace_back(static_cast<PersonId>(person), first + column.codes[person]);
    for (const std::string& word : column.words) traits_.push_back({std::string(kind) + word});
}

void AlignmentReader::add_projects(const Interactions& interactions, Time at)
{
    if (interactions.thread.empty()) return;
    std::vector<std::pair<std::uint32_t, PersonId>> members;
    for (std::size_t row = 0; row < interactions.from.size(); ++row) {
        const std::uint32_t thread = interactions.thread.codes[row];
        if (thread == no_word || interactions.time[row] > at) continue;
        members.emplace_back(thread, interactions.from[row]);
        members.emplace_back(thread, interactions.to[row]);
    }
    std::ranges::sort(members);
    const auto repeated = std::ranges::unique(members);
    members.erase(repeated.begin(), repeated.end());
    for (std::size_t first = 0, last = 0; first < members.size(); first = last) {
        while (last < members.size() && members[last].first == members[first].first) ++last;
        if (last - first < people_in_a_project) continue;
        for (std::size_t place = first; place < last; ++place)
            having_.emplace_back(members[place].second, static_cast<std::uint32_t>(traits_.size()));
        traits_.push_back({});
    }
}

/// Sorts who has what by person, and works out how rare each trait is and what two people share by chance.
void AlignmentReader::settle(PersonId size)
{
    std::ranges::sort(having_);
    const auto repeated = std::ranges::unique(having_);
    having_.erase(repeated.begin(), repeated.end());
    offsets_.assign(std::size_t{size} + 1, 0);
    std::vector<double> holders(traits_.size());
    for (const auto& [person, trait] : having_) {
        had_.push_back(trait);
        ++offsets_[person + 1];
        ++holders[trait];
    }
    double people = 0;
    for (PersonId person = 0; person < size; ++person) {
        if (offsets_[person + 1] > 0) ++people;
        offsets_[person + 1] += offsets_[person];
    }
    // Over the pairs of a trait's holders, 1 / sqrt(|a's| |b's|) adds up to ((sum r)^2 - sum r^2) / 2, r = |a's|^-1/2.
    std::vector<std::pair<double, double>> roots(traits_.size());
    for (const auto& [person, trait] : having_) {
        const auto count = static_cast<double>(traits_of(person).size());
        roots[trait].first += 1 / std::sqrt(count);
        roots[trait].second += 1 / count;
    }
    for (std::size_t trait = 0; trait < traits_.size(); ++trait) {
        if (holders[trait] == 0) continue;
        traits_[trait].rarity = std::log(people / holders[trait]);
        chance_ += traits_[trait].rarity * (roots[trait].first * roots[trait].first - roots[trait].second) / 2;
    }
    chance_ = people > 1 ? chance_ / (people * (people - 1) / 2) : 0;
    having_ = {};
}

Belief AlignmentReader::between(PersonId a, PersonId b) const
{
    const auto of_a = traits_of(a);
    const auto of_b = traits_of(b);
    if (of_a.empty() || of_b.empty() || chance_ <= 0) return {};
    double common = 0;
    for_each_common(of_a, of_b, [&](std::uint32_t trait) { common += traits_[trait].rarity; });
    common /= std::sqrt(static_cast<double>(of_a.size()) * static_cast<double>(of_b.size()));
    const auto known = static_cast<double>(std::min(of_a.size(), of_b.size()));
    const double value = (known * common + chance_) / (known * (common + chance_) + 2 * chance_);
    return {value, std::sqrt(value * (1 - value) / (known + 3)), known};
}

std::vector<std::string> AlignmentReader::shared(PersonId a, PersonId b) const
{
    std::vector<std::uint32_t> common;
    std::size_t projects = 0;
    for_each_common(traits_of(a), traits_of(b), [&](std::uint32_t trait) {
        if (traits_[trait].name.empty())
            ++projects;
        else
            common.push_back(trait);
    });
    std::ranges::sort(common, {}, [&](std::uint32_t trait) { return std::pair(-traits_[trait].rarity, trait); });
    std::vector<std::string> result;
    if (projects > 0)
        result.push_back(std::to_string(projects) + (projects == 1 ? " joint project" : " joint projects"));
    for (const std::uint32_t trait : common) result.push_back(traits_[trait].name);
    return result;
}

}  // namespace tertius
