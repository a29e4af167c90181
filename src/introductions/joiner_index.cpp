#include <tertius/introductions/introduced_pairs.hpp>
#include <tertius/introductions/joiner_index.hpp>
#include <tertius/introductions/shared_contacts.hpp>
#include <tertius/network/detail/moment.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

namespace tertius {

namespace {

constexpr double chances_of_prior = 10;
constexpr double usual_horizon_days = 90;
constexpr std::size_t people_at_once = 64;

/// Pairs of contacts of one person between whom there is no tie.
std::uint64_t open_triads(const TieGraph<double>& graph, PersonId broker)
{
    const std::uint64_t degree = graph.degree(broker);
    std::uint64_t closed_twice = 0;
    for (const PersonId contact : graph.alters(broker))
        for_each_shared_contact(graph, broker, contact, [&](PersonId, double, double) { ++closed_twice; });
    return degree * (degree > 0 ? degree - 1 : 0) / 2 - closed_twice / 2;
}

/// Whether the chances count has the pair already: as an open triad around the broker.
bool is_open_triad(const TieGraph<double>& graph, const IntroducedPair& pair)
{
    return graph.has_tie(pair.broker, pair.a) && graph.has_tie(pair.broker, pair.b) && !graph.has_tie(pair.a, pair.b);
}

Belief belief(double lasted, double chances, double usual)
{
    const double yes = lasted + chances_of_prior * usual;
    const double sum = chances + chances_of_prior;
    return {yes / sum, std::sqrt(yes * (sum - yes) / (sum * sum * (sum + 1))), chances};
}

/// Counts an introduction that was made: too young to be judged, lasting or not.
void count(const IntroducedPair& pair, const TieStrengths& strengths, JoinerIndex& index)
{
    const auto [at, days] = std::pair(strengths.setting().at, strengths.setting().horizon_days);
    const auto horizon = static_cast<Time>((days > 0 ? days : usual_horizon_days) * detail::seconds_in_day);
    ++index.made;
    const bool counted = is_open_triad(strengths.graph(), pair);
    if (at < pair.time + horizon) {
        ++index.pending;
        index.chances -= counted;
        return;
    }
    index.chances += !counted;
    const auto tie = strengths.find(pair.a, pair.b);
    if (!tie) return;
    const Time last = strengths[*tie].facts.last;
    index.lasted += last == no_time || last >= pair.time + horizon;
}

/// Everybody's index, drawn towards what is usual in the network; nobody's where no introduction is old enough.
void judge(std::span<JoinerIndex> indices)
{
    double lasted = 0;
    double chances = 0;
    bool judged = false;
    for (const JoinerIndex& index : indices) {
        lasted += static_cast<double>(index.lasted);
        chances += static_cast<double>(index.chances);
        judged |= index.made > index.pending;
    }
    if (!judged) return;
    for (JoinerIndex& index : indices)
        if (index.chances > 0)
            index.index =
                belief(static_cast<double>(index.lasted), static_cast<double>(index.chances), lasted / chances);
}

}  // namespace

std::vector<JoinerIndex> joiner_indices(const Network& network, const TieStrengths& strengths,
                                        const Execution& execution)
{
    if (strengths.size() != network.size())
        throw InvalidInput("strengths.size", "the strengths have " + std::to_string(strengths.size()) +
                                                 " people, the network " + std::to_string(network.size()));
    std::vector<JoinerIndex> indices(network.size());
    parallel_for(execution, indices.size(), people_at_once, [&](std::size_t begin, std::size_t end) {
        for (std::size_t person = begin; person < end; ++person)
            indices[person].chances = open_triads(strengths.graph(), static_cast<PersonId>(person));
    });
    for (const IntroducedPair& pair : introduced_pairs(network.introductions(), strengths.setting().at))
        count(pair, strengths, indices[pair.broker]);
    judge(indices);
    return indices;
}

}  // namespace tertius
