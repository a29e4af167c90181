#include <tertius/strength/tie_histories.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
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
        CHECK(other == expected);
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

namespace {

/// Contacts by definition: each row counts the rows of its sender and time, then all are sorted.
std::vector<Contact> contacts_by_definition(const Interactions& log)
{
    std::map<std::pair<PersonId, Time>, int> recipients;
    for (std::size_t row = 0; row < log.time.size(); ++row) ++recipients[{log.from[row], log.time[row]}];
    std::vector<Contact> result;
    for (std::size_t row = 0; row < log.time.size(); ++row) {
        const auto [low, high] = std::minmax(log.from[row], log.to[row]);
        const auto share = 1.0F / static_cast<float>(recipients[{log.from[row], log.time[row]}]);
        result.push_back({low, high, log.time[row], log.from[row] == low, share});
    }
    std::ranges::sort(result);
    return result;
}

/// A log of many contacts, `lopsided` of them sent by person 0, times drawn from few (so that messages have several
/// recipients) or many, and in no order.
Interactions random_log(std::size_t rows, PersonId people, double lopsided, std::uint64_t moments, std::uint64_t seed)
{
    Random random(seed);
    Interactions log;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto from = random.unit() < lopsided ? 0 : static_cast<PersonId>(random.below(people));
        log.from.push_back(from);
        log.to.push_back(static_cast<PersonId>((from + 1 + random.below(people - 1)) % people));
        log.time.push_back(static_cast<Time>(random.below(moments)) - 1000);
    }
    return log;
}

}  // namespace

TEST_CASE("contacts are those that counting and sorting give, few or many, of all or of one", "[strength]")
{
    for (const std::size_t rows : {1, 5, 30, 3000, 200'000})
        for (const PersonId people : {2U, 60U, 3000U})
            for (const double lopsided : {0.0, 0.9})
                for (const std::uint64_t moments : {50U, 2'000'000'000U}) {
                    const auto log = random_log(rows, people, lopsided, moments, rows + people);
                    REQUIRE(contacts(log) == contacts_by_definition(log));
                }
}

TEST_CASE("more contacts of one pair than one thread sorts are sorted by all", "[strength]")
{
    const auto log = random_log(1'500'000, 2, 0, 1'000'000'000, 3);
    const auto found = contacts(log, {.threads = 4});
    CHECK(std::ranges::is_sorted(found));
    CHECK(tie_histories(log, 2'000'000'000)[0].history.count() == log.time.size());
}

TEST_CASE("straight from a log histories are those of its contacts", "[strength]")
{
    const auto log = random_log(100'000, 500, 0.3, 40'000'000, 8);
    for (const Time at : {-2000, 0, 20'000'000, 50'000'000})
        CHECK(tie_histories(log, at) == tie_histories(contacts(log), at));
    CHECK(tie_histories(Interactions{}, 5).empty());
}

TEST_CASE("each history is what recording its pair's contacts one by one gives", "[strength]")
{
    const auto log = random_log(60'000, 100, 0.1, 300'000, 4);
    std::map<std::pair<PersonId, PersonId>, TieHistory> expected;
    for (const Contact& contact : contacts_by_definition(log))
        expected[{contact.low, contact.high}].record(contact.time, contact.forward, contact.share);
    const auto found = tie_histories(log, 1'000'000, {.threads = 2});
    REQUIRE(found.size() == expected.size());
    for (const HistoryOfPair& pair : found) CHECK(pair.history == expected[{pair.low, pair.high}]);
}

TEST_CASE("the people with the highest numbers and times far apart are sorted, too", "[strength]")
{
    constexpr Time latest = std::numeric_limits<Time>::max();
    Interactions log;
    for (std::size_t copy = 0; copy < 40; ++copy)
        for (const Time time : {latest, no_time + 1, Time{0}}) {
            log.from.push_back(copy % 2 == 0 ? nobody - 1 : 3);
            log.to.push_back(copy % 2 == 0 ? 3 : nobody - 1);
            log.time.push_back(time);
        }
    CHECK(contacts(log) == contacts_by_definition(log));
}
