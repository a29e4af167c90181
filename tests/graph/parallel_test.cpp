#include <tertius/graph/parallel.hpp>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <cmath>
#include <numeric>
#include <vector>

using namespace tertius;

TEST_CASE("every item is visited once, by any number of threads", "[graph][parallel]")
{
    for (const int threads : {0, 1, 2, 3, 4, 8}) {
        std::vector<int> visits(10'007, 0);
        std::atomic<bool> too_long = false;  // what checks is not meant for several threads
        parallel_for({.threads = threads}, visits.size(), 64, [&](std::size_t begin, std::size_t end) {
            if (end - begin > 64) too_long = true;
            for (std::size_t item = begin; item < end; ++item) ++visits[item];
        });
        CHECK(std::ranges::count(visits, 1) == 10'007);
        CHECK_FALSE(too_long);
    }
}

TEST_CASE("a sum of fractions has the same bits for any number of threads", "[graph][parallel]")
{
    const auto sum = [](int threads) {
        return deterministic_reduce(
            {.threads = threads}, 100'000, 128, 0.0,
            [](std::size_t begin, std::size_t end) {
                double part = 0;
                for (std::size_t item = begin; item < end; ++item) part += 1.0 / (1.0 + static_cast<double>(item));
                return part;
            },
            std::plus<>{});
    };
    const double one = sum(1);
    for (const int threads : {0, 2, 3, 4, 8}) CHECK(sum(threads) == one);
    CHECK(std::abs(one - (std::log(1e5) + 0.57721566490153286)) < 1e-5);  // harmonic number: ln n + gamma + 1/2n
}

TEST_CASE("sorting by a total order gives one order", "[graph][parallel]")
{
    std::vector<unsigned> items(50'000);
    std::iota(items.begin(), items.end(), 0U);
    for (unsigned& item : items) item = item * 2654435761U;
    auto expected = items;
    std::ranges::sort(expected);
    parallel_sort({.threads = 3}, items.begin(), items.end());
    CHECK(items == expected);
}

TEST_CASE("a call that is asked to stop ends with Cancelled", "[graph][parallel]")
{
    std::stop_source stop;
    std::atomic<int> pieces = 0;
    const Execution execution{.threads = 2, .stop = stop.get_token()};
    CHECK_THROWS_AS(parallel_for(execution, 100'000, 1,
                                 [&](std::size_t, std::size_t) {
                                     if (++pieces == 10) stop.request_stop();
                                 }),
                    Cancelled);
    CHECK(pieces < 100'000);
    CHECK_THROWS_AS(parallel_for(execution, 0, 1, [](std::size_t, std::size_t) {}), Cancelled);
}

TEST_CASE("an error in one thread reaches the caller", "[graph][parallel]")
{
    CHECK_THROWS_AS(parallel_for({}, 1000, 1,
                                 [](std::size_t begin, std::size_t) {
                                     if (begin == 500) throw InvalidInput("test", "item 500");
                                 }),
                    InvalidInput);
}

TEST_CASE("a negative number of threads is refused", "[graph][parallel]")
{
    CHECK_THROWS_AS(parallel_for({.threads = -1}, 10, 1, [](std::size_t, std::size_t) {}), InvalidOption);
}

TEST_CASE("each thread keeps its own working memory", "[graph][parallel]")
{
    std::atomic<int> made = 0;
    PerThread<std::vector<int>> scratch([&] {
        ++made;
        return std::vector<int>(4);
    });
    parallel_for({.threads = 2}, 1000, 10, [&](std::size_t, std::size_t) { scratch.local()[0] += 1; });
    CHECK(made >= 1);
    CHECK(made <= 3);
}
