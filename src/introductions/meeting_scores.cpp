#include "contact_shares.hpp"
#include "walks.hpp"

#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <algorithm>
#include <string>

namespace tertius {

namespace {

void require_pairs(PersonId size, std::span<const PersonPair> pairs)
{
    for (std::size_t position = 0; position < pairs.size(); ++position) {
        const auto [a, b] = pairs[position];
        const PersonId last = std::max(a, b);
        if (last >= size)
            throw UnknownPerson("pair " + std::to_string(position) + ": person " + std::to_string(last) +
                                " is not in the graph; it has " + std::to_string(size) + " people, numbered from 0");
        if (a == b)
            throw InvalidInput("pair.same_person", "pair " + std::to_string(position) + ": person " +
                                                       std::to_string(a) + " is paired with themselves");
    }
}

/// Adds up term(contact, s_xz, s_zy) over the contacts that x and y share.
template <class Weight, class Term>
double sum_over_shared(const ContactShares<Weight>& shares, PersonId x, PersonId y, const Term& term)
{
    double sum = 0;
    for_each_shared_contact(shares.graph(), x, y, [&](PersonId contact, Weight to_x, Weight to_y) {
        sum += shares.weighted() ? term(contact, to_x, to_y) : term(contact, 1, 1);
    });
    return sum;
}

/// All ways of three steps from x to y, each by how little its two people in between are tied elsewhere.
template <class Weight>
double l3(const ContactShares<Weight>& shares, PersonId x, PersonId y)
{
    if (shares.graph().degree(x) > shares.graph().degree(y)) std::swap(x, y);
    const auto contacts = shares.graph().alters(x);
    double sum = 0;
    for (std::size_t place = 0; place < contacts.size(); ++place) {
        const PersonId u = contacts[place];
        if (u == y) continue;
        const double first_step = shares.strength(x, place) * shares.share(u);
        sum += sum_over_shared(shares, u, y, [&](PersonId v, double to_u, double to_y) {
            return v == x ? 0 : first_step * to_u * to_y * shares.share(v);
        });
    }
    return sum;
}

template <class Weight>
double meeting_score(const ContactShares<Weight>& shares, PersonId x, PersonId y)
{
    switch (shares.measure()) {
        case MeetingMeasure::degree_product:
            return shares.total(x) * shares.total(y);
        case MeetingMeasure::l3:
            return l3(shares, x, y);
        case MeetingMeasure::jaccard: {
            const auto smaller = [](PersonId, double to_x, double to_y) { return std::min(to_x, to_y); };
            return jaccard(sum_over_shared(shares, x, y, smaller), shares.total(x), shares.total(y));
        }
        default:
            return sum_over_shared(shares, x, y, [&](PersonId contact, double to_x, double to_y) {
                return to_x * to_y * shares.share(contact);
            });
    }
}

/// By the walks of the one who has fewer ties to start with.
template <class Weight>
double walked_score(Walks<Weight>& walks, const TieGraph<Weight>& graph, PersonId x, PersonId y)
{
    if (graph.degree(x) > graph.degree(y)) std::swap(x, y);
    walks.start(x, y);
    return walks.score(y);
}

}  // namespace

template <class Weight>
std::vector<double> meeting_scores(const TieGraph<Weight>& graph, std::span<const PersonPair> pairs,
                                   const MeetingScoreOptions& options)
{
    require_pairs(graph.size(), pairs);
    require_walk(options.walk);
    ContactShares<Weight> shares(graph, options.measure, options.weighted);
    constexpr std::size_t few = 64;  // of which each contact is looked at as it comes
    if (pairs.size() > few || is_walk(options.measure)) shares.prepare(options.execution);
    PerThread<Walks<Weight>> walks([&] { return Walks(shares, options.walk, options.execution); });
    std::vector<double> scores(pairs.size());
    parallel_for(options.execution, pairs.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t pair = begin; pair < end; ++pair) {
            // The lower person first: the same sum to the last bit from either side.
            const auto [x, y] = std::minmax(pairs[pair].first, pairs[pair].second);
            scores[pair] =
                is_walk(options.measure) ? walked_score(walks.local(), graph, x, y) : meeting_score(shares, x, y);
        }
    });
    return scores;
}

template std::vector<double> meeting_scores(const TieGraph<float>&, std::span<const PersonPair>,
                                            const MeetingScoreOptions&);
template std::vector<double> meeting_scores(const TieGraph<double>&, std::span<const PersonPair>,
                                            const MeetingScoreOptions&);

}  // namespace tertius
