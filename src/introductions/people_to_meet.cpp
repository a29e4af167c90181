#include "contact_shares.hpp"
#include "stranger_search.hpp"
#include "walks.hpp"

#include <tertius/introductions/people_to_meet.hpp>

#include <atomic>
#include <cstdint>
#include <string>

namespace tertius {

namespace {

void require_options(const PeopleToMeetOptions& options)
{
    const int limit = options.limit;
    if (limit < 1) throw InvalidOption("option.limit", "limit is " + std::to_string(limit) + "; must be at least 1");
    require_walk(options.walk);
}

template <class Weight>
std::uint64_t ways_of_two_steps(const TieGraph<Weight>& graph, PersonId person)
{
    std::uint64_t ways = 0;
    for (const PersonId contact : graph.alters(person)) ways += graph.degree(contact);
    return ways;
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
    // A hub meets so many, and three steps lead to so many, that a value for everybody is found faster.
    if (options.measure != MeetingMeasure::l3 && ways_of_two_steps(graph, person) < graph.size() / 8)
        StrangerSearch<Weight, ForTheMet>(shares, options).append_rows(person, rows);
    else
        StrangerSearch<Weight, ForEverybody>(shares, options).append_rows(person, rows);
    return rows;
}

template <class Weight>
std::vector<PersonToMeet> people_to_meet(const TieGraph<Weight>& graph, const PeopleToMeetOptions& options)
{
    require_options(options);
    ContactShares<Weight> shares(graph, options.measure, options.weighted);
    shares.prepare(options.execution);
    using Search = StrangerSearch<Weight, ForEverybody>;
    PerThread<Search> searches([&] { return Search(shares, options); });

    constexpr std::size_t grain = 256;
    std::vector<std::vector<PersonToMeet>> pieces((graph.size() + grain - 1) / grain);
    std::atomic<std::size_t> done = 0;
    parallel_for(options.execution, graph.size(), grain, [&](std::size_t begin, std::size_t end) {
        Search& search = searches.local();
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
