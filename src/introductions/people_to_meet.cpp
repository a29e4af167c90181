#include "contact_shares.hpp"
#include "rounded_score.hpp"
#include "walks.hpp"

#include <tertius/introductions/people_to_meet.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <limits>
#include <optional>
#include <string>

namespace tertius {

namespace {

constexpr double known = -std::numeric_limits<double>::infinity();

struct Ranked {
    PersonId other;
    double score;
    friend bool operator<(const Ranked& a, const Ranked& b)  // a comes first
    {
        return a.score != b.score ? a.score > b.score : a.other < b.other;
    }
};

/// Finds the best strangers of one person at a time, with one dense row of sums.
template <class Weight>
class StrangerSearch {
public:
    StrangerSearch(const ContactShares<Weight>& shares, const PeopleToMeetOptions& options)
        : shares_(shares), limit_(static_cast<std::size_t>(options.limit)), sums_(shares.graph().size(), 0.0)
    {
        if (is_walk(shares.measure())) walks_.emplace(shares, options.walk, options.execution);
    }

    void append_rows(PersonId person, std::vector<PersonToMeet>& rows)
    {
        best_.clear();
        if (walks_) walks_->start(person);
        if (shares_.measure() == MeetingMeasure::l3)
            rank_by_three_steps(person);
        else
            rank_by_two_steps(person);
        std::ranges::sort_heap(best_, std::less<>{});
        const std::size_t first = rows.size();
        for (const auto& [other, score] : best_) rows.push_back({person, other, score});
        name_introducers(person, std::span(rows).subspan(first));
    }

private:
    void rank_by_two_steps(PersonId person)
    {
        // Those already known start at minus infinity and stay there, so they never look newly met.
        const auto contacts = shares_.graph().alters(person);
        sums_[person] = known;
        for (const PersonId contact : contacts) sums_[contact] = known;
        for (std::size_t place = 0; place < contacts.size(); ++place)
            spread(contacts[place], shares_.strength(person, place), shares_.share(contacts[place]));
        sums_[person] = 0;
        for (const PersonId contact : contacts) sums_[contact] = 0;

        for (const PersonId other : met_) {
            consider(other, finished(person, other, sums_[other]));
            sums_[other] = 0;
        }
        met_.clear();
    }

    /// Adds what goes through one contact to each of their alters.
    void spread(PersonId contact, double strength, double share)
    {
        const auto alters = shares_.graph().alters(contact);
        if (!shares_.weighted()) return add(alters, [&](std::size_t) { return share; });
        const auto weights = shares_.graph().weights(contact);
        if (shares_.measure() == MeetingMeasure::jaccard)
            return add(alters, [&](std::size_t i) { return std::min<double>(strength, weights[i]); });
        add(alters, [&](std::size_t i) { return strength * weights[i] * share; });
    }

    template <class Term>
    void add(std::span<const PersonId> alters, const Term& term)
    {
        for (std::size_t i = 0; i < alters.size(); ++i) {
            double& sum = sums_[alters[i]];
            const double added = term(i);
            if (sum == 0 && added > 0) met_.push_back(alters[i]);
            sum += added;
        }
    }

    [[nodiscard]] double finished(PersonId person, PersonId other, double sum) const
    {
        switch (shares_.measure()) {
            case MeetingMeasure::jaccard:
                return jaccard(sum, shares_.total(person), shares_.total(other));
            case MeetingMeasure::degree_product:
                return shares_.total(person) * shares_.total(other);
            case MeetingMeasure::personal_pagerank:
            case MeetingMeasure::random_walk:
                return walks_->score(other);
            default:
                return sum;
        }
    }

    /// Two steps out as above but through everybody, then the third step gathered at each stranger.
    void rank_by_three_steps(PersonId person)
    {
        const auto& graph = shares_.graph();
        const auto contacts = graph.alters(person);
        sums_[person] = known;
        for (std::size_t place = 0; place < contacts.size(); ++place)
            spread(contacts[place], shares_.strength(person, place), shares_.share(contacts[place]));
        sums_[person] = 0;
        for (const PersonId second : met_) sums_[second] *= shares_.share(second);
        for (const PersonId other : met_)
            if (!std::ranges::binary_search(contacts, other)) consider(other, third_steps(other));
        for (const PersonId second : met_) sums_[second] = 0;
        met_.clear();
    }

    [[nodiscard]] double third_steps(PersonId other) const
    {
        const auto alters = shares_.graph().alters(other);
        double sum = 0;
        for (std::size_t place = 0; place < alters.size(); ++place)
            sum += sums_[alters[place]] * shares_.strength(other, place);
        return sum;
    }

    /// As shared_contacts() for each row, but along the contacts' ties, which were looked at just now.
    void name_introducers(PersonId person, std::span<PersonToMeet> rows)
    {
        std::ranges::sort(rows, {}, &PersonToMeet::other);
        chosen_.clear();
        for (const auto& row : rows) chosen_.push_back(row.other);
        strongest_.assign(rows.size(), Weight{-1});
        const auto& graph = shares_.graph();
        const auto contacts = graph.alters(person);
        for (std::size_t place = 0; place < contacts.size(); ++place) {
            const PersonId contact = contacts[place];
            const auto meet = [&](std::size_t row, std::size_t alter) {
                ++rows[row].shared_contacts;
                const Weight weaker = graph.is_weighted()
                                          ? std::min(graph.weights(person)[place], graph.weights(contact)[alter])
                                          : Weight{1};
                if (weaker <= strongest_[row]) return;
                strongest_[row] = weaker;
                rows[row].introducer = contact;
            };
            const auto alters = graph.alters(contact);
            if (chosen_.size() <= alters.size())
                detail::for_each_in_both(chosen_, alters, meet);
            else
                detail::for_each_in_both(alters, chosen_,
                                         [&](std::size_t alter, std::size_t row) { meet(row, alter); });
        }
        std::ranges::sort(rows, {}, [](const auto& row) { return std::pair(-row.score, row.other); });
    }

    /// Keeps the `limit` best so far in a heap, the worst of them on top.
    void consider(PersonId other, double score)
    {
        const Ranked candidate{other, rounded_score(score)};
        if (!(candidate.score > 0)) return;
        if (best_.size() == limit_) {
            if (!(candidate < best_.front())) return;
            std::ranges::pop_heap(best_, std::less<>{});
            best_.pop_back();
        }
        best_.push_back(candidate);
        std::ranges::push_heap(best_, std::less<>{});
    }

    const ContactShares<Weight>& shares_;
    std::size_t limit_;
    std::optional<Walks<Weight>> walks_;  // for the measures that walk
    std::vector<double> sums_;
    std::vector<PersonId> met_;
    std::vector<Ranked> best_;
    std::vector<PersonId> chosen_;   // of the rows being written
    std::vector<Weight> strongest_;  // their introducers' weaker ties
};

void require_options(const PeopleToMeetOptions& options)
{
    const int limit = options.limit;
    if (limit < 1) throw InvalidOption("option.limit", "limit is " + std::to_string(limit) + "; must be at least 1");
    require_walk(options.walk);
}

std::vector<PersonToMeet> joined(std::vector<std::vector<PersonToMeet>>& pieces)
{
    std::size_t count = 0;
    for (const auto& piece : pieces) count += piece.size();
    std::vector<PersonToMeet> rows;
    rows.reserve(count);
    for (auto& piece : pieces) {
        rows.insert(rows.end(), piece.begin(), piece.end());
        piece = {};
    }
    return rows;
}

}  // namespace

template <class Weight>
std::vector<PersonToMeet> people_to_meet(const TieGraph<Weight>& graph, PersonId person,
                                         const PeopleToMeetOptions& options)
{
    require_person(graph, person);
    require_options(options);
    throw_if_stopped(options.execution);
    ContactShares<Weight> shares(graph, options.measure, options.weighted);
    if (is_walk(options.measure)) shares.prepare(options.execution);
    std::vector<PersonToMeet> rows;
    StrangerSearch(shares, options).append_rows(person, rows);
    return rows;
}

template <class Weight>
std::vector<PersonToMeet> people_to_meet(const TieGraph<Weight>& graph, const PeopleToMeetOptions& options)
{
    require_options(options);
    ContactShares<Weight> shares(graph, options.measure, options.weighted);
    shares.prepare(options.execution);
    PerThread<StrangerSearch<Weight>> searches([&] { return StrangerSearch(shares, options); });

    constexpr std::size_t grain = 256;
    std::vector<std::vector<PersonToMeet>> pieces((graph.size() + grain - 1) / grain);
    std::atomic<std::size_t> done = 0;
    parallel_for(options.execution, graph.size(), grain, [&](std::size_t begin, std::size_t end) {
        StrangerSearch<Weight>& search = searches.local();
        for (std::size_t person = begin; person < end; ++person) {
            throw_if_stopped(options.execution);
            search.append_rows(static_cast<PersonId>(person), pieces[begin / grain]);
        }
        done += end - begin;
        report_progress(options.execution, static_cast<double>(done) / graph.size());
    });
    return joined(pieces);
}

std::string reason(const PersonToMeet& row, const NameOf& name_of)
{
    const std::string shared = row.shared_contacts == 1
                                   ? "you share no other contact"
                                   : "you share " + std::to_string(row.shared_contacts) + " contacts";
    return name_of(row.introducer) + " knows you both; " + shared;
}

template std::vector<PersonToMeet> people_to_meet(const TieGraph<float>&, PersonId, const PeopleToMeetOptions&);
template std::vector<PersonToMeet> people_to_meet(const TieGraph<double>&, PersonId, const PeopleToMeetOptions&);
template std::vector<PersonToMeet> people_to_meet(const TieGraph<float>&, const PeopleToMeetOptions&);
template std::vector<PersonToMeet> people_to_meet(const TieGraph<double>&, const PeopleToMeetOptions&);

}  // namespace tertius
