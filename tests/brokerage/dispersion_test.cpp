#include <tertius/brokerage/dispersion.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <ranges>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

/// The definition read aloud, over all people.
template <class Weight>
class ByDefinition {
public:
    ByDefinition(const TieGraph<Weight>& graph, PersonId ego) : graph_(graph), ego_(ego) {}

    [[nodiscard]] std::vector<PersonId> shared(PersonId alter) const
    {
        std::vector<PersonId> both;
        for (const PersonId person : graph_.people())
            if (knows(ego_, person) && knows(alter, person)) both.push_back(person);
        return both;
    }
    [[nodiscard]] bool apart(PersonId s, PersonId t, PersonId alter) const
    {
        return !knows(s, t) && std::ranges::none_of(graph_.people(), [&](PersonId q) {
            return q != ego_ && q != alter && knows(ego_, q) && knows(s, q) && knows(t, q);
        });
    }
    [[nodiscard]] std::vector<double> recursive() const
    {
        std::vector<double> x(graph_.size(), 1);
        for (int round = 0; round < 3; ++round) {
            std::vector<double> next(graph_.size(), 0);
            for (const PersonId v : graph_.people()) {
                if (!knows(ego_, v)) continue;
                const auto both = shared(v);
                for (const PersonId s : both) {
                    next[v] += x[s] * x[s];
                    for (const PersonId t : both)
                        if (s < t && apart(s, t, v)) next[v] += 2 * x[s] * x[t];
                }
                if (!both.empty()) next[v] /= static_cast<double>(both.size());
            }
            x = next;
        }
        return x;
    }

private:
    [[nodiscard]] bool knows(PersonId a, PersonId b) const { return graph_.weight(a, b) > 0; }

    const TieGraph<Weight>& graph_;
    PersonId ego_;
};

template <class Weight>
void agrees_with_definition(const TieGraph<Weight>& graph, PersonId ego)
{
    const ByDefinition definition(graph, ego);
    const auto recursive = definition.recursive();
    for (const auto& row : dispersions(graph, ego)) {
        const auto both = definition.shared(row.alter);
        std::uint64_t apart = 0;
        for (const PersonId s : both)
            for (const PersonId t : both) apart += s < t && definition.apart(s, t, row.alter) ? 1 : 0;
        CHECK(row.ego == ego);
        CHECK(row.embeddedness == both.size());
        CHECK(row.dispersion == apart);
        CHECK(row.normalised == (both.empty() ? 0 : static_cast<double>(apart) / static_cast<double>(both.size())));
        CHECK(row.recursive == Approx(recursive[row.alter]).epsilon(1e-12));
    }
}

bool same(const Dispersion& a, const Dispersion& b)
{
    return a.ego == b.ego && a.alter == b.alter && a.embeddedness == b.embeddedness && a.dispersion == b.dispersion &&
           a.normalised == b.normalised && a.recursive == b.recursive;
}

}  // namespace

TEST_CASE("an alter who alone knows ego's two circles holds them together", "[dispersion]")
{
    // Ego 0 knows 1-5. 1 and 2 know each other, 3 and 4 do, and 5 knows all four: the pairs 1-3, 1-4, 2-3 and 2-4 are
    // held together by 5 alone. For alter 1, who shares 2 and 5 with ego: these know each other.
    const auto graph =
        network(6, {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {1, 2}, {3, 4}, {5, 1}, {5, 2}, {5, 3}, {5, 4}});
    const auto rows = dispersions(graph, 0);
    REQUIRE(rows.size() == 5);
    CHECK(rows[4].alter == 5);
    CHECK(rows[4].embeddedness == 4);
    CHECK(rows[4].dispersion == 4);
    CHECK(rows[4].normalised == 1);
    CHECK(rows[0].embeddedness == 2);
    CHECK(rows[0].dispersion == 0);
    // First round: 5 has (4 + 2 * 4) / 4 = 3, the others 2 / 2 = 1. Second: 5 stays at 3, the others (1 + 9) / 2 = 5.
    // Third: 5 has (4 * 25 + 8 * 25) / 4 = 75, the others (25 + 9) / 2 = 17.
    CHECK(rows[4].recursive == 75);
    CHECK(rows[0].recursive == 17);
}

TEST_CASE("a stranger among ego's alters has no dispersion", "[dispersion]")
{
    for (const auto& row : dispersions(star(3), 0)) CHECK(same(row, {.ego = 0, .alter = row.alter}));
}

TEST_CASE("dispersion is what its definition says", "[dispersion]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto graph = random_network(25, 0.08 * static_cast<double>(seed), seed);
        for (const PersonId ego : graph.people()) agrees_with_definition(graph, ego);
    }
    const auto club = karate_club();
    for (const PersonId ego : club.people()) agrees_with_definition(club, ego);
}

TEST_CASE("weights do not count, and a tie of weight 0 is none", "[dispersion]")
{
    TieGraphBuilder<double> builder(20);
    Random random(4);
    const auto plain = random_network<double>(20, 0.4, 9);
    for (const auto& tie : plain.ties()) builder.add(tie.source, tie.target, random.unit() < 0.3 ? 0 : random.unit());
    const auto graph = builder.build();
    for (const PersonId ego : graph.people()) agrees_with_definition(graph, ego);
    std::vector<Dispersion> one_by_one;
    for (const PersonId ego : graph.people())
        for (const auto& row : dispersions(graph, ego)) one_by_one.push_back(row);
    CHECK(std::ranges::equal(dispersions(graph), one_by_one, same));
}

TEST_CASE("everybody's dispersions are those of each, on any number of threads", "[dispersion]")
{
    const auto graph = random_network(400, 0.05, 7);
    const auto once = dispersions(graph, {.threads = 1});
    std::vector<Dispersion> one_by_one;
    for (const PersonId ego : graph.people())
        for (const auto& row : dispersions(graph, ego)) one_by_one.push_back(row);
    CHECK(std::ranges::equal(once, one_by_one, same));
    for (const int threads : {2, 3, 4, 8})
        CHECK(std::ranges::equal(dispersions(graph, {.threads = threads}), once, same));
}

TEST_CASE("an isolate has no alters to disperse, and a stranger to the graph is unknown", "[dispersion]")
{
    CHECK(dispersions(network(2, {}), 0).empty());
    CHECK(dispersions(TieGraph<>()).empty());
    CHECK_THROWS_AS(dispersions(clique(3), 3), UnknownPerson);
}
