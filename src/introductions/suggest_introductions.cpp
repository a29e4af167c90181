#include "brokers_contacts.hpp"
#include "rounded_score.hpp"

#include <tertius/introductions/acceptance.hpp>
#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/benefit.hpp>
#include <tertius/introductions/new_tie_survival.hpp>
#include <tertius/introductions/shared_contacts.hpp>
#include <tertius/introductions/suggest_introductions.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tertius {

namespace {

using detail::BrokersContact;

double harmonic_mean(double a, double b)
{
    return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

void require_consistent(const Network& network, const TieStrengths& strengths, PersonId broker,
                        const SuggestIntroductionsOptions& options)
{
    if (strengths.size() != network.size())
        throw InvalidInput("strengths.size", "the strengths have " + std::to_string(strengths.size()) +
                                                 " people, the network " + std::to_string(network.size()));
    if (options.clusters.size() > 0) require_partition(network.size(), options.clusters);
    require_person(strengths.graph(), broker);
    if (options.limit < 1)
        throw InvalidOption("option.limit", "limit is " + std::to_string(options.limit) + "; must be at least 1");
    if (options.consider < 2)
        throw InvalidOption("option.consider",
                            "consider is " + std::to_string(options.consider) + "; must be at least 2");
}

/// Scores the open triads of one broker.
class TriadScorer {
public:
    TriadScorer(const Network& network, const TieStrengths& strengths, PersonId broker, const Partition& clusters)
        : broker_(broker),
          graph_(strengths.graph()),
          benefits_(network, graph_, clusters),
          acceptance_(network, strengths.setting().at),
          acquaintance_(network, graph_),
          survival_(strengths)
    {
    }

    [[nodiscard]] IntroductionSuggestion scored(const BrokersContact& a, const BrokersContact& b) const
    {
        const auto benefit = benefits_.of(a.person, b.person);
        IntroductionSuggestion row{broker_, a.person, b.person};
        row.benefit_a = benefit.a.value();
        row.benefit_b = benefit.b.value();
        row.accept_a = acceptance_.chance(a.person, b.person, a.strength, benefit.a);
        row.accept_b = acceptance_.chance(b.person, a.person, b.strength, benefit.b);
        row.both_accept = row.accept_a * row.accept_b;
        row.chance_known = acquaintance_.chance(a.person, b.person);
        row.lasts = survival_.chance(shared_contacts(graph_, a.person, b.person).count);
        const double vouching = std::sqrt(a.strength * b.strength);
        row.score = rounded_score(vouching * harmonic_mean(row.benefit_a, row.benefit_b) * row.both_accept *
                                  (1 - row.chance_known) * row.lasts);
        return row;
    }

    void explain(IntroductionSuggestion& row) const
    {
        row.reasons_a = benefits_.reasons(row.a, row.b);
        row.reasons_b = benefits_.reasons(row.b, row.a);
    }

private:
    PersonId broker_;
    const TieGraph<double>& graph_;
    Benefits benefits_;
    Acceptance acceptance_;
    Acquaintance acquaintance_;
    NewTieSurvival survival_;
};

void keep_best(std::vector<IntroductionSuggestion>& rows, int limit)
{
    std::ranges::sort(rows, {}, [](const auto& row) { return std::tuple(-row.score, row.a, row.b); });
    rows.resize(std::min(rows.size(), static_cast<std::size_t>(limit)));
}

}  // namespace

std::vector<IntroductionSuggestion> suggest_introductions(const Network& network, const TieStrengths& strengths,
                                                          PersonId broker, const SuggestIntroductionsOptions& options)
{
    require_consistent(network, strengths, broker, options);
    const auto contacts = detail::strongest_contacts(strengths.graph(), broker, options.consider);
    const detail::JoinedPairs joined(network, broker, contacts);
    const TriadScorer scorer(network, strengths, broker, options.clusters);

    std::vector<std::vector<IntroductionSuggestion>> found(contacts.size());
    parallel_for(options.execution, contacts.size(), 1, [&](std::size_t first, std::size_t) {
        const BrokersContact& a = contacts[first];
        for (const BrokersContact& b : std::span(contacts).subspan(first + 1)) {
            if (strengths.graph().has_tie(a.person, b.person) || joined.contains(a.person, b.person)) continue;
            auto row = scorer.scored(a, b);
            if (row.score > 0) found[first].push_back(std::move(row));
        }
        keep_best(found[first], options.limit);
    });

    std::vector<IntroductionSuggestion> best;
    for (auto& rows : found) std::ranges::move(rows, std::back_inserter(best));
    keep_best(best, options.limit);
    for (auto& row : best) scorer.explain(row);
    return best;
}

}  // namespace tertius
