#include <tertius/network/detail/moment.hpp>
#include <tertius/upkeep/tie_courses.hpp>

#include <tertius/strength/cadence.hpp>
#include <tertius/strength/infer_types.hpp>
#include <tertius/strength/tie_histories.hpp>

#include "require_ego.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <string>
#include <utility>

namespace tertius {

namespace {

constexpr double days_in_month = 365.25 / 12;
constexpr double half_life_days = 180;
constexpr double sessions_in_horizon = 20;

/// How many contacts, decayed, one a month comes to in a log of so many days; of a month at the least.
double of_one_a_month(double days)
{
    const double rate = std::numbers::ln2 / half_life_days;
    return -std::expm1(-rate * std::max(days, days_in_month)) / (rate * days_in_month);
}

/// What is left of a pair's contacts.
double faded_shares(std::span<const Contact> contacts, Time at)
{
    double sum = 0;
    for (const Contact& contact : contacts) sum += contact.share * faded(at - contact.time, half_life_days);
    return sum;
}

/// The chance of a contact within the horizon at the best pace that a pair's contacts, in the order of time, ever had.
double chance_in_best_days(std::span<const Contact> contacts, double horizon_days)
{
    const double horizon = horizon_days * detail::seconds_in_day;
    double level = 0;
    double highest = 0;
    for (std::size_t place = 0; place < contacts.size(); ++place) {
        const double gap = place == 0 ? horizon : static_cast<double>(contacts[place].time - contacts[place - 1].time);
        const double fresh = std::min(1.0, gap * sessions_in_horizon / horizon);
        level = level * std::exp2(-gap / horizon) + fresh * contacts[place].share;
        highest = std::max(highest, level);
    }
    return -std::expm1(-std::numbers::ln2 * highest);
}

void require_answerable(const Network& network, PersonId ego, const TieCourseOptions& options)
{
    detail::require_ego(network, ego);
    if (!(options.horizon_days > 0) || std::isinf(options.horizon_days))
        throw InvalidOption("option.horizon_days",
                            "horizon_days is " + std::to_string(options.horizon_days) + "; must be finite and > 0");
}

/// The types of each of ego's ties, and what they make normal.
std::vector<TieCourse> typed_ties(const Network& network, PersonId ego, Time at, const RelationshipNorms& norms,
                                  const Execution& execution)
{
    std::vector<TieCourse> ties;
    for (const TypeGuess& guess : infer_types(network, {.at = at, .execution = execution})) {
        if (guess.person != ego && guess.alter != ego) continue;
        const PersonId alter = guess.person == ego ? guess.alter : guess.person;
        if (ties.empty() || ties.back().alter != alter) ties.push_back({.alter = alter, .declared = guess.declared});
        ties.back().types.push_back({guess.type, guess.probability, guess.person == ego});
    }
    for (TieCourse& tie : ties) {
        double sum = 0;
        for (const TieType& type : tie.types) sum += type.probability;
        tie.normal_share = 0;
        for (TieType& type : tie.types) {
            type.probability /= sum;
            const double of_first = norms[type.type].share;
            tie.normal_share += type.probability * (type.ego_is_first ? of_first : 1 - of_first);
        }
    }
    std::ranges::sort(ties, {}, &TieCourse::alter);
    return ties;
}

double chance_alive(const TieCourse& tie, const RelationshipNorms& norms, const TieHistory& history, Time at)
{
    const auto silence = static_cast<double>(at - history.last_time());
    double chance = 0;
    for (const TieType& type : tie.types)
        chance += type.probability * Cadence(norms[type.type], history).chance_alive(silence);
    return chance;
}

}  // namespace

TieCourses tie_courses(const Network& network, PersonId ego, const TieCourseOptions& options)
{
    require_answerable(network, ego, options);
    const Time at = detail::moment_or_last(network, options.at);
    auto log = contacts(network.interactions(), options.execution);
    std::erase_if(log, [&](const Contact& contact) { return contact.time > at; });
    const auto histories = tie_histories(log, at, options.execution);
    const RelationshipNorms norms(network, histories, have_direction(histories), at);
    TieCourses courses{ego, at, options.horizon_days, typed_ties(network, ego, at, norms, options.execution)};
    if (log.empty()) return courses;

    const Time start = std::ranges::min(log, {}, &Contact::time).time;
    const double month = of_one_a_month(static_cast<double>(at - start) / detail::seconds_in_day);
    for (const HistoryOfPair& pair : histories) {
        if (pair.low != ego && pair.high != ego) continue;
        TieCourse& tie =
            *std::ranges::lower_bound(courses.ties, pair.low == ego ? pair.high : pair.low, {}, &TieCourse::alter);
        const auto of_pair = std::ranges::equal_range(log, std::pair(pair.low, pair.high), {},
                                                      [](const Contact& c) { return std::pair(c.low, c.high); });
        tie.contacts = pair.history.count();
        tie.last = pair.history.last_time();
        tie.contacts_a_month = faded_shares({of_pair.begin(), of_pair.end()}, at) / month;
        tie.best = chance_in_best_days({of_pair.begin(), of_pair.end()}, options.horizon_days);
        tie.alive = chance_alive(tie, norms, pair.history, at);
    }
    return courses;
}

}  // namespace tertius
