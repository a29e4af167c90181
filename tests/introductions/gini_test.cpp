#include <tertius/introductions/gini.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <vector>

using namespace tertius;
using Catch::Matchers::WithinAbs;

namespace {

double gini_of(std::vector<std::size_t> counts)
{
    return gini(counts);
}

}  // namespace

TEST_CASE("what all have alike is spread evenly, what one has alone is not", "[introductions][gini]")
{
    CHECK(gini_of({3, 3, 3}) == 0);
    // Ranks 1 to 4 weigh -3, -1, 1, 3: 3 * 8 / (4 * 8).
    CHECK_THAT(gini_of({0, 8, 0, 0}), WithinAbs(0.75, 1e-15));
    // (-2 * 1 + 0 * 2 + 2 * 3) / (3 * 6).
    CHECK_THAT(gini_of({2, 1, 3}), WithinAbs(4.0 / 18, 1e-15));
}

TEST_CASE("counts in another unit are spread alike", "[introductions][gini]")
{
    CHECK_THAT(gini_of({20, 10, 30, 70}), WithinAbs(gini_of({2, 1, 3, 7}), 1e-15));
}

TEST_CASE("of nothing there is no spread", "[introductions][gini]")
{
    CHECK(std::isnan(gini_of({})));
    CHECK(std::isnan(gini_of({0, 0})));
}
