#include <tertius/strength/empathy.hpp>

#include "contacts_between.hpp"
#include "options.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tertius {

namespace {

bool is_reaction(Conduct conduct)
{
    return conduct == Conduct::reacted || conduct == Conduct::thanked;
}

}  // namespace

EmpathyReader::EmpathyReader(const Network& network, std::span<const Contact> contacts, Time at,
                             const EmpathyOptions& options)
    : contacts_(contacts), at_(at), options_(options)
{
    detail::require_positive("half_life_days", options.half_life_days);
    detail::require_positive_and_finite("reaction_days", options.reaction_days);
    const Milestones& milestones = network.milestones();
    for (std::size_t row = 0; row < milestones.person.size(); ++row)
        if (milestones.time[row] <= at) milestones_.push_back({milestones.person[row], milestones.time[row]});
    if (milestones_.empty()) return;
    std::ranges::sort(milestones_, {}, [](const Milestone& m) { return std::pair(m.person, m.time); });
    const Interactions& interactions = network.interactions();
    const auto conduct = conduct_of(interactions.kind);
    by_kind_ = std::ranges::any_of(conduct, is_reaction);
    if (by_kind_)
        reactions_ = {interactions.from, interactions.to, interactions.time, at,
                      [&](std::size_t row) { return is_reaction(conduct[row]); }};
}

bool EmpathyReader::reacted(PersonId person, PersonId other, Time since) const
{
    const Time until = std::min(at_, since + detail::in_seconds(options_.reaction_days));
    if (by_kind_) return reactions_.any(person, other, since, until);
    for (const Contact& contact : detail::contacts_between(contacts_, person, other, since)) {
        if (contact.time > until) return false;
        if (contact.share == 1 && contact.forward == (person < other)) return true;
    }
    return false;
}

Belief EmpathyReader::shown(PersonId person, PersonId other, Time acquainted) const
{
    const Time in_time = detail::in_seconds(options_.reaction_days);
    double answered = 0;
    double passed = 0;
    for (const auto& [of, time] : std::ranges::equal_range(milestones_, other, {}, &Milestone::person)) {
        if (time < acquainted) continue;
        const double counts = faded(at_ - time, options_.half_life_days);
        if (reacted(person, other, time))
            answered += counts;
        else if (time <= at_ - in_time)
            passed += counts;
    }
    return share_belief(answered, passed);
}

TwoSided EmpathyReader::between(PersonId a, PersonId b, Time acquainted) const
{
    const Belief forward = shown(a, b, acquainted);
    const Belief backward = shown(b, a, acquainted);
    return {forward, backward, mean(std::array{forward, backward})};
}

}  // namespace tertius
