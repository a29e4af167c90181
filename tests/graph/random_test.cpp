#include <catch2/catch_test_macros.hpp>

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <vector>

using namespace tertius;

TEST_CASE("a seed gives the numbers that the published SplitMix64 gives", "[graph][random]")
{
    // The test vector that goes round with the generator: seed 1234567, the first five numbers.
    Random random(1234567);
    for (const std::uint64_t expected : {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                         4593380528125082431U, 16408922859458223821U})
        CHECK(random() == expected);
}

TEST_CASE("a number below a bound is the drawn one, scaled down", "[graph][random]")
{
    // 6457827717110365317 / 2^64 = 0.35007..., times 10 is 3.5; 3203168211198807973 / 2^64 = 0.1736..., times
    // 10 is 1.7.
    Random random(1234567);
    CHECK(random.below(10) == 3);
    CHECK(random.below(10) == 1);
    CHECK(random.below(1) == 0);
}

TEST_CASE("every number below a bound comes up about equally often", "[graph][random]")
{
    // 7000 draws of 7 numbers: 1000 each, standard deviation sqrt(7000 * 1/7 * 6/7) = 29.3; five of them
    // allowed.
    Random random(5);
    std::array<int, 7> seen{};
    for (int draw = 0; draw < 7000; ++draw) ++seen.at(random.below(7));
    for (const int times : seen) CHECK((times > 853 && times < 1147));
}

TEST_CASE("a unit number is at least 0, below 1, and half the time below one half", "[graph][random]")
{
    Random random(6);
    int low = 0;
    for (int draw = 0; draw < 10000; ++draw) {
        const double number = random.unit();
        REQUIRE((number >= 0 && number < 1));
        if (number < 0.5) ++low;
    }
    CHECK((low > 4750 && low < 5250));  // standard deviation 50
}

TEST_CASE("a shuffle keeps everybody, and every order of three people comes up", "[graph][random]")
{
    Random random(7);
    std::map<std::vector<int>, int> seen;
    for (int draw = 0; draw < 6000; ++draw) {
        std::vector<int> people{0, 1, 2};
        random.shuffle(std::span(people));
        ++seen[people];
    }
    REQUIRE(seen.size() == 6);
    // 1000 each, standard deviation sqrt(6000 * 1/6 * 5/6) = 28.9; five of them allowed.
    for (const auto& [order, times] : seen) {
        CHECK(std::ranges::is_permutation(order, std::vector{0, 1, 2}));
        CHECK((times > 855 && times < 1145));
    }
}

TEST_CASE("the same seed shuffles alike, another seed differently", "[graph][random]")
{
    const auto shuffled = [](std::uint64_t seed) {
        std::vector<int> people(20);
        std::iota(people.begin(), people.end(), 0);
        Random(seed).shuffle(std::span(people));
        return people;
    };
    CHECK(shuffled(1) == shuffled(1));
    CHECK(shuffled(1) != shuffled(2));
}

TEST_CASE("shuffling nobody or one person draws nothing", "[graph][random]")
{
    Random random(8);
    std::vector<int> people;
    random.shuffle(std::span(people));
    people.push_back(4);
    random.shuffle(std::span(people));
    CHECK(people == std::vector{4});
    CHECK(random() == Random(8)());
}

TEST_CASE("mixing gives neighbouring numbers different hashes", "[graph][random]")
{
    STATIC_CHECK(Random::mix(0) == 0);
    // Half of the 64 bits change on average between neighbours, with a standard deviation of 4 for each pair.
    int changed = 0;
    for (std::uint64_t number = 1; number <= 1000; ++number)
        changed += std::popcount(Random::mix(number) ^ Random::mix(number + 1));
    CHECK((changed > 31000 && changed < 33000));
}
