#include <tertius/strength/tie_histories.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

#include "support/logs.hpp"

using namespace tertius;
using test::Event;

TEST_CASE("a message to three people counts a third to each", "[strength]")
{
    const auto network = test::network_of(4, {{0, 1, 50}, {0, 2, 50}, {0, 3, 50}, {1, 0, 50}});
    const auto found = contacts(network.interactions());
    REQUIRE(found.size() == 4);
    CHECK(found[0] == Contact{0, 1, 50, false, 1});  // false sorts before true
    CHECK(found[1] == Contact{0, 1, 50, true, 1.0F / 3});
    CHECK(found[3].share == 1.0F / 3);
}

TEST_CASE("histories end at the moment asked for", "[strength]")
{
    const auto network = test::network_of(3, {{0, 1, 10}, {1, 2, 20}, {0, 1, 30}});
    const auto seen = contacts(network.interactions());
    CHECK(tie_histories(seen, 5).empty());
    const auto at_20 = tie_histories(seen, 20);
    REQUIRE(at_20.size() == 2);
    CHECK(at_20[0].history.count() == 1);
    CHECK(tie_histories(seen, 30)[0].history.count() == 2);
}

TEST_CASE("the order of rows and the number of threads leave every byte as it is", "[strength]")
{
    auto events = test::office_log(30, 5);
    const auto histories = [](const std::vector<Event>& log, int threads) {
        const auto network = test::network_of(30, log);
        return tie_histories(contacts(network.interactions(), {.threads = threads}), 300 * test::day,
                             {.threads = threads});
    };
    const auto expected = histories(events, 1);
    Random random(1);
    random.shuffle(std::span(events));
    for (const int threads : {2, 3, 8}) {
        const auto other = histories(events, threads);
        REQUIRE(other.size() == expected.size());
        for (std::size_t pair = 0; pair < other.size(); ++pair)
            CHECK(std::memcmp(&other[pair].history, &expected[pair].history, sizeof(TieHistory)) == 0);
    }
}

TEST_CASE("mail has a direction, a log of encounters has none", "[strength]")
{
    const auto at = 365 * test::day;
    const auto mail = test::network_of(20, test::office_log(20, 2));
    CHECK(have_direction(tie_histories(contacts(mail.interactions()), at)));
    auto events = test::office_log(20, 2);
    for (Event& event : events)
        if (event.from > event.to) std::swap(event.from, event.to);
    const auto encounters = test::network_of(20, events);
    CHECK_FALSE(have_direction(tie_histories(contacts(encounters.interactions()), at)));
    CHECK_FALSE(have_direction({}));
}
