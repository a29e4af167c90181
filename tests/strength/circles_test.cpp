#include <tertius/strength/circles.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <utility>
#include <vector>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

HistoryOfPair stated(PersonId low, PersonId high, float weight)
{
    HistoryOfPair pair;
    pair.low = low;
    pair.high = high;
    pair.stated_forward = weight;
    return pair;
}

/// Recorded weights alone: 0 and 1 have 3, 0 and 2 have 2, 1 and 2 have 1, 2 and 3 have 4.
Circles office()
{
    static const std::vector<HistoryOfPair> pairs{stated(0, 1, 3), stated(0, 2, 2), stated(1, 2, 1), stated(2, 3, 4)};
    return {4, pairs, 100, 100, 50};
}

}  // namespace

TEST_CASE("recorded weights count as contacts of everybody at all times", "[strength]")
{
    const Circles circles = office();
    CHECK(circles.activity(0).contacts == std::array{5.0, 5.0, 5.0});
    CHECK(circles.activity(2).contacts == std::array{7.0, 7.0, 7.0});
    CHECK(circles.alters(2) == 3);
    CHECK(circles.tied(1, 0));
    CHECK_FALSE(circles.tied(0, 3));
}

TEST_CASE("how active alters are leaves out what they have with the person asked about", "[strength]")
{
    const Circles circles = office();
    CHECK(circles.activity(3).alters_activity == Approx(std::log(1 + 7 - 4)));
    // 0 knows 1, who has 4 contacts, 3 of them with 0, and 2, who has 7, 2 of them.
    CHECK(circles.activity(0).alters_activity == Approx((std::log(1 + 4 - 3) + std::log(1 + 7 - 2)) / 2));
}

TEST_CASE("the one whom two have in common counts by rarity, activity and paths", "[strength]")
{
    const SharedCircle shared = office().shared(0, 1);
    CHECK(shared.count == 1);
    CHECK(shared.rare == Approx(1 / std::log(1 + 3)));
    CHECK(shared.active == Approx(std::log(1 + 2) * std::log(1 + 1)));
    // 0 gives 2 of 5 contacts to 2, who gives 1 of 7 to 1; 1 gives 1 of 4 to 2, who gives 2 of 7 to 0.
    CHECK(shared.paths == Approx(2 / 5.2 * (1 / 7.2) + 1 / 4.2 * (2 / 7.2)));
    CHECK(office().shared(1, 0).paths == Approx(shared.paths));
    CHECK(office().shared(0, 3).count == 1);
}

TEST_CASE("a tie of weight 0 is no tie in anybody's circle", "[strength]")
{
    const std::vector<HistoryOfPair> pairs{stated(0, 1, 3), stated(0, 2, 0)};
    const Circles circles(3, pairs, 100, 100, 50);
    CHECK(circles.alters(0) == 1);
    CHECK_FALSE(circles.tied(0, 2));
}

TEST_CASE("silences and alters lately are read from the log, in horizons", "[strength]")
{
    const auto network = test::network_of(3, {{0, 1, 0}, {1, 2, 10 * day}, {0, 2, 15 * day}});
    const auto histories = tie_histories(contacts(network.interactions()), 20 * day);
    const Circles circles(3, histories, 0, 20 * day, 10.0 * day);
    CHECK(circles.activity(0).silence == Approx(.5));
    CHECK(circles.activity(1).silence == Approx(1));
    CHECK(circles.activity(1).alters_lately == Approx(std::exp2(-8) + std::exp2(-4)));
    // Both 0 and 1 met 2, the longer ago of the two 10 days.
    CHECK(circles.shared(0, 1).silence == Approx(1));
    CHECK(Circles(4, histories, 0, 20 * day, 10.0 * day).activity(3).silence == Approx(2));  // never met anybody
}

TEST_CASE("a supposed contact is seen as if it were on record, and taken back without a trace", "[strength]")
{
    const auto log = test::office_log(12, 8);
    constexpr Time at = 380 * day;
    auto histories = tie_histories(contacts(test::log_of(log)), at);
    const auto tie = histories.size() / 2;
    const HistoryOfPair before = histories[tie];
    const auto [low, high] = std::pair(before.low, before.high);
    Circles circles(12, histories, 0, at, 30.0 * day);
    const auto shared_before = circles.shared(low, high);
    const auto activity_before = circles.activity(low);

    histories[tie].history.record(at, true, 1);
    const auto was = circles.suppose(before, histories[tie]);
    const Circles twin(12, histories, 0, at, 30.0 * day);
    for (const PersonId person : {low, high}) {
        const Activity& supposed = circles.activity(person);
        for (std::size_t place = 0; place < supposed.contacts.size(); ++place)
            CHECK(supposed.contacts[place] == Approx(twin.activity(person).contacts[place]));
        CHECK(supposed.alters_lately == Approx(twin.activity(person).alters_lately));
        CHECK(supposed.alters_activity == Approx(twin.activity(person).alters_activity));
        CHECK(supposed.silence == 0);
    }
    CHECK(circles.shared(low, high).paths == Approx(twin.shared(low, high).paths));

    circles.take_back(before, was);
    CHECK(circles.shared(low, high).paths == shared_before.paths);
    CHECK(circles.activity(low).contacts == activity_before.contacts);
    CHECK(circles.activity(low).silence == activity_before.silence);
}
