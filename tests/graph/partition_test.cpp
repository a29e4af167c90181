#include <tertius/graph/partition.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

using namespace tertius;

TEST_CASE("clusters are numbered by their first person, gaps closed", "[graph]")
{
    const std::vector<std::uint32_t> labels{7, 3, 7, 9, 3};
    const Partition partition(labels);
    CHECK(partition.count() == 3);
    CHECK(std::ranges::equal(partition.labels(), std::vector<ClusterId>{0, 1, 0, 2, 1}));
    CHECK(std::ranges::equal(partition.sizes(), std::vector<PersonId>{2, 2, 1}));
    CHECK(partition.members() == std::vector<std::vector<PersonId>>{{0, 2}, {1, 4}, {3}});
}

TEST_CASE("partitions that group people alike are equal, whatever the labels", "[graph]")
{
    const std::vector<std::uint32_t> small{1, 1, 0};
    const std::vector<std::uint32_t> huge{4'000'000'000U, 4'000'000'000U, 17};
    const std::vector<std::uint32_t> other{0, 1, 1};
    CHECK(Partition(small) == Partition(huge));
    CHECK_FALSE(Partition(small) == Partition(other));
}

TEST_CASE("everybody alone, and nobody at all", "[graph]")
{
    CHECK(Partition::singletons(4).count() == 4);
    CHECK(Partition().count() == 0);
    CHECK(Partition(std::vector<std::uint32_t>{}) == Partition());
}

TEST_CASE("a partition of other people is refused", "[graph]")
{
    CHECK_NOTHROW(require_partition(4, Partition::singletons(4)));
    CHECK_THROWS_AS(require_partition(5, Partition::singletons(4)), InvalidInput);
}
