#include "occasions.hpp"

#include <tertius/network/detail/folded_word.hpp>
#include <tertius/network/detail/moment.hpp>
#include <tertius/upkeep/hardship.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace tertius {

namespace {

constexpr Time fortnight = 14 * detail::one_day;

/// Words that mean the same occasion, and what stands for all of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> same_occasion{{
    {"newposition", "position"},
    {"newjob", "position"},
    {"newrole", "position"},
    {"jobchange", "position"},
    {"promotion", "position"},
    {"promoted", "position"},
    {"anniversary", "jubilee"},
    {"workanniversary", "jubilee"},
    {"congratulated", ""},
    {"congratulation", ""},
}};

/// What a kind tells of; empty if it does not say.
std::string occasion_of(std::string_view kind)
{
    std::string folded = detail::folded_word(kind);
    for (const auto& [word, occasion] : same_occasion)
        if (folded == word) return std::string(occasion);
    return folded;
}

/// Joins the milestones of one person that tell of one occasion. They are added by time.
class Joiner {
public:
    explicit Joiner(std::vector<detail::Occasion>& occasions) : occasions_(occasions) {}

    void add(detail::Occasion milestone, const std::string& occasion, bool hardship)
    {
        if (occasions_.empty() || occasions_.back().person != milestone.person) {
            last_.clear();
            last_glad_ = none;
        }
        if (is_told(milestone, occasion, hardship)) return;
        last_[occasion] = occasions_.size();
        if (!hardship) last_glad_ = occasions_.size();
        occasions_.push_back(milestone);
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    bool is_told(const detail::Occasion& milestone, const std::string& occasion, bool hardship)
    {
        if (occasion.empty()) return is_near(last_glad_, milestone);
        if (const auto same = last_.find(occasion); same != last_.end() && is_near(same->second, milestone))
            return true;
        const auto vague = last_.find("");
        if (hardship || vague == last_.end() || !is_near(vague->second, milestone)) return false;
        occasions_[vague->second].row = milestone.row;
        last_[occasion] = vague->second;
        last_.erase("");
        return true;
    }
    [[nodiscard]] bool is_near(std::size_t place, const detail::Occasion& milestone) const
    {
        return place != none && milestone.time - occasions_[place].time <= fortnight;
    }

    std::vector<detail::Occasion>& occasions_;
    std::map<std::string, std::size_t> last_;  // of this person, by what they tell of
    std::size_t last_glad_ = none;
};

}  // namespace

namespace detail {

std::vector<Occasion> occasions(const Milestones& milestones, Time at)
{
    std::vector<Occasion> told;
    for (std::size_t row = 0; row < milestones.person.size(); ++row)
        if (milestones.time[row] <= at) told.push_back({milestones.person[row], milestones.time[row], row});
    std::ranges::sort(told, {}, [](const Occasion& one) { return std::tuple(one.person, one.time, one.row); });

    std::vector<Occasion> joined;
    Joiner joiner(joined);
    for (const Occasion& milestone : told) {
        const auto kind = milestones.kind.empty() ? std::string_view{} : milestones.kind[milestone.row];
        joiner.add(milestone, occasion_of(kind), is_hardship(kind));
    }
    return joined;
}

}  // namespace detail

}  // namespace tertius
