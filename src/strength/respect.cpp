#include <tertius/strength/respect.hpp>

#include "contacts_between.hpp"
#include "options.hpp"

#include <cmath>

namespace tertius {

namespace {

constexpr Time hour = 3600;
constexpr float messages_for_a_day = 50;
constexpr float least_share_of_even = 0.25F;

/// The hour of the day in UTC, also before 1970.
std::size_t hour_of(Time time)
{
    constexpr Time day = 24 * hour;
    const Time second = ((time % day) + day) % day;
    return static_cast<std::size_t>(second / hour);
}

}  // namespace

Belief Regard::value() const
{
    return mean(std::array{attendance, quiet_hours, acknowledgement});
}

Belief Regard::apart_from_contacts() const
{
    return mean(std::array{attendance, acknowledgement});
}

bool RespectReader::Day::known() const
{
    return total >= messages_for_a_day;
}

bool RespectReader::Day::works_at(Time time) const
{
    return messages[hour_of(time)] >= least_share_of_even * total / 24;
}

RespectReader::RespectReader(const Network& network, std::span<const Contact> contacts, Time at,
                             const RespectOptions& options)
    : contacts_(contacts), at_(at), options_(options), conduct_(conduct_of(network.interactions().kind))
{
    detail::require_positive("half_life_days", options.half_life_days);
    detail::require_positive_and_finite("thanks_days", options.thanks_days);
    const Interactions& interactions = network.interactions();
    const auto rows = [&](auto... wanted) {
        return detail::RowsOfPairs(interactions.from, interactions.to, interactions.time, at, [&](std::size_t row) {
            return !conduct_.empty() && ((conduct_[row] == wanted) || ...);
        });
    };
    appointments_ = rows(Conduct::attended, Conduct::late, Conduct::missed);
    thanks_ = rows(Conduct::thanked);
    const Exchanges& exchanges = network.exchanges();
    gifts_ = {exchanges.giver, exchanges.receiver, exchanges.time, at, detail::every_row};
    days_.resize(network.size());
    for (const Contact& contact : contacts) {
        if (contact.time > at) continue;
        Day& day = days_[contact.forward ? contact.low : contact.high];
        day.messages[hour_of(contact.time)] += 1;
        day.total += 1;
    }
}

Belief RespectReader::attendance(PersonId person, PersonId other) const
{
    double kept = 0;
    double missed = 0;
    for (const auto& appointment : appointments_.between(person, other)) {
        const double counts = weight(appointment.time);
        const Conduct conduct = conduct_[appointment.row];
        kept += counts * (conduct == Conduct::attended ? 1 : conduct == Conduct::late ? .5 : 0);
        missed += counts * (conduct == Conduct::missed ? 1 : conduct == Conduct::late ? .5 : 0);
    }
    return share_belief(kept, missed);
}

Belief RespectReader::quiet_hours(PersonId person, PersonId other) const
{
    if (!days_[other].known()) return {};
    double at_work = 0;
    double outside = 0;
    for (const Contact& contact : detail::contacts_between(contacts_, person, other)) {
        if (contact.time > at_ || contact.forward != (person < other)) continue;
        (days_[other].works_at(contact.time) ? at_work : outside) += weight(contact.time);
    }
    return share_belief(at_work, outside);
}

Belief RespectReader::acknowledgement(PersonId person, PersonId other) const
{
    if (thanks_.empty()) return {};
    const Time in_time = detail::in_seconds(options_.thanks_days);
    double thanked = 0;
    double not_thanked = 0;
    for (const auto& gift : gifts_.between(other, person)) {
        if (thanks_.any(person, other, gift.time, gift.time + in_time))
            thanked += weight(gift.time);
        else if (gift.time <= at_ - in_time)
            not_thanked += weight(gift.time);
    }
    return share_belief(thanked, not_thanked);
}

Regard RespectReader::shown(PersonId person, PersonId other) const
{
    return {attendance(person, other), quiet_hours(person, other), acknowledgement(person, other)};
}

TwoSided RespectReader::between(PersonId a, PersonId b) const
{
    const Belief forward = shown(a, b).value();
    const Belief backward = shown(b, a).value();
    return {forward, backward, harmonic_mean(forward, backward)};
}

}  // namespace tertius
