#include "contact_shares.hpp"
#include "sieved_search.hpp"
#include "stranger_search.hpp"
#include "walks.hpp"

#include <tertius/introductions/people_to_meet.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

namespace tertius {

namespace {

void require_options(const PeopleToMeetOptions& options)
{
    const int limit = options.limit;
    if (limit < 1) throw InvalidOption("option.limit", "limit is " + std::to_string(limit) + "; must be at least 1");
    require_walk(options.walk);
}

/// How many ways of two steps lead away from a person; if at least `enough` do, one such number.
template <class Weight>
std::uint64_t ways_of_two_steps(const TieGraph<Weight>& graph, PersonId person, std::uint64_t enough)
{
    std::uint64_t ways = 0;
    for (const PersonId contact : graph.alters(person)) {
        ways += graph.degree(contact);
        if (ways >= enough) break;
    }
    return ways;
}

/// Where each person's rows begin in a table that has room for all of them: no more than `limit`, nor than ways lead
/// away from the person; with l3, whose third step may lead anywhere, than there are others.
template <class Weight>
std::vector<std::size_t> places_of_rows(const TieGraph<Weight>& graph, const PeopleToMeetOptions& options)
{
    const auto limit = static_cast<std::uint64_t>(options.limit);
    std::vector<std::size_t> places(graph.size() + std::size_t{1});
    for (const PersonId person : graph.people()) {
        std::uint64_t most = ways_of_two_steps(graph, person, limit);
        if (options.measure == MeetingMeasure::l3 && most > 0) most = graph.size() - std::uint64_t{1};
        places[person + std::size_t{1}] = places[person] + std::min(limit, most);
    }
    return places;
}

/// Moves the rows up that were written from each person's place on, `counts` of them, so that no room is left between.
void close_ranks(std::vector<PersonToMeet>& rows, const std::vector<std::size_t>& places,
                 const std::vector<std::uint32_t>& counts)
{
    auto end = rows.begin();
    for (std::size_t person = 0; person < counts.size(); ++person) {
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(places[person]);
        end = std::move(first, first + counts[person], end);
    }
    rows.erase(end, rows.end());
}

template <class Search>
std::vector<PersonToMeet> one_persons(Search search, PersonId person)
{
    std::vector<PersonToMeet> rows;
    search.write_rows(person, std::back_inserter(rows));
    return rows;
}

template <class Search, class Weight>
std::vector<PersonToMeet> everybodys(const ContactShares<Weight>& shares, const PeopleToMeetOptions& options)
{
    const TieGraph<Weight>& graph = shares.graph();
    PerThread<Search> searches([&] { return Search(shares, options); });
    const std::vector<std::size_t> places = places_of_rows(graph, options);
    std::vector<PersonToMeet> rows(places.back());
    std::vector<std::uint32_t> counts(graph.size());
    std::atomic<std::size_t> done = 0;
    parallel_for(options.execution, graph.size(), 256, [&](std::size_t begin, std::size_t end) {
        Search& search = searches.local();
        for (std::size_t person = begin; person < end; ++person) {
            throw_if_stopped(options.execution);
            PersonToMeet* first = rows.data() + places[person];
            counts[person] =
                static_cast<std::uint32_t>(search.write_rows(static_cast<PersonId>(person), first) - first);
        }
        done += end - begin;
        report_progress(options.execution, static_cast<double>(done) / graph.size());
    });
    close_ranks(rows, places, counts);
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
    if (shares.adds_up()) return one_persons(SievedSearch<Weight>(shares, options), person);
    // A hub meets so many, and three steps lead to so many, that a value for everybody is found faster.
    const std::uint64_t many = graph.size() / 8 + std::uint64_t{1};
    if (options.measure == MeetingMeasure::l3 || ways_of_two_steps(graph, person, many) >= many)
        return one_persons(StrangerSearch<Weight, ForEverybody>(shares, options), person);
    return one_persons(StrangerSearch<Weight, ForTheMet>(shares, options), person);
}

template <class Weight>
std::vector<PersonToMeet> people_to_meet(const TieGraph<Weight>& graph, const PeopleToMeetOptions& options)
{
    require_options(options);
    ContactShares<Weight> shares(graph, options.measure, options.weighted);
    shares.prepare(options.execution);
    if (shares.adds_up()) return everybodys<SievedSearch<Weight>>(shares, options);
    return everybodys<StrangerSearch<Weight, ForEverybody>>(shares, options);
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
