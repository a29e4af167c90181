#include <tertius/graph/random.hpp>
#include <tertius/introductions/gini.hpp>
#include <tertius/introductions/plan_introductions.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <stop_token>
#include <thread>
#include <vector>

using namespace tertius;
using Catch::Matchers::WithinRel;

namespace {

using Candidates = std::vector<IntroductionCandidate>;

/// Candidates among random people; popular ones (low numbers) come up more often if `uneven`.
Candidates random_round(PersonId people, std::size_t count, bool with_brokers, std::uint64_t seed, bool uneven = false)
{
    Random random(seed);
    const auto somebody = [&] {
        const double u = random.unit();
        return static_cast<PersonId>((uneven ? u * u * u : u) * people);
    };
    Candidates candidates;
    while (candidates.size() < count) {
        const PersonId a = somebody();
        const PersonId b = somebody();
        const PersonId broker = with_brokers ? somebody() : nobody;
        if (a != b && broker != a && broker != b) candidates.push_back({a, b, 1 - random.unit(), broker});
    }
    return candidates;
}

/// How often each person is asked.
std::vector<std::size_t> counts(PersonId people, const Candidates& candidates, const std::vector<std::size_t>& chosen)
{
    std::vector<std::size_t> asked(people, 0);
    for (const std::size_t row : chosen)
        for (const PersonId person : {candidates[row].a, candidates[row].b, candidates[row].broker})
            if (person != nobody) ++asked[person];
    return asked;
}

/// The best sum of all sets that keep within the capacity: every one is tried.
double best_of_all(PersonId people, const Candidates& candidates, std::size_t capacity)
{
    double best = 0;
    for (std::uint32_t set = 0; set < (1U << candidates.size()); ++set) {
        std::vector<std::size_t> chosen;
        double score = 0;
        std::map<std::pair<PersonId, PersonId>, int> pairs;
        bool twice = false;
        for (std::size_t row = 0; row < candidates.size(); ++row) {
            if ((set >> row & 1U) == 0) continue;
            chosen.push_back(row);
            score += candidates[row].score;
            twice |= ++pairs[std::minmax(candidates[row].a, candidates[row].b)] > 1;
        }
        if (!twice && std::ranges::max(counts(people, candidates, chosen)) <= capacity) best = std::max(best, score);
    }
    return best;
}

double sum_of_scores(const Candidates& candidates, const std::vector<std::size_t>& chosen)
{
    double sum = 0;
    for (const std::size_t row : chosen) sum += candidates[row].score;
    return sum;
}

/// What must hold of every plan.
void check_sound(PersonId people, const Candidates& candidates, std::size_t capacity, const IntroductionPlan& plan)
{
    CHECK(plan.asked == counts(people, candidates, plan.chosen));
    CHECK(std::ranges::max(plan.asked) <= capacity);
    CHECK_THAT(plan.score, WithinRel(sum_of_scores(candidates, plan.chosen), 1e-12));
    CHECK(plan.upper_bound >= plan.score);
    CHECK(std::ranges::is_sorted(plan.chosen, std::greater{}, [&](std::size_t row) { return candidates[row].score; }));
    std::map<std::pair<PersonId, PersonId>, int> pairs;
    for (const std::size_t row : plan.chosen) CHECK(++pairs[std::minmax(candidates[row].a, candidates[row].b)] == 1);
}

}  // namespace

TEST_CASE("two good introductions are better than the best one alone", "[introductions][plan_introductions]")
{
    // A path 0-1-2-3 in which everybody can be asked once: 6 + 6 beats 10 in the middle, which greed would take.
    const Candidates candidates{{0, 1, 6}, {1, 2, 10}, {2, 3, 6}};
    const auto plan = plan_introductions(4, candidates, {.capacity = 1});
    CHECK(plan.chosen == std::vector<std::size_t>{0, 2});
    CHECK(plan.score == 12);
    CHECK(plan.upper_bound == 12);
    CHECK(plan.exact);
    CHECK(plan.asked == std::vector<std::size_t>{1, 1, 1, 1});
}

TEST_CASE("of three who could all meet, one pair can if each is asked once", "[introductions][plan_introductions]")
{
    // The relaxation takes half of each: 1.5. No choice has more than 1, which only branching proves.
    const Candidates candidates{{0, 1, 1}, {1, 2, 1}, {0, 2, 1}};
    const auto plan = plan_introductions(3, candidates, {.capacity = 1});
    CHECK(plan.chosen == std::vector<std::size_t>{0});
    CHECK(plan.exact);
    CHECK(plan.upper_bound == 1);
}

TEST_CASE("a broker's time counts as everybody's does", "[introductions][plan_introductions]")
{
    const Candidates candidates{{0, 1, 3, 6}, {2, 3, 2, 6}, {4, 5, 1, 6}, {0, 6, 0.5, 1}};
    CHECK(plan_introductions(7, candidates, {.capacity = 2}).chosen == std::vector<std::size_t>{0, 1});
    // As b person 6 is asked too, and 3 + 2 + 1 takes all they can bear.
    CHECK(plan_introductions(7, candidates, {.capacity = 3}).chosen == std::vector<std::size_t>{0, 1, 2});
    CHECK(plan_introductions(7, candidates, {.capacity = 4}).chosen == std::vector<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("a pair that several brokers know is introduced once", "[introductions][plan_introductions]")
{
    const Candidates candidates{{0, 1, 1, 2}, {1, 0, 3, 3}, {0, 1, 2, 4}};
    const auto plan = plan_introductions(5, candidates);
    CHECK(plan.chosen == std::vector<std::size_t>{1});
    CHECK(plan.upper_bound == 3);
}

TEST_CASE("each person's own capacity counts where it is recorded", "[introductions][plan_introductions]")
{
    const Candidates candidates{{0, 1, 4}, {0, 2, 3}, {0, 3, 2}, {1, 2, 1}};
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    const auto chosen = [&](NumberColumn capacities) {
        return plan_introductions(4, candidates, {.capacity = 9, .capacities = std::move(capacities)}).chosen;
    };
    CHECK(chosen({1.9, unknown, unknown, unknown}) == std::vector<std::size_t>{0, 3});
    CHECK(chosen({0, unknown, unknown, unknown}) == std::vector<std::size_t>{3});
    CHECK(chosen({1e300, 1, 1, 0}) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("small rounds are planned as well as trying every set would", "[introductions][plan_introductions]")
{
    const auto seed = GENERATE(range(0U, 20U));
    const bool with_brokers = seed % 2 == 1;
    const std::size_t capacity = 1 + seed % 3;
    const auto candidates = random_round(6, 13, with_brokers, seed);
    const auto plan =
        plan_introductions(6, candidates, {.capacity = static_cast<int>(capacity), .effort = seed % 4 < 2 ? 1000 : 0});
    check_sound(6, candidates, capacity, plan);
    const double best = best_of_all(6, candidates, capacity);
    CHECK(plan.upper_bound >= best * (1 - 1e-12));
    CHECK(plan.score >= best / (with_brokers ? 3 : 2));
    if (seed % 4 < 2) CHECK(plan.exact);
    if (plan.exact) CHECK_THAT(plan.score, WithinRel(best, 1e-9));
}

TEST_CASE("rounds of up to 200 people come within 95 % of what is possible, and nobody is asked too often",
          "[introductions][plan_introductions]")
{
    const auto seed = GENERATE(range(0U, 12U));
    const auto people = static_cast<PersonId>(30 + seed * 14);
    const bool with_brokers = seed % 2 == 1;
    const auto candidates = random_round(people, people * std::size_t{6}, with_brokers, seed, seed % 3 == 0);
    const auto plan = plan_introductions(people, candidates, {.effort = 100});
    check_sound(people, candidates, 3, plan);
    CHECK(plan.score >= 0.95 * plan.upper_bound);
    if (!with_brokers) CHECK(plan.exact);
}

TEST_CASE("without a search the bound still holds", "[introductions][plan_introductions]")
{
    const auto candidates = random_round(100, 600, true, 5);
    const auto quick = plan_introductions(100, candidates, {.effort = 0});
    const auto searched = plan_introductions(100, candidates, {.effort = 100});
    CHECK_FALSE(quick.exact);
    CHECK(quick.upper_bound >= searched.score);
    CHECK(quick.score >= 0.9 * searched.upper_bound);
    CHECK(searched.score >= quick.score);
}

TEST_CASE("a spread asks people more evenly for a small share of the sum", "[introductions][plan_introductions]")
{
    const auto seed = GENERATE(range(0U, 4U));
    const auto candidates = random_round(60, 500, seed % 2 == 1, seed, true);
    const auto plain = plan_introductions(60, candidates, {.capacity = 8, .effort = 100});
    const auto even = plan_introductions(60, candidates, {.capacity = 8, .spread = 0.02, .effort = 100});
    check_sound(60, candidates, 8, even);
    CHECK(even.score >= 0.98 * plain.score);
    CHECK(gini(even.asked) < gini(plain.asked));
    CHECK(even.exact == plain.exact);
    CHECK(even.upper_bound == plain.upper_bound);
}

TEST_CASE("scores in another unit change no plan, and people who are in no candidate neither",
          "[introductions][plan_introductions]")
{
    auto candidates = random_round(40, 200, true, 9);
    const auto plan = plan_introductions(40, candidates, {.effort = 50});
    CHECK(plan_introductions(45, candidates, {.effort = 50}).chosen == plan.chosen);
    for (auto& candidate : candidates) candidate.score *= 1024;
    CHECK(plan_introductions(40, candidates, {.effort = 50}).chosen == plan.chosen);
}

TEST_CASE("the same plan for any number of threads", "[introductions][plan_introductions]")
{
    const auto candidates = random_round(3000, 20'000, true, 2, true);
    const auto one = plan_introductions(3000, candidates, {.spread = 0.01, .execution = {.threads = 1}});
    const auto four = plan_introductions(3000, candidates, {.spread = 0.01, .execution = {.threads = 4}});
    CHECK(one.chosen == four.chosen);
    CHECK(one.upper_bound == four.upper_bound);
}

TEST_CASE("a star of very many is planned at once", "[introductions][plan_introductions]")
{
    Candidates candidates;
    constexpr PersonId many = 200'000;
    for (PersonId other = 1; other < many; ++other) candidates.push_back({0, other, 1.0 / other});
    const auto plan = plan_introductions(many, candidates, {.capacity = 2});
    CHECK(plan.chosen == std::vector<std::size_t>{0, 1});
    CHECK_THAT(plan.upper_bound, WithinRel(1.5, 1e-6));
}

TEST_CASE("a hub who can see everybody sees everybody, whether or not others wait",
          "[introductions][plan_introductions]")
{
    // Of 40,000 the hub has room for all, or for all but the last. To look through all chosen ones for each took 1.6e9
    // steps a pass.
    Candidates candidates;
    constexpr PersonId many = 40'000;
    for (PersonId other = 1; other <= many; ++other) candidates.push_back({0, other, 1.0 / other});
    const auto chosen = [&](double room) {
        NumberColumn capacities(many + 1, 1);
        capacities[0] = room;
        return plan_introductions(many + 1, candidates, {.capacities = std::move(capacities)}).chosen.size();
    };
    const auto begin = std::chrono::steady_clock::now();
    CHECK(chosen(many) == many);
    CHECK(chosen(many - 1) == many - 1);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
}

TEST_CASE("a plan that takes long is stopped in the middle of a pass of exchanges",
          "[introductions][plan_introductions]")
{
    // With a spread each exchange weighs all who wait for the hub: 50,000 times 50,000 a pass. To
    // be heard at its end took 3 s, on a busy machine more.
    Candidates candidates;
    constexpr PersonId many = 100'000;
    for (PersonId other = 1; other <= many; ++other) candidates.push_back({0, other, 1});
    NumberColumn capacities(many + 1, 1);
    capacities[0] = many / 2.0;
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::jthread asking([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    CHECK_THROWS_AS(plan_introductions(many + 1, candidates,
                                       {.capacities = std::move(capacities),
                                        .spread = 0.1,
                                        .execution = {.threads = 1, .stop = stop.get_token()}}),
                    Cancelled);
    asking.join();
    CHECK(std::chrono::steady_clock::now() - asked < std::chrono::seconds(1));
}

TEST_CASE("as many introductions as there is time for are proven to be the most", "[introductions][plan_introductions]")
{
    // 500 people of whom each can be asked three times: 1500 / 2 introductions, here of equal score. Too many
    // candidates for the search, whose relaxation does no better.
    Candidates clique;
    for (PersonId a = 0; a < 500; ++a)
        for (PersonId b = a + 1; b < 500; ++b) clique.push_back({a, b, 1});
    const auto plan = plan_introductions(500, clique);
    CHECK(plan.score == 750);
    CHECK(plan.upper_bound == 750);
    CHECK(plan.exact);

    // Three people asked once make one pair, 3 / 2 rounded down, and the best one is it.
    const auto one = plan_introductions(3, Candidates{{0, 1, 3}, {1, 2, 2}, {0, 2, 1}}, {.capacity = 1, .effort = 0});
    CHECK(one.upper_bound == 3);
    CHECK(one.exact);

    // Six who are asked once in threes, the broker being one of them: two introductions.
    const Candidates trios{{0, 1, 1, 2}, {3, 4, 1, 5}, {0, 2, 1, 3}, {1, 4, 1, 5}};
    const auto two = plan_introductions(6, trios, {.capacity = 1, .effort = 0});
    CHECK(two.score == 2);
    CHECK(two.upper_bound == 2);
}

TEST_CASE("nothing that still fits is left out", "[introductions][plan_introductions]")
{
    const auto seed = GENERATE(range(0U, 8U));
    const auto candidates = random_round(40, 400, seed % 2 == 1, seed, true);
    const auto plan = plan_introductions(40, candidates, {.effort = 0});
    std::map<std::pair<PersonId, PersonId>, int> pairs;
    for (const std::size_t row : plan.chosen) ++pairs[std::minmax(candidates[row].a, candidates[row].b)];
    const auto is_free = [&](PersonId person) { return person == nobody || plan.asked[person] < 3; };
    for (const auto& [a, b, score, broker] : candidates)
        CHECK((!is_free(a) || !is_free(b) || !is_free(broker) || pairs.contains(std::minmax(a, b))));
}

TEST_CASE("sums of the largest scores stay numbers", "[introductions][plan_introductions]")
{
    const Candidates candidates{{0, 1, 9.9e99}, {1, 2, 9.9e99}, {0, 2, 9.9e99}};
    const auto plan = plan_introductions(3, candidates);
    CHECK_THAT(plan.score, WithinRel(2.97e100, 1e-12));
    CHECK(plan.exact);
    const Candidates too_large{{0, 1, 1}, {1, 2, 1e308}};
    CHECK_THROWS_WITH(plan_introductions(3, too_large), "candidates row 1: score is 1e100 or more; must be below");
}

TEST_CASE("what is worth nothing, and whom nobody may ask, is left out", "[introductions][plan_introductions]")
{
    CHECK(plan_introductions(0, {}).chosen.empty());
    CHECK(plan_introductions(3, {}).upper_bound == 0);
    const Candidates candidates{{0, 1, 0}, {1, 2, -1}};
    const auto plan = plan_introductions(3, candidates);
    CHECK(plan.chosen.empty());
    CHECK(plan.exact);
    const Candidates good{{0, 1, 1}};
    CHECK(plan_introductions(2, good, {.capacity = 0}).chosen.empty());
}

TEST_CASE("rounds that make no sense are refused", "[introductions][plan_introductions]")
{
    const auto plan = [](Candidates candidates, const PlanIntroductionsOptions& options = {}) {
        return plan_introductions(3, candidates, options);
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(plan({{0, 3, 1}}), UnknownPerson);
    CHECK_THROWS_AS(plan({{0, 1, 1, 7}}), UnknownPerson);
    CHECK_THROWS_AS(plan({{1, 1, 1}}), InvalidInput);
    CHECK_THROWS_AS(plan({{0, 1, 1, 0}}), InvalidInput);
    CHECK_THROWS_AS(plan({{0, 1, nan}}), InvalidInput);
    CHECK_THROWS_AS(plan({{0, 1, infinite}}), InvalidInput);
    CHECK_THROWS_AS(plan({}, {.capacity = -1}), InvalidOption);
    CHECK_THROWS_AS(plan({}, {.spread = 1}), InvalidOption);
    CHECK_THROWS_AS(plan({}, {.spread = nan}), InvalidOption);
    CHECK_THROWS_AS(plan({}, {.effort = -1}), InvalidOption);
    CHECK_THROWS_AS(plan({}, {.capacities = {1, 2}}), InvalidInput);
    CHECK_THROWS_AS(plan({}, {.capacities = {1, 2, -1}}), InvalidInput);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(plan({{0, 1, 1}}, {.execution = {.stop = stop.get_token()}}), Cancelled);
}
