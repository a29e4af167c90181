#include <tertius/clusters/match_partitions.hpp>

#include "support/census.hpp"

#include <tertius/graph/random.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;
using Change = ClusterChange;

namespace {

Census random_census(std::uint64_t seed)
{
    Random random(seed);
    Census result;
    std::vector<std::uint32_t> labels;
    for (std::uint64_t id = 0; id < 60; ++id) {
        if (random.unit() < 0.2) continue;
        result.ids.push_back(id * 1000003);
        labels.push_back(static_cast<std::uint32_t>(random.below(3) == 0 ? id % 7 : id / 9));
    }
    result.partition = Partition(labels);
    return result;
}

std::set<std::uint64_t> people_of(const Census& census, ClusterId cluster)
{
    std::set<std::uint64_t> result;
    for (PersonId person = 0; person < census.partition.size(); ++person)
        if (census.partition[person] == cluster) result.insert(census.ids[person]);
    return result;
}

double overlap_by_definition(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b)
{
    std::vector<std::uint64_t> both;
    std::vector<std::uint64_t> either;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    std::ranges::set_union(a, b, std::back_inserter(either));
    return static_cast<double>(both.size()) / static_cast<double>(either.size());
}

std::vector<Change> changes(const PartitionMatch& match)
{
    std::vector<Change> result;
    for (const auto& event : match.events) result.push_back(event.change);
    return result;
}

}  // namespace

TEST_CASE("a cluster that gains one of five people has continued and grown", "[match_partitions]")
{
    const auto match = match_partitions(census({{1, 2, 3, 4}}), census({{4, 3, 2, 1, 9}}));
    REQUIRE(match.events.size() == 1);
    const auto& event = match.events[0];
    CHECK(event.change == Change::continued);
    CHECK(event.before == std::vector<ClusterId>{0});
    CHECK(event.after == std::vector<ClusterId>{0});
    CHECK(event.overlaps == std::vector{0.8});  // 4 of 5
    CHECK(event.growth == Approx(0.25));        // 5 over 4
    CHECK(match.carried_on == std::vector<ClusterId>{0});
    CHECK(match_partitions(census({{1, 2, 3, 4, 9}}), census({{1, 2, 3, 4}})).events[0].growth == Approx(-0.2));
}

TEST_CASE("a cluster in three equal parts has split, and the first part carries it on", "[match_partitions]")
{
    // Each part shares 2 of 6: 1/3, above 0.3.
    const auto match = match_partitions(census({{1, 2, 3, 4, 5, 6}}), census({{1, 2}, {3, 4}, {5, 6}}));
    REQUIRE(changes(match) == std::vector{Change::split});
    CHECK(match.events[0].after == std::vector<ClusterId>{0, 1, 2});
    CHECK(match.events[0].overlaps == std::vector<double>(3, 1.0 / 3));
    CHECK(match.events[0].growth == 0);
    CHECK(match.carried_on == std::vector<ClusterId>{0, no_cluster, no_cluster});
}

TEST_CASE("the larger part of a split comes first and carries the cluster on", "[match_partitions]")
{
    // 2 of 5 and 3 of 5; a newcomer beside the larger part: 3 of 6.
    const auto match = match_partitions(census({{1, 2, 3, 4, 5}}), census({{1, 2}, {3, 4, 5, 9}}));
    REQUIRE(changes(match) == std::vector{Change::split});
    CHECK(match.events[0].after == std::vector<ClusterId>{1, 0});
    CHECK(match.events[0].overlaps == std::vector{0.5, 0.4});
    CHECK(match.events[0].growth == Approx(0.2));  // 6 over 5
    CHECK(match.carried_on == std::vector<ClusterId>{no_cluster, 0});
}

TEST_CASE("two clusters that become one have merged", "[match_partitions]")
{
    // 3 of 5 and 2 of 5.
    const auto match = match_partitions(census({{1, 2}, {3, 4, 5}}), census({{1, 2, 3, 4, 5}}));
    REQUIRE(changes(match) == std::vector{Change::merged});
    CHECK(match.events[0].before == std::vector<ClusterId>{1, 0});
    CHECK(match.events[0].after == std::vector<ClusterId>{0});
    CHECK(match.events[0].overlaps == std::vector{0.6, 0.4});
    CHECK(match.events[0].growth == 0);
    CHECK(match.carried_on == std::vector<ClusterId>{1});
}

TEST_CASE("whose people have gone has died, whose people are new was born", "[match_partitions]")
{
    const auto match = match_partitions(census({{1, 2, 3}, {4, 5, 6}}), census({{4, 5, 6}, {7, 8}}));
    REQUIRE(changes(match) == std::vector{Change::died, Change::continued, Change::born});
    CHECK(match.events[0].before == std::vector<ClusterId>{0});
    CHECK(match.events[0].after.empty());
    CHECK(match.events[0].overlaps.empty());
    CHECK(std::isnan(match.events[0].growth));
    CHECK(match.events[2].before.empty());
    CHECK(match.events[2].after == std::vector<ClusterId>{1});
    CHECK(std::isnan(match.events[2].growth));
    CHECK(match.carried_on == std::vector<ClusterId>{1, no_cluster});
}

TEST_CASE("people scattered too thinly carry nothing on", "[match_partitions]")
{
    // Quarters overlap by 1/4, below 0.3: one end and four beginnings. At 0.25 it is a split.
    const auto before = census({{1, 2, 3, 4}});
    const auto after = census({{1}, {2}, {3}, {4}});
    CHECK(changes(match_partitions(before, after)) ==
          std::vector{Change::died, Change::born, Change::born, Change::born, Change::born});
    CHECK(changes(match_partitions(before, after, {.overlap = 0.25})) == std::vector{Change::split});
}

TEST_CASE("a cluster may be part of a split and of a merger", "[match_partitions]")
{
    // {1..6} gives {1,2,3} and, with {7,8,9}, {4,...,9}: 3/6 and 3/9 = 1/3; {7,8,9} in {4,...,9}: 3/6.
    const auto match =
        match_partitions(census({{1, 2, 3, 4, 5, 6}, {7, 8, 9}}), census({{1, 2, 3}, {4, 5, 6, 7, 8, 9}}));
    REQUIRE(changes(match) == std::vector{Change::split, Change::merged});
    CHECK(match.events[0].before == std::vector<ClusterId>{0});
    CHECK(match.events[0].after == std::vector<ClusterId>{0, 1});
    CHECK(match.events[1].before == std::vector<ClusterId>{1, 0});
    CHECK(match.events[1].after == std::vector<ClusterId>{1});
    CHECK(match.carried_on == std::vector<ClusterId>{0, 1});
}

TEST_CASE("an overlap as large as asked for is enough", "[match_partitions]")
{
    // 3 of 10.
    const auto before = census({{0, 1, 2, 3, 4, 5}});
    const auto after = census({{3, 4, 5, 6, 7, 8, 9}});
    CHECK(changes(match_partitions(before, after)) == std::vector{Change::continued});
    CHECK(changes(match_partitions(before, after, {.overlap = 0.31})) == std::vector{Change::died, Change::born});
}

TEST_CASE("nothing changes between a partition and itself, in whatever order the people stand", "[match_partitions]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto before = random_census(seed);
        std::vector<PersonId> order(before.ids.size());
        std::iota(order.begin(), order.end(), PersonId{0});
        Random(seed).shuffle(std::span(order));
        Census after;
        std::vector<std::uint32_t> labels;
        for (const PersonId person : order) {
            after.ids.push_back(before.ids[person]);
            labels.push_back(before.partition[person]);
        }
        after.partition = Partition(labels);
        const auto match = match_partitions(before, after, {.overlap = 1});
        for (const auto& event : match.events) {
            CHECK(event.change == Change::continued);
            CHECK(event.growth == 0);
            CHECK(people_of(before, event.before[0]) == people_of(after, event.after[0]));
        }
        CHECK(match.events.size() == before.partition.count());
    }
}

TEST_CASE("events are what their definition says, over all pairs of clusters", "[match_partitions]")
{
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const auto before = random_census(seed);
        const auto after = random_census(seed + 1);
        const double least = 0.1 + 0.1 * static_cast<double>(seed % 4);
        std::set<std::pair<ClusterId, ClusterId>> expected;
        std::vector<int> partners_before(before.partition.count());
        std::vector<int> partners_after(after.partition.count());
        for (ClusterId a = 0; a < before.partition.count(); ++a)
            for (ClusterId b = 0; b < after.partition.count(); ++b)
                if (overlap_by_definition(people_of(before, a), people_of(after, b)) >= least) {
                    expected.insert({a, b});
                    ++partners_before[a];
                    ++partners_after[b];
                }
        const auto match = match_partitions(before, after, {.overlap = least});
        std::set<std::pair<ClusterId, ClusterId>> found;
        std::set<ClusterId> told_before;
        std::set<ClusterId> told_after;
        for (const auto& event : match.events) {
            CHECK(std::ranges::is_sorted(event.overlaps, std::greater<>()));
            for (const ClusterId a : event.before) {
                told_before.insert(a);
                if (event.change == Change::died) CHECK(partners_before[a] == 0);
                if (event.change == Change::split) CHECK(partners_before[a] > 1);
                if (event.change == Change::continued) CHECK(partners_before[a] == 1);
                for (const ClusterId b : event.after) found.insert({a, b});
            }
            for (const ClusterId b : event.after) {
                told_after.insert(b);
                if (event.change == Change::born) CHECK(partners_after[b] == 0);
                if (event.change == Change::merged) CHECK(partners_after[b] > 1);
                if (event.change == Change::continued) CHECK(partners_after[b] == 1);
            }
        }
        CHECK(found == expected);
        CHECK(told_before.size() == before.partition.count());
        CHECK(told_after.size() == after.partition.count());
        std::set<ClusterId> carried;
        for (ClusterId b = 0; b < after.partition.count(); ++b) {
            if (match.carried_on[b] == no_cluster) continue;
            CHECK(expected.contains({match.carried_on[b], b}));
            CHECK(carried.insert(match.carried_on[b]).second);
        }
    }
}

TEST_CASE("nobody before or after are births and deaths", "[match_partitions]")
{
    CHECK(changes(match_partitions(Census(), census({{1}, {2}}))) == std::vector{Change::born, Change::born});
    CHECK(changes(match_partitions(census({{1, 2}}), Census())) == std::vector{Change::died});
    CHECK(match_partitions(Census(), Census()).events.empty());
}

TEST_CASE("events are the same on any number of threads", "[match_partitions]")
{
    Census before;
    std::vector<std::uint32_t> labels;
    for (std::uint64_t id = 0; id < 20000; ++id) {
        before.ids.push_back(Random::mix(id));
        labels.push_back(static_cast<std::uint32_t>(id / 50));
    }
    before.partition = Partition(labels);
    Census after = before;
    std::ranges::reverse(after.ids);
    const auto once = match_partitions(before, after, {.execution = {.threads = 1}});
    for (const int threads : {2, 3, 4, 8})
        CHECK(match_partitions(before, after, {.execution = {.threads = threads}}).carried_on == once.carried_on);
}

TEST_CASE("a census that cannot be, and an overlap that cannot be, are refused", "[match_partitions]")
{
    const auto good = census({{1, 2}, {3}});
    CHECK_THROWS_AS(match_partitions(good, census({{1, 2}, {1}})), InvalidInput);
    CHECK_THROWS_AS(match_partitions({{1, 2}, Partition::singletons(3)}, good), InvalidInput);
    for (const double overlap : {0.0, -0.1, 1.01, std::nan("")})
        CHECK_THROWS_AS(match_partitions(good, good, {.overlap = overlap}), InvalidOption);
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(match_partitions(good, good, {.execution = {.stop = source.get_token()}}), Cancelled);
}
