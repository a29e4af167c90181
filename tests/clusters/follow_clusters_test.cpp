#include <tertius/clusters/follow_clusters.hpp>

#include "support/census.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Identities = std::vector<std::vector<std::uint32_t>>;

TEST_CASE("a cluster keeps its identity when its number changes", "[follow_clusters]")
{
    const std::vector series{census({{1, 2, 3}, {4, 5, 6}}), census({{4, 5, 6, 7}, {2, 3}}),
                             census({{2, 3}, {5, 6, 7}})};
    // {1,2,3} -> {2,3}: 2 of 3; {4,5,6} -> {4,...,7}: 3 of 4 -> {5,6,7}: 3 of 4.
    CHECK(follow_clusters(series) == Identities{{0, 1}, {1, 0}, {0, 1}});
}

TEST_CASE("the larger part of a split keeps the identity, the smaller begins anew", "[follow_clusters]")
{
    const std::vector series{census({{1, 2, 3, 4, 5}}), census({{1, 2}, {3, 4, 5}}), census({{1, 2}, {3, 4, 5}})};
    CHECK(follow_clusters(series) == Identities{{0}, {1, 0}, {1, 0}});
}

TEST_CASE("of those that merge, the larger lives on", "[follow_clusters]")
{
    const std::vector series{census({{1, 2}, {3, 4, 5}}), census({{1, 2, 3, 4, 5}}), census({{1, 2}, {3, 4, 5}})};
    // What parts again later is new, where the other carries on.
    CHECK(follow_clusters(series) == Identities{{0, 1}, {1}, {2, 1}});
}

TEST_CASE("who meets again after a gap begins anew", "[follow_clusters]")
{
    const std::vector series{census({{1, 2, 3}}), census({{7, 8}}), census({{1, 2, 3}})};
    CHECK(follow_clusters(series) == Identities{{0}, {1}, {2}});
}

TEST_CASE("a cluster may change all its people, one at a time, and stay the same", "[follow_clusters]")
{
    std::vector<Census> series;
    for (std::uint64_t first = 0; first < 20; ++first)
        series.push_back(census({{first + 100, first + 101, first + 102}, {first, first + 1, first + 2}}));
    CHECK(follow_clusters(series) == Identities(20, {0, 1}));
}

TEST_CASE("a series of nothing, of one, and of nobody has its answers", "[follow_clusters]")
{
    CHECK(follow_clusters({}).empty());
    CHECK(follow_clusters(std::vector{census({{1}, {2}})}) == Identities{{0, 1}});
    CHECK(follow_clusters(std::vector{Census(), census({{1}}), Census()}) == Identities{{}, {0}, {}});
    CHECK_THROWS_AS(follow_clusters(std::vector{census({{1}, {1}})}), InvalidInput);
    CHECK_THROWS_AS(follow_clusters(std::vector{Census()}, {.overlap = 0}), InvalidOption);
}

TEST_CASE("identities are the same on any number of threads", "[follow_clusters]")
{
    std::vector<Census> series;
    for (std::uint64_t time = 0; time < 4; ++time) {
        std::vector<std::vector<std::uint64_t>> clusters(40);
        for (std::uint64_t id = 0; id < 4000; ++id) clusters[(id * id / 7 + time * (id % 3)) % 40].push_back(id);
        series.push_back(census(clusters));
    }
    const auto once = follow_clusters(series, {.execution = {.threads = 1}});
    for (const int threads : {2, 3, 4, 8}) CHECK(follow_clusters(series, {.execution = {.threads = threads}}) == once);
}
