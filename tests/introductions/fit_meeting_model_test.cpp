#include "support/logs.hpp"

#include <tertius/introductions/fit_meeting_model.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <limits>
#include <tuple>

using namespace tertius;

namespace {

/// Chains of trust: each day two people who share a contact meet, always the pair with the most shared contacts of
/// some that are looked at.
std::vector<test::Event> closing_log(PersonId size, std::uint64_t seed)
{
    Random random(seed);
    std::vector<std::vector<bool>> known(size, std::vector<bool>(size));
    std::vector<test::Event> events;
    const auto meet = [&](PersonId a, PersonId b, Time time) {
        known[a][b] = known[b][a] = true;
        events.push_back({a, b, time});
    };
    for (PersonId person = 1; person < size; ++person)
        meet(person, static_cast<PersonId>(random.below(person)), static_cast<Time>(person) * 100);
    for (Time step = 0; step < 6 * size; ++step) {
        std::tuple<int, PersonId, PersonId> best{0, 0, 0};
        for (int look = 0; look < 20; ++look) {
            const auto a = static_cast<PersonId>(random.below(size));
            const auto b = static_cast<PersonId>(random.below(size));
            if (a == b || known[a][b]) continue;
            int shared = 0;
            for (PersonId m = 0; m < size; ++m) shared += known[a][m] && known[m][b] ? 1 : 0;
            best = std::max(best, std::tuple(shared, a, b));
        }
        const auto [shared, a, b] = best;
        if (shared > 0) meet(a, b, (size + step) * test::day / 4);
    }
    return events;
}

}  // namespace

TEST_CASE("a lesson holds whom people met among those they could have met", "[introductions][fit_meeting_model]")
{
    // 0 - 1 - 2, 0 - 3 - 4 seen; then 0 meets 2, whom 1 shares, and 5, whom nobody shares.
    const Interactions log =
        test::log_of({{0, 1, 10}, {1, 2, 20}, {0, 3, 30}, {3, 4, 40}, {0, 2, 60}, {0, 5, 70}, {0, 4, 900}});
    const auto lesson = meeting_lesson(contacts(log), {}, 6, {50, 100});
    REQUIRE(lesson.size() == 2);                                // 0 and 2
    CHECK(lesson[0].chosen == std::vector<bool>{true, false});  // 2, not 4
    CHECK(lesson[1].chosen == std::vector<bool>{true});         // 0
    CHECK(lesson[0].log_count.isZero());
}

TEST_CASE("a network's past of closing triads raises what speaks for shared contacts",
          "[introductions][fit_meeting_model]")
{
    const PersonId size = 80;
    const auto events = closing_log(size, 4);
    const auto known = contacts(test::log_of(events));
    MeetingModel nothing;
    const Time at = events.back().time;
    const MeetingRefinement fit = refined(nothing, known, {}, size, at, 60.0 * test::day);
    CHECK(fit.stretches == 4);
    CHECK(fit.people > 40);
    CHECK(fit.model.weight[0] > .05);
    CHECK(std::ranges::min(fit.model.weight) >= 0);
    CHECK(fit.model.weight[0] == std::ranges::max(fit.model.weight));
    // A horizon of hours hardly moves the weights.
    const MeetingRefinement hours = refined(nothing, known, {}, size, at, .1 * test::day);
    CHECK(hours.model.weight[0] < .02 * fit.model.weight[0]);
}

TEST_CASE("a network without a past keeps the shipped weights", "[introductions][fit_meeting_model]")
{
    const auto quiet = fit_meeting_model(test::network_of(3, {{0, 1, 5}}));
    CHECK(quiet.stretches == 0);
    CHECK(quiet.model.weight == shipped_meeting_model(90).weight);
    CHECK(fit_meeting_model(Network()).model.weight == shipped_meeting_model(90).weight);
}

TEST_CASE("fitting is the same for any number of threads, and refuses a horizon of nothing",
          "[introductions][fit_meeting_model]")
{
    const Network network = test::network_of(80, closing_log(80, 9));
    const auto one = fit_meeting_model(network, {.execution = {.threads = 1}});
    const auto three = fit_meeting_model(network, {.execution = {.threads = 3}});
    CHECK(one.model.weight == three.model.weight);
    for (const double horizon :
         {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(fit_meeting_model(network, {.horizon_days = horizon}), InvalidOption);
}

TEST_CASE("weights for logs in general are the same however long a lesson is", "[introductions][fit_meeting_model]")
{
    const auto events = closing_log(60, 2);
    const auto known = contacts(test::log_of(events));
    const Time middle = events[events.size() * 3 / 4].time;
    const auto lesson = meeting_lesson(known, {}, 60, {middle, static_cast<double>(events.back().time - middle)});
    auto twice = lesson;
    twice.insert(twice.end(), lesson.begin(), lesson.end());
    const auto once = fit_meeting_model({{lesson}}).weight;
    const auto same = fit_meeting_model({{twice}}).weight;
    for (std::size_t column = 0; column < once.size(); ++column)
        CHECK(once[column] == Catch::Approx(same[column]).margin(1e-4));
}
