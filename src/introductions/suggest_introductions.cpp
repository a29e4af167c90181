#include "rounded_score.hpp"

#include <tertius/introductions/acquaintance.hpp>
#include <tertius/introductions/benefit.hpp>
#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/suggest_introductions.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tertius {

namespace {

// The chance that a contact whose tie is worth nothing, and one who is as close as can be, say yes.
constexpr double accept_at_least = 0.2;
constexpr double accept_at_most = 0.9;

double chance_to_accept(double strength)
{
    return accept_at_least + (accept_at_most - accept_at_least) * strength;
}

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

/// Somebody the broker knows.
struct BrokersContact {
    PersonId person;
    double strength;
};

/// The broker's strongest contacts, in ascending order of the person.
std::vector<BrokersContact> strongest_contacts(const TieGraph<double>& graph, PersonId broker, int count)
{
    std::vector<BrokersContact> contacts;
    for (const auto& tie : graph.ties_of(broker)) contacts.push_back({tie.target, tie.weight});
    std::ranges::stable_sort(contacts, std::greater{}, &BrokersContact::strength);
    contacts.resize(std::min(contacts.size(), static_cast<std::size_t>(count)));
    std::ranges::sort(contacts, {}, &BrokersContact::person);
    return contacts;
}

/// The pairs among some people that a record joins, sorted.
class JoinedPairs {
public:
    JoinedPairs(const Network& network, const std::vector<BrokersContact>& among) : wanted_(network.size(), 0)
    {
        for (const auto& contact : among) wanted_[contact.person] = 1;
        add(network.relationships().from, network.relationships().to);
        add(network.interactions().from, network.interactions().to);
        add(network.commitments().owner, network.commitments().to);
        add(network.exchanges().giver, network.exchanges().receiver);
        add(network.introductions().a, network.introductions().b);
        std::ranges::sort(pairs_);
    }

    /// Requires  a < b.
    [[nodiscard]] bool contains(PersonId a, PersonId b) const
    {
        return std::ranges::binary_search(pairs_, PersonPair(a, b));
    }

private:
    void add(const PersonColumn& first, const PersonColumn& second)
    {
        for (std::size_t row = 0; row < first.size(); ++row)
            if (wanted_[first[row]] && wanted_[second[row]]) pairs_.emplace_back(std::minmax(first[row], second[row]));
    }

    std::vector<std::uint8_t> wanted_;
    std::vector<PersonPair> pairs_;
};

/// Scores the open triads of one broker.
class TriadScorer {
public:
    TriadScorer(const Network& network, const TieStrengths& strengths, PersonId broker, const Partition& clusters)
        : broker_(broker), benefits_(network, strengths.graph(), clusters), acquaintance_(network, strengths.graph())
    {
    }

    [[nodiscard]] IntroductionSuggestion scored(const BrokersContact& a, const BrokersContact& b) const
    {
        const auto benefit = benefits_.of(a.person, b.person);
        IntroductionSuggestion row{broker_, a.person, b.person};
        row.benefit_a = benefit.a.value();
        row.benefit_b = benefit.b.value();
        row.accept_a = chance_to_accept(a.strength);
        row.accept_b = chance_to_accept(b.strength);
        const double vouching = std::sqrt(a.strength * b.strength);
        row.score = rounded_score(vouching * harmonic_mean(row.benefit_a, row.benefit_b) * row.accept_a * row.accept_b *
                                  (1 - acquaintance_.chance(a.person, b.person)));
        return row;
    }

    void explain(IntroductionSuggestion& row) const
    {
        row.reasons_a = benefits_.reasons(row.a, row.b);
        row.reasons_b = benefits_.reasons(row.b, row.a);
    }

private:
    PersonId broker_;
    Benefits benefits_;
    Acquaintance acquaintance_;
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
    const auto contacts = strongest_contacts(strengths.graph(), broker, options.consider);
    const JoinedPairs joined(network, contacts);
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
