#include "past_of_meetings.hpp"
#include "rounded_score.hpp"

#include <tertius/introductions/fit_meeting_model.hpp>
#include <tertius/introductions/learned_meetings.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <string>
#include <utility>

namespace tertius {

namespace {

using Eigen::Index;

MeetingModel model_of(const detail::PastOfMeetings& past, PersonId size, const LearnedMeetingOptions& options)
{
    MeetingModel prior = options.model.value_or(shipped_meeting_model(past.horizon / detail::seconds_in_day));
    if (!options.refine) return prior;
    return refined(prior, past.contacts, past.declared, size, past.at, past.horizon, options.execution).model;
}

/// One person's strangers and their scores, beside each other.
struct Scored {
    Strangers strangers;
    std::vector<double> scores;
};

Scored scored(const MeetingModel& model, Strangers strangers)
{
    const Eigen::Map<const Eigen::VectorXd> weights(model.weight.data(), static_cast<Index>(model.weight.size()));
    const Eigen::VectorXd sums = strangers.values * weights;
    std::vector<double> scores(strangers.others.size());
    std::ranges::transform(sums, scores.begin(), rounded_score);
    return {std::move(strangers), std::move(scores)};
}

void append_rows(const LearnedMeetings& meetings, PersonId person, const Scored& all, int limit,
                 std::vector<LearnedPersonToMeet>& rows)
{
    std::vector<std::size_t> order(all.scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t kept = std::min(order.size(), static_cast<std::size_t>(limit));
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(kept), {},
                              [&](std::size_t place) { return std::pair(-all.scores[place], place); });
    for (const std::size_t place : std::span(order).first(kept)) {
        const PersonId other = all.strangers.others[place];
        const SharedContacts shared = shared_contacts(meetings.strengths().graph(), person, other);
        LearnedPersonToMeet row{{person, other, all.scores[place], shared.introducer, shared.count}};
        row.contributions = meetings.model().contributions(all.strangers.values.row(static_cast<Index>(place)));
        rows.push_back(row);
    }
}

void require_limit(int limit)
{
    if (limit < 1) throw InvalidOption("option.limit", "limit is " + std::to_string(limit) + "; must be at least 1");
}

void require_strangers(const TieGraph<double>& graph, std::span<const PersonPair> pairs)
{
    for (std::size_t place = 0; place < pairs.size(); ++place) {
        require_person(graph, pairs[place].first);
        require_person(graph, pairs[place].second);
        if (pairs[place].first == pairs[place].second)
            throw InvalidInput("pair.self", "pair " + std::to_string(place) + " pairs person " +
                                                std::to_string(pairs[place].first) + " with themselves");
    }
}

}  // namespace

const MeetingEvidence* LearnedPersonToMeet::because() const
{
    const auto most = std::ranges::max_element(contributions);
    return *most > 0 ? &meeting_evidence[static_cast<std::size_t>(most - contributions.begin())] : nullptr;
}

struct LearnedMeetings::Past : detail::PastOfMeetings {};

LearnedMeetings::LearnedMeetings(const Network& network, const TieStrengths& strengths,
                                 const LearnedMeetingOptions& options)
    : LearnedMeetings(Past{detail::past_of_meetings(network, strengths.setting().at, strengths.setting().horizon_days,
                                                    options.execution)},
                      network.size(), strengths, options)
{
}

LearnedMeetings::LearnedMeetings(const Past& past, PersonId size, const TieStrengths& strengths,
                                 const LearnedMeetingOptions& options)
    : view_(past.contacts, past.declared, size, {past.at, past.horizon}, options.execution),
      model_(model_of(past, size, options)),
      strengths_(&strengths)
{
}

std::vector<LearnedPersonToMeet> people_to_meet(const LearnedMeetings& meetings, PersonId person, int limit)
{
    require_person(meetings.view().graph(), person);
    require_limit(limit);
    std::vector<LearnedPersonToMeet> rows;
    StrangerReader reader(meetings.view());
    append_rows(meetings, person, scored(meetings.model(), reader.read(person)), limit, rows);
    return rows;
}

std::vector<LearnedPersonToMeet> people_to_meet(const LearnedMeetings& meetings, int limit, const Execution& execution)
{
    require_limit(limit);
    constexpr std::size_t grain = 64;
    const PersonId size = meetings.view().graph().size();
    std::vector<std::vector<LearnedPersonToMeet>> pieces((size + grain - 1) / grain);
    PerThread<StrangerReader> readers([&] { return StrangerReader(meetings.view()); });
    std::atomic<std::size_t> done = 0;
    parallel_for(execution, size, grain, [&](std::size_t begin, std::size_t end) {
        StrangerReader& reader = readers.local();
        for (std::size_t place = begin; place < end; ++place) {
            throw_if_stopped(execution);
            const auto person = static_cast<PersonId>(place);
            append_rows(meetings, person, scored(meetings.model(), reader.read(person)), limit, pieces[begin / grain]);
        }
        done += end - begin;
        report_progress(execution, static_cast<double>(done) / size);
    });
    std::vector<LearnedPersonToMeet> rows;
    for (auto& piece : pieces) {
        rows.insert(rows.end(), piece.begin(), piece.end());
        piece = {};
    }
    return rows;
}

std::vector<double> meeting_scores(const LearnedMeetings& meetings, std::span<const PersonPair> pairs,
                                   const Execution& execution)
{
    require_strangers(meetings.strengths().graph(), pairs);
    std::vector<std::size_t> order(pairs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t place) { return pairs[place].first; });
    std::vector<double> scores(pairs.size(), unscored);
    StrangerReader reader(meetings.view());
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        throw_if_stopped(execution);
        const PersonId person = pairs[order[begin]].first;
        const Scored all = scored(meetings.model(), reader.read(person));
        for (; end < order.size() && pairs[order[end]].first == person; ++end) {
            const PersonId other = pairs[order[end]].second;
            const auto found = std::ranges::lower_bound(all.strangers.others, other);
            if (found != all.strangers.others.end() && *found == other)
                scores[order[end]] = all.scores[static_cast<std::size_t>(found - all.strangers.others.begin())];
        }
    }
    return scores;
}

std::string reason(const LearnedPersonToMeet& row, const NameOf& name_of)
{
    const MeetingEvidence* because = row.because();
    if (because == nullptr || because == &meeting_evidence.front())
        return reason(static_cast<const PersonToMeet&>(row), name_of);
    return name_of(row.introducer) + " knows you both; " + std::string(because->sentence);
}

}  // namespace tertius
