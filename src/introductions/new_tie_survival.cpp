#include <tertius/introductions/new_tie_survival.hpp>
#include <tertius/introductions/shared_contacts.hpp>
#include <tertius/network/detail/moment.hpp>

#include <algorithm>
#include <vector>

namespace tertius {

namespace {

constexpr double prior_chance = 0.4;
constexpr double prior_worth = 10;  // ties
constexpr std::size_t most_looked_at = 10'000;
constexpr double usual_horizon_days = 90;

double shrunk(double alive, double count, double towards)
{
    return (alive + prior_worth * towards) / (count + prior_worth);
}

/// How many people both were in contact with before a moment.
std::uint64_t shared_before(const TieStrengths& strengths, PersonId a, PersonId b, Time moment)
{
    const auto known = [&](PersonId person, PersonId contact) {
        const Time first = strengths[*strengths.find(person, contact)].facts.first;
        return first != no_time && first < moment;
    };
    std::uint64_t count = 0;
    for_each_shared_contact(strengths.graph(), a, b,
                            [&](PersonId contact, double, double) { count += known(a, contact) && known(b, contact); });
    return count;
}

}  // namespace

std::size_t NewTieSurvival::group(std::uint64_t shared_contacts)
{
    return shared_contacts < 2 ? static_cast<std::size_t>(shared_contacts) : shared_contacts < 4 ? 2 : 3;
}

NewTieSurvival::NewTieSurvival(const TieStrengths& strengths)
{
    const double days = strengths.setting().horizon_days;
    const auto horizon = static_cast<Time>((days > 0 ? days : usual_horizon_days) * detail::seconds_in_day);
    std::vector<const TieStrength*> begun;
    for (const TieStrength& tie : strengths.ties())
        if (tie.facts.first != no_time) begun.push_back(&tie);
    const auto first_contact = [](const TieStrength* tie) { return tie->facts.first; };
    std::ranges::stable_sort(begun, {}, first_contact);

    std::array<double, groups> count{};
    std::array<double, groups> alive{};
    if (!begun.empty()) {
        const auto from = std::ranges::upper_bound(begun, begun.front()->facts.first + horizon, {}, first_contact);
        const auto to =
            std::ranges::upper_bound(from, begun.end(), strengths.setting().at - 2 * horizon, {}, first_contact);
        const auto looked_at = std::min<std::ptrdiff_t>(to - from, most_looked_at);
        for (auto tie = to - looked_at; tie != to; ++tie) {
            const auto& [first, last] = std::pair((*tie)->facts.first, (*tie)->facts.last);
            const std::size_t of = group(shared_before(strengths, (*tie)->person, (*tie)->alter, first));
            ++count[of];
            alive[of] += last >= first + horizon;
        }
        evidence_ = static_cast<std::size_t>(looked_at);
    }
    double all_alive = 0;
    for (const double some : alive) all_alive += some;
    const double overall = shrunk(all_alive, static_cast<double>(evidence_), prior_chance);
    for (std::size_t of = 0; of < groups; ++of) chance_[of] = shrunk(alive[of], count[of], overall);
}

}  // namespace tertius
