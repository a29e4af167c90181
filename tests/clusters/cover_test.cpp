#include <tertius/clusters/cover.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

using namespace tertius;

namespace {

using Ids = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("a person who wears two hats is in two circles", "[cover]")
{
    // 0, 1 and 2 in the circle called 7; 2 and 3 in the one called 4.
    const Cover cover(4, Ids{3, 2, 0, 2, 1}, Ids{4, 4, 7, 7, 7});
    CHECK(cover.size() == 4);
    CHECK(cover.count() == 2);
    CHECK(cover.membership_count() == 5);
    CHECK(std::ranges::equal(cover.people(0), Ids{0, 1, 2}));
    CHECK(std::ranges::equal(cover.people(1), Ids{2, 3}));
    CHECK(std::ranges::equal(cover.circles(2), Ids{0, 1}));
    CHECK(std::ranges::equal(cover.circles(3), Ids{1}));
}

TEST_CASE("covers that group people alike are equal, whatever the labels and the order of the rows", "[cover]")
{
    const Cover cover(3, Ids{0, 1, 1, 2}, Ids{0, 0, 1, 1});
    CHECK(cover == Cover(3, Ids{2, 1, 0, 1}, Ids{5, 5, 4'000'000'000U, 4'000'000'000U}));
    CHECK(cover == Cover(3, Ids{0, 1, 1, 2, 2, 1}, Ids{0, 0, 1, 1, 1, 1}));  // a row told twice
    CHECK_FALSE(cover == Cover(3, Ids{0, 1, 2}, Ids{0, 0, 1}));
    CHECK_FALSE(Cover(1, Ids{0}, Ids{0}) == Cover());
}

TEST_CASE("two circles of the same people are one", "[cover]")
{
    Ids labels{8, 8, 9, 9, 3};
    const auto cover = Cover::numbered(3, Ids{0, 1, 1, 0, 2}, labels);
    CHECK(cover.count() == 2);
    CHECK(labels == Ids{0, 0, 0, 0, 1});
}

TEST_CASE("circles are numbered by their lists of people, the shorter of two that begin alike first", "[cover]")
{
    Ids labels{0, 0, 0, 1, 1, 2};
    const auto cover = Cover::numbered(3, Ids{0, 1, 2, 0, 1, 1}, labels);
    CHECK(labels == Ids{1, 1, 1, 0, 0, 2});
    CHECK(std::ranges::equal(cover.circles(1), Ids{0, 1, 2}));
}

TEST_CASE("a partition is a cover whose circles do not overlap, numbered alike", "[cover]")
{
    const Partition partition(Ids{7, 3, 7, 9, 3});
    const Cover cover(partition);
    CHECK(cover.count() == partition.count());
    for (PersonId person = 0; person < 5; ++person)
        CHECK(std::ranges::equal(cover.circles(person), Ids{partition[person]}));
}

TEST_CASE("nobody, in no circle", "[cover]")
{
    CHECK(Cover().size() == 0);
    CHECK(Cover().count() == 0);
    CHECK(Cover(0, {}, {}) == Cover());
}

TEST_CASE("rows that make no cover are refused", "[cover]")
{
    const auto code_of = [](PersonId size, const Ids& people, const Ids& circles) {
        try {
            (void)Cover(size, people, circles);
        } catch (const InvalidInput& error) {
            return error.code();
        }
        return std::string("none");
    };
    CHECK(code_of(2, {0, 1}, {0}) == "cover.columns");
    CHECK(code_of(2, {0, 2}, {0, 0}) == "cover.person_range");
    CHECK(code_of(2, {0, 0}, {0, 1}) == "cover.no_circle");
    CHECK(code_of(2, {0, 1}, {0, 1}) == "none");
    CHECK_THROWS_AS(require_same_people(Cover(), Cover(Partition::singletons(1))), InvalidInput);
    CHECK_NOTHROW(require_same_people(Cover(), Cover()));
}
