#include "past_of_meetings.hpp"

#include <tertius/graph/random.hpp>
#include <tertius/introductions/fit_meeting_model.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace tertius {

namespace {

using Eigen::Index;

constexpr std::size_t most_people_a_lesson = 250;
constexpr std::size_t most_not_met = 200;
constexpr double shared_ridge = 200;
constexpr double lesson_weight = 30;  // of all people of a lesson together, when logs are fitted together
constexpr double refining_ridge = 150;
constexpr std::size_t fewest_people = 8;

/// Who met for the first time in the stretch, told from both sides, sorted.
std::vector<PersonPair> meetings(std::span<const Contact> contacts, const TieGraph<float>& before,
                                 const Stretch& stretch)
{
    std::vector<PersonPair> met;
    for (const Contact& contact : contacts) {
        const auto after = static_cast<double>(contact.time - stretch.at);
        if (after <= 0 || after > stretch.horizon || before.has_tie(contact.low, contact.high)) continue;
        if (shared_contacts(before, contact.low, contact.high).count == 0) continue;
        met.emplace_back(contact.low, contact.high);
        met.emplace_back(contact.high, contact.low);
    }
    std::ranges::sort(met);
    met.erase(std::ranges::unique(met).begin(), met.end());
    return met;
}

/// At most `most` items, those with the smallest hash, in their order.
template <class Item, class Hash>
std::vector<Item> drawn(std::vector<Item> items, std::size_t most, const Hash& hash)
{
    if (items.size() <= most) return items;
    const auto key = [&](const Item& item) { return std::pair(Random::mix(hash(item)), item); };
    std::ranges::nth_element(items, items.begin() + static_cast<std::ptrdiff_t>(most), {}, key);
    items.resize(most);
    std::ranges::sort(items);
    return items;
}

/// One person's choice, from all their strangers; `met` ascending.
Choice choice_of(PersonId person, const Strangers& strangers, std::span<const PersonId> met)
{
    std::vector<Index> chosen;
    std::vector<Index> passed_by;
    for (Index row = 0; std::cmp_less(row, strangers.others.size()); ++row) {
        const bool hit = std::ranges::binary_search(met, strangers.others[static_cast<std::size_t>(row)]);
        (hit ? chosen : passed_by).push_back(row);
    }
    const auto all = static_cast<double>(passed_by.size());
    passed_by = drawn(std::move(passed_by), most_not_met, [&](Index row) {
        return (std::uint64_t{person} << 32U) | strangers.others[static_cast<std::size_t>(row)];
    });
    const auto rows = static_cast<Index>(chosen.size() + passed_by.size());
    Choice choice{Eigen::MatrixXd(rows, Strangers::columns), std::vector<bool>(static_cast<std::size_t>(rows)),
                  Eigen::VectorXd::Zero(rows)};
    Index next = 0;
    for (const Index row : chosen) {
        choice.values.row(next) = strangers.values.row(row);
        choice.chosen[static_cast<std::size_t>(next++)] = true;
    }
    const double stands_for = std::log(all / static_cast<double>(std::max<std::size_t>(passed_by.size(), 1)));
    for (const Index row : passed_by) {
        choice.values.row(next) = strangers.values.row(row);
        choice.log_count[next++] = stands_for;
    }
    return choice;
}

Eigen::VectorXd weights_of(const MeetingModel& model)
{
    return Eigen::Map<const Eigen::VectorXd>(model.weight.data(), static_cast<Index>(MeetingModel::size));
}

/// The part of a log, by contacts, that is learnt from, and how much it counts.
struct Part {
    double from, to, weight;
};
constexpr std::array past_parts{Part{.75, 1, 1}, Part{.5, .75, .5}, Part{.625, .875, .5}, Part{.875, 1, .5}};

std::vector<Time> times_of(std::span<const Contact> contacts, Time at)
{
    std::vector<Time> times;
    for (const Contact& contact : contacts)
        if (contact.time <= at) times.push_back(contact.time);
    std::ranges::sort(times);
    return times;
}

Time at_share(std::span<const Time> times, double share)
{
    const auto count = static_cast<std::size_t>(share * static_cast<double>(times.size()));
    return times[std::clamp<std::size_t>(count, 1, times.size()) - 1];
}

}  // namespace

std::vector<Choice> meeting_lesson(std::span<const Contact> contacts, std::span<const PersonPair> declared,
                                   PersonId size, const Stretch& stretch, const Execution& execution)
{
    const MeetingView view(contacts, declared, size, stretch, execution);
    const std::vector<PersonPair> met = meetings(contacts, view.graph(), stretch);
    std::vector<PersonId> people;
    for (const auto& [person, other] : met)
        if (people.empty() || people.back() != person) people.push_back(person);
    people = drawn(std::move(people), most_people_a_lesson, [](PersonId person) { return std::uint64_t{person}; });

    std::vector<Choice> choices(people.size());
    PerThread<StrangerReader> readers([&] { return StrangerReader(view); });
    parallel_for(execution, people.size(), 4, [&](std::size_t begin, std::size_t end) {
        StrangerReader& reader = readers.local();
        for (std::size_t place = begin; place < end; ++place) {
            std::vector<PersonId> others;
            for (const auto& [person, other] : std::ranges::equal_range(met, people[place], {}, &PersonPair::first))
                others.push_back(other);
            choices[place] = choice_of(people[place], reader.read(people[place]), others);
        }
    });
    return choices;
}

MeetingModel fit_meeting_model(const std::vector<std::vector<std::vector<Choice>>>& logs,
                               std::span<const double> log_weights, const MeetingModel& prior)
{
    std::vector<Choice> all;
    for (std::size_t log = 0; log < logs.size(); ++log)
        for (const auto& lesson : logs[log])
            for (Choice choice : lesson) {
                const double weight = log_weights.empty() ? 1 : log_weights[log];
                choice.weight = weight * lesson_weight / static_cast<double>(lesson.size());
                all.push_back(std::move(choice));
            }
    MeetingModel model;
    const Eigen::VectorXd weights = fit_choices(all, {.prior = weights_of(prior), .ridge = shared_ridge});
    std::ranges::copy(weights, model.weight.begin());
    return model;
}

MeetingRefinement refined(const MeetingModel& prior, std::span<const Contact> contacts,
                          std::span<const PersonPair> declared, PersonId size, Time at, double horizon,
                          const Execution& execution)
{
    MeetingRefinement result{prior};
    const std::vector<Time> times = times_of(contacts, at);
    if (times.empty()) return result;
    std::vector<Choice> all;
    for (const auto& [from, to, weight] : past_parts) {
        const Time moment = at_share(times, from);
        const auto length = static_cast<double>(at_share(times, to) - moment);
        if (length < 1) continue;
        std::vector<Choice> lesson = meeting_lesson(contacts, declared, size, {moment, length}, execution);
        if (lesson.size() < fewest_people) continue;
        ++result.stretches;
        result.people += lesson.size();
        for (Choice& choice : lesson) {
            choice.weight = weight;
            all.push_back(std::move(choice));
        }
    }
    if (all.empty()) return result;
    const Eigen::VectorXd from = weights_of(prior);
    const Eigen::VectorXd own = fit_choices(all, {.prior = from, .ridge = refining_ridge});
    const Eigen::VectorXd weights = from + share_of_days(horizon / detail::seconds_in_day) * (own - from);
    std::ranges::copy(weights, result.model.weight.begin());
    result.model.origin = prior.origin + ", refined on " + std::to_string(result.stretches) + " stretches of the past";
    return result;
}

MeetingRefinement fit_meeting_model(const Network& network, const MeetingFitOptions& options)
{
    const detail::PastOfMeetings past =
        detail::past_of_meetings(network, options.until, options.horizon_days, options.execution);
    return refined(shipped_meeting_model(past.horizon / detail::seconds_in_day), past.contacts, past.declared,
                   network.size(), past.at, past.horizon, options.execution);
}

}  // namespace tertius
