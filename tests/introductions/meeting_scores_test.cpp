#include "support/networks.hpp"

#include <tertius/introductions/meeting_scores.hpp>

#include <Eigen/Core>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

using namespace tertius;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using enum MeetingMeasure;

namespace {

constexpr std::array measures{common_contacts, jaccard,           adamic_adar, resource_allocation, l3,
                              degree_product,  personal_pagerank, random_walk};

template <class Weight>
double score(const TieGraph<Weight>& graph, PersonId a, PersonId b, MeetingMeasure measure, bool weighted = false)
{
    const PersonPair pair{a, b};
    return meeting_scores(graph, std::span(&pair, 1), {.measure = measure, .weighted = weighted}).at(0);
}

std::vector<PersonPair> all_pairs(PersonId size)
{
    std::vector<PersonPair> pairs;
    for (PersonId a = 0; a < size; ++a)
        for (PersonId b = a + 1; b < size; ++b) pairs.emplace_back(a, b);
    return pairs;
}

/// Sums over whole walks: how many there are, weighted by their chance, after each number of steps.
double by_walking(const TieGraph<double>& graph, PersonId x, PersonId y, MeetingMeasure measure, bool weighted)
{
    const auto people = static_cast<Eigen::Index>(graph.size());
    Eigen::MatrixXd ties = Eigen::MatrixXd::Zero(people, people);
    for (const auto& tie : graph.ties())
        ties(tie.source, tie.target) = ties(tie.target, tie.source) = weighted ? tie.weight : 1;
    const Eigen::VectorXd totals = ties.rowwise().sum();
    ties(x, y) = ties(y, x) = 0;
    Eigen::MatrixXd step = Eigen::MatrixXd::Zero(people, people);
    for (Eigen::Index a = 0; a < people; ++a)
        if (totals(a) > 0) step.row(a) = ties.row(a) / totals(a);
    Eigen::MatrixXd walked = Eigen::MatrixXd::Identity(people, people);
    double sum = 0;
    for (int steps = 1; steps <= (measure == random_walk ? 3 : 300); ++steps) {
        walked = walked * step;
        sum += measure == random_walk ? (totals(x) * walked(x, y) + totals(y) * walked(y, x)) / totals.sum()
                                      : 0.15 * std::pow(0.85, steps) * (walked(x, y) + walked(y, x));
    }
    return sum;
}

/// The formulas as the header writes them, over everybody.
double by_formula(const TieGraph<double>& graph, PersonId x, PersonId y, MeetingMeasure measure, bool weighted)
{
    if (measure == personal_pagerank || measure == random_walk) return by_walking(graph, x, y, measure, weighted);
    const auto s = [&](PersonId a, PersonId b) {
        return !graph.has_tie(a, b) ? 0.0 : weighted ? graph.weight(a, b) : 1.0;
    };
    const auto total = [&](PersonId a) {
        double sum = 0;
        for (const PersonId b : graph.people()) sum += s(a, b);
        return sum;
    };
    if (measure == degree_product) return total(x) * total(y);
    double sum = 0;
    double all = 0;
    for (const PersonId z : graph.people()) {
        const auto k = static_cast<double>(graph.degree(z));
        const double through = s(x, z) * s(z, y);
        all += std::max(s(x, z), s(z, y));
        if (measure == jaccard) sum += std::min(s(x, z), s(z, y));
        if (measure == common_contacts) sum += through;
        if (measure == adamic_adar && through > 0) sum += through / std::log(1 + total(z) * (k - 1) / k);
        if (measure == resource_allocation && through > 0) sum += through / total(z);
        if (measure == l3 && z != y && s(x, z) > 0)
            for (const PersonId v : graph.people())
                if (v != x && s(z, v) * s(v, y) > 0)
                    sum += s(x, z) * s(z, v) * s(v, y) / std::sqrt(total(z) * total(v));
    }
    return measure == jaccard && all > 0 ? sum / all : sum;
}

}  // namespace

TEST_CASE("the karate club's two leaders score as published", "[introductions][meeting_scores]")
{
    // NetworkX 3.6 on the unweighted club; L3 from the formula of Kovacs et al.
    const auto club = test::karate_club<double>();
    CHECK_THAT(score(club, 0, 33, adamic_adar), WithinAbs(2.711020, 5e-7));
    CHECK_THAT(score(club, 0, 33, resource_allocation), WithinAbs(0.9, 1e-12));
    CHECK_THAT(score(club, 0, 33, jaccard), WithinAbs(0.137931, 5e-7));
    CHECK_THAT(score(club, 0, 33, l3), WithinAbs(2.335446, 5e-7));
    CHECK(score(club, 0, 33, common_contacts) == 4);
    CHECK(score(club, 0, 33, degree_product) == 16 * 17);
}

TEST_CASE("walks between strangers are those of NetworkX", "[introductions][meeting_scores]")
{
    // NetworkX 3.6: pagerank personalised to either one, to 1e-14; the walks by powers of its adjacency matrix.
    const auto club = test::karate_club<double>();
    const auto pagerank = [&](PersonId a, PersonId b, double error) {
        const PersonPair pair{a, b};
        return meeting_scores(club, std::span(&pair, 1), {.measure = personal_pagerank, .walk = {.error = error}})
            .at(0);
    };
    CHECK_THAT(pagerank(0, 33, 1e-13), WithinAbs(0.09938821433576137, 1e-12));
    CHECK_THAT(pagerank(1, 32, 1e-13), WithinAbs(0.0683665987137235, 1e-12));
    CHECK_THAT(pagerank(16, 25, 1e-13), WithinAbs(0.006617167083513863, 1e-12));
    for (const double error : {1e-2, 1e-4, 1e-6}) {
        CHECK(pagerank(0, 33, error) <= 0.09938821433576137);
        CHECK(pagerank(0, 33, error) >= 0.09938821433576137 - error);
    }
    CHECK_THAT(score(club, 0, 33, random_walk), WithinRel(0.016835232668566003, 1e-12));
    CHECK_THAT(score(club, 1, 32, random_walk), WithinRel(0.007139894419306184, 1e-12));
    CHECK(score(club, 16, 25, random_walk) == 0);  // four steps apart
}

TEST_CASE("walks along a path of three are counted by hand", "[introductions][meeting_scores]")
{
    // From 0 always to 1, from there to 2 half the time, and back: at 2 after 2, 4, .. steps, half of the time.
    // K are 1, 2, 1 of 4 in all, so each even number of steps gives 2 * 1/4 * 1/2.
    const auto path = test::network(3, {{0, 1}, {1, 2}});
    const PersonPair pair{0, 2};
    const auto walked = [&](int steps) {
        return meeting_scores(path, std::span(&pair, 1), {.measure = random_walk, .walk = {.steps = steps}}).at(0);
    };
    CHECK_THAT(walked(2), WithinRel(0.25));
    CHECK_THAT(walked(3), WithinRel(0.25));
    CHECK_THAT(walked(4), WithinRel(0.5));
    CHECK_THAT(walked(11), WithinRel(1.25));
    // Ends at 2 after 2, 4, ..: .15 * .5 * (.85^2 + .85^4 + ..), from either end.
    const double squared = 0.85 * 0.85;
    CHECK_THAT(score(path, 0, 2, personal_pagerank), WithinAbs(0.15 * squared / (1 - squared), 1e-6));
}

TEST_CASE("walks that cannot be taken are refused", "[introductions][meeting_scores]")
{
    const auto graph = test::network(3, {{0, 1}, {1, 2}});
    const std::vector<PersonPair> pairs{{0, 2}};
    const double nan = std::nan("");
    for (const WalkOptions walk :
         {WalkOptions{.damping = 0}, {.damping = 1}, {.damping = nan}, {.error = 0}, {.error = nan}, {.steps = 1}})
        CHECK_THROWS_AS(meeting_scores(graph, pairs, {.walk = walk}), InvalidOption);
}

TEST_CASE("two strangers who share one broker score by how busy the broker is", "[introductions][meeting_scores]")
{
    // 3 and 5 have four ties each and share person 4, who has two.
    const auto graph = test::two_cliques_and_a_broker();
    CHECK(score(graph, 3, 5, common_contacts) == 1);
    CHECK_THAT(score(graph, 3, 5, jaccard), WithinRel(1.0 / 7));
    CHECK_THAT(score(graph, 3, 5, adamic_adar), WithinRel(1 / std::log(2.0)));
    CHECK_THAT(score(graph, 3, 5, resource_allocation), WithinRel(0.5));
    CHECK(score(graph, 3, 5, degree_product) == 16);
    // From 2 to 4 in three steps: by 0 and 3, or by 1 and 3; 0 and 1 have three ties, 3 has four.
    CHECK_THAT(score(graph, 2, 4, l3), WithinRel(2 / std::sqrt(12.0)));
}

TEST_CASE("weighted, a contact counts by both ties to them", "[introductions][meeting_scores]")
{
    // Ties of .5 and .25 to one contact, whose ties make .75, of which half is not spent on either one.
    const auto graph = test::weighted_network<double>(3, {{0, 1, 0.5}, {1, 2, 0.25}});
    CHECK_THAT(score(graph, 0, 2, common_contacts, true), WithinRel(0.125));
    CHECK_THAT(score(graph, 0, 2, jaccard, true), WithinRel(0.5));
    CHECK_THAT(score(graph, 0, 2, adamic_adar, true), WithinRel(0.125 / std::log(1.375)));
    CHECK_THAT(score(graph, 0, 2, resource_allocation, true), WithinRel(0.125 / 0.75));
    CHECK_THAT(score(graph, 0, 2, degree_product, true), WithinRel(0.125));
    CHECK(score(graph, 0, 2, common_contacts, false) == 1);
}

TEST_CASE("a tie between the two themselves opens no way of three steps", "[introductions][meeting_scores]")
{
    CHECK(score(test::network(3, {{0, 1}, {1, 2}, {0, 2}}), 0, 1, l3) == 0);
}

TEST_CASE("scores follow their formulas on random networks", "[introductions][meeting_scores]")
{
    const auto seed = GENERATE(range(0U, 6U));
    const auto measure = GENERATE(from_range(measures));
    const bool weighted = GENERATE(false, true);
    const auto graph = test::random_network<double>(24, 0.2, seed, true);
    const auto pairs = all_pairs(graph.size());
    const auto scores = meeting_scores(graph, pairs, {.measure = measure, .weighted = weighted});
    for (std::size_t pair = 0; pair < pairs.size(); ++pair)
        REQUIRE_THAT(scores[pair],
                     WithinAbs(by_formula(graph, pairs[pair].first, pairs[pair].second, measure, weighted),
                               measure == personal_pagerank ? 1e-6 : 1e-12));
}

TEST_CASE("weights of 1 change nothing", "[introductions][meeting_scores]")
{
    const auto measure = GENERATE(from_range(measures));
    const auto pairs = all_pairs(34);
    const auto club = test::karate_club<double>();
    CHECK(meeting_scores(club, pairs, {.measure = measure, .weighted = true}) ==
          meeting_scores(club, pairs, {.measure = measure, .weighted = false}));
}

TEST_CASE("either of the two sees the same score, to the last bit, and so does any number of threads",
          "[introductions][meeting_scores]")
{
    const auto measure = GENERATE(from_range(measures));
    const auto graph = test::random_network<double>(60, 0.2, 3, true);
    auto pairs = all_pairs(graph.size());
    const auto scores = meeting_scores(graph, pairs, {.measure = measure, .weighted = true});
    CHECK(meeting_scores(graph, pairs, {.measure = measure, .weighted = true, .execution = {.threads = 4}}) == scores);
    for (auto& [a, b] : pairs) std::swap(a, b);
    CHECK(meeting_scores(graph, pairs, {.measure = measure, .weighted = true}) == scores);
}

TEST_CASE("a few pairs score as they do among many", "[introductions][meeting_scores]")
{
    const auto measure = GENERATE(from_range(measures));
    const auto graph = test::random_network<double>(40, 0.2, 5, true);
    const auto pairs = all_pairs(graph.size());
    const auto scores = meeting_scores(graph, pairs, {.measure = measure, .weighted = true});
    for (std::size_t pair = 0; pair < pairs.size(); pair += 50)
        CHECK(score(graph, pairs[pair].first, pairs[pair].second, measure, true) == scores[pair]);
}

TEST_CASE("doubling all strengths scales scores and keeps their order", "[introductions][meeting_scores]")
{
    const auto graph = test::random_network<double>(30, 0.2, 7, true);
    TieGraphBuilder<double> builder(30);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, 2 * tie.weight);
    const auto doubled = builder.build();
    const auto pairs = all_pairs(30);
    const auto ratio = [&](MeetingMeasure measure, double factor) {
        const auto before = meeting_scores(graph, pairs, {.measure = measure, .weighted = true});
        const auto after = meeting_scores(doubled, pairs, {.measure = measure, .weighted = true});
        for (std::size_t pair = 0; pair < pairs.size(); ++pair)
            REQUIRE_THAT(after[pair], WithinRel(factor * before[pair], 1e-12) || WithinAbs(0, 1e-300));
    };
    ratio(common_contacts, 4);
    ratio(jaccard, 1);
    ratio(resource_allocation, 2);
    ratio(l3, 4);
    ratio(degree_product, 4);
    ratio(personal_pagerank, 1);
    ratio(random_walk, 1);
}

TEST_CASE("very weak ties score little, never less than nothing", "[introductions][meeting_scores]")
{
    const double weak = GENERATE(0.0, 5e-324, 1e-310, 1e-200, 1e-9);
    const auto measure = GENERATE(from_range(measures));
    const auto graph = test::weighted_network<double>(4, {{0, 1, weak}, {1, 2, weak}, {2, 3, weak}});
    for (const auto& [a, b] : all_pairs(4)) {
        const double value = score(graph, a, b, measure, true);
        CHECK(std::isfinite(value));
        CHECK(value >= 0);
        if (measure != jaccard && measure != personal_pagerank && measure != random_walk) CHECK(value <= 3 * weak);
    }
}

TEST_CASE("a person apart shares nothing with anybody", "[introductions][meeting_scores]")
{
    const auto measure = GENERATE(from_range(measures));
    CHECK(score(test::network(4, {{0, 1}, {1, 2}}), 0, 3, measure) == 0);
    CHECK(score(test::network(2, {}), 0, 1, measure) == 0);
}

TEST_CASE("no pairs have no scores", "[introductions][meeting_scores]")
{
    CHECK(meeting_scores(TieGraph<>(), {}).empty());
}

TEST_CASE("a pair that cannot be is refused by its position", "[introductions][meeting_scores]")
{
    const auto graph = test::network(3, {{0, 1}});
    const std::vector<PersonPair> unknown{{0, 1}, {7, 1}};
    const std::vector<PersonPair> alone{{0, 1}, {0, 2}, {1, 1}};
    CHECK_THROWS_AS(meeting_scores(graph, unknown), UnknownPerson);
    try {
        (void)meeting_scores(graph, alone);
        FAIL("accepted");
    } catch (const InvalidInput& error) {
        CHECK(error.code() == "pair.same_person");
        CHECK(std::string(error.what()).find("pair 2") != std::string::npos);
    }
}
