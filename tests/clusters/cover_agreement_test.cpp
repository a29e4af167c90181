#include <tertius/clusters/cover_agreement.hpp>

#include <tertius/graph/random.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

using namespace tertius;
using Catch::Approx;

namespace {

using Ids = std::vector<std::uint32_t>;

Cover cover_of(PersonId size, const std::vector<Ids>& circles)
{
    Ids people;
    Ids labels;
    for (std::uint32_t circle = 0; circle < circles.size(); ++circle)
        for (const PersonId person : circles[circle]) {
            people.push_back(person);
            labels.push_back(circle);
        }
    return Cover(size, people, labels);
}

/// Everybody in one to `most` of some circles by chance.
Cover random_cover(PersonId size, std::uint32_t circles, std::uint64_t most, std::uint64_t seed)
{
    Random random(seed);
    Ids people;
    Ids labels;
    for (PersonId person = 0; person < size; ++person)
        for (std::uint64_t hats = 1 + random.below(most); hats > 0; --hats) {
            people.push_back(person);
            labels.push_back(static_cast<std::uint32_t>(random.below(circles)));
        }
    return Cover(size, people, labels);
}

Partition random_partition(PersonId size, std::uint32_t clusters, std::uint64_t seed)
{
    Random random(seed);
    Ids labels(size);
    for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(clusters));
    return Partition(labels);
}

std::size_t shared(const Cover& cover, PersonId a, PersonId b)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        cover.circles(a), [&](CircleId circle) { return std::ranges::binary_search(cover.circles(b), circle); }));
}

/// The formula read aloud, over all pairs of people.
double omega_by_definition(const Cover& a, const Cover& b)
{
    std::map<std::size_t, double> in_a;
    std::map<std::size_t, double> in_b;
    double same = 0;
    double pairs = 0;
    for (PersonId x = 0; x < a.size(); ++x)
        for (PersonId y = x + 1; y < a.size(); ++y) {
            ++pairs;
            ++in_a[shared(a, x, y)];
            ++in_b[shared(b, x, y)];
            same += shared(a, x, y) == shared(b, x, y) ? 1 : 0;
        }
    if (same == pairs) return 1;
    double expected = 0;
    for (const auto& [k, count] : in_a) expected += count * in_b[k] / (pairs * pairs);
    return (same / pairs - expected) / (1 - expected);
}

double h(double count, double people)
{
    return count > 0 ? -count / people * std::log(count / people) : 0;
}

double left_unknown_by_definition(const Cover& of, const Cover& given)
{
    const double n = of.size();
    double total = 0;
    for (CircleId x = 0; x < of.count(); ++x) {
        const auto size = static_cast<double>(of.people(x).size());
        double least = h(size, n) + h(n - size, n);
        for (CircleId y = 0; y < given.count(); ++y) {
            const auto other = static_cast<double>(given.people(y).size());
            const auto both = static_cast<double>(std::ranges::count_if(
                of.people(x), [&](PersonId person) { return std::ranges::binary_search(given.people(y), person); }));
            const double agree = h(both, n) + h(n - size - other + both, n);
            const double differ = h(size - both, n) + h(other - both, n);
            if (agree >= differ) least = std::min(least, agree + differ - h(other, n) - h(n - other, n));
        }
        total += least;
    }
    return total;
}

/// The formula read aloud, over all pairs of circles.
double information_by_definition(const Cover& a, const Cover& b)
{
    const auto entropy = [](const Cover& cover) {
        double total = 0;
        for (CircleId circle = 0; circle < cover.count(); ++circle) {
            const auto size = static_cast<double>(cover.people(circle).size());
            total += h(size, cover.size()) + h(cover.size() - size, cover.size());
        }
        return total;
    };
    const double known =
        (entropy(a) - left_unknown_by_definition(a, b) + entropy(b) - left_unknown_by_definition(b, a)) / 2;
    return known / std::max(entropy(a), entropy(b));
}

double adjusted_rand(const Partition& a, const Partition& b)
{
    const auto pairs = [](double n) { return n * (n - 1) / 2; };
    std::map<std::pair<ClusterId, ClusterId>, double> both;
    for (PersonId person = 0; person < a.size(); ++person) ++both[{a[person], b[person]}];
    double together = 0;
    double in_a = 0;
    double in_b = 0;
    for (const auto& [clusters, count] : both) together += pairs(count);
    for (const auto size : a.sizes()) in_a += pairs(size);
    for (const auto size : b.sizes()) in_b += pairs(size);
    const double expected = in_a * in_b / pairs(a.size());
    return (together - expected) / ((in_a + in_b) / 2 - expected);
}

}  // namespace

TEST_CASE("one person who left a circle costs one pair", "[cover_agreement]")
{
    // Of 6 pairs, 4 and 3 share a circle, 5 agree: by chance (4 * 3 + 2 * 3) / 36 = 1/2.
    CHECK(omega(cover_of(4, {{0, 1, 2}, {2, 3}}), cover_of(4, {{0, 1, 2}, {3}})) == Approx((5.0 / 6 - 0.5) / 0.5));
}

TEST_CASE("sharing two circles is not sharing one", "[cover_agreement]")
{
    // 0 and 1 share two circles here and one there; no pair agrees. By chance (1 * 4 + 4 * 2) / 36 = 1/3.
    CHECK(omega(cover_of(4, {{0, 1, 2}, {0, 1, 3}}), cover_of(4, {{0, 1}, {2, 3}})) == Approx(-0.5));
    // Everybody in one circle: 2 of 3 pairs agree, and as many by chance.
    CHECK(omega(cover_of(3, {{0, 1}, {1, 2}}), cover_of(3, {{0, 1, 2}})) == Approx(0).margin(1e-15));
}

TEST_CASE("covers in which all pairs share as many circles agree fully to omega", "[cover_agreement]")
{
    // One more circle of person 0 alone changes no pair, and is news to mutual information.
    const auto plain = cover_of(3, {{0, 1, 2}});
    const auto more = cover_of(3, {{0, 1, 2}, {0}});
    CHECK(omega(plain, more) == 1);
    CHECK(overlapping_mutual_information(plain, more) < 1);
}

TEST_CASE("a circle that has come apart tells part of what it was", "[cover_agreement]")
{
    // Of 4 people, {2, 3} against {2}: H(x|y) = 3/2 log 2 - h, where h = H(1/4) = 2 log 2 - 3/4 log 3; the other way
    // 1/2 log 2. H(A) = 2 log 2, H(B) = log 2 + 2 h.
    const double h_quarter = 2 * std::log(2) - 0.75 * std::log(3);
    const double known = (2 * std::log(2) - (1.5 * std::log(2) - h_quarter) + 2 * h_quarter) / 2;
    CHECK(overlapping_mutual_information(cover_of(4, {{0, 1}, {2, 3}}), cover_of(4, {{0, 1}, {2}, {3}})) ==
          Approx(known / (std::log(2) + 2 * h_quarter)));
    // Everybody together tells nothing.
    CHECK(overlapping_mutual_information(cover_of(4, {{0, 1}, {2, 3}}), cover_of(4, {{0, 1, 2, 3}})) == 0);
}

TEST_CASE("agreement of covers is what its definition says", "[cover_agreement]")
{
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const auto size = static_cast<PersonId>(2 + seed % 23);
        const auto a = random_cover(size, 1 + static_cast<std::uint32_t>(seed % 7), 1 + seed % 4, seed);
        const auto b = random_cover(size, 1 + static_cast<std::uint32_t>(seed % 5), 1 + seed % 3, 1000 + seed);
        CHECK(omega(a, b) == Approx(omega_by_definition(a, b)).margin(1e-12));
        CHECK(omega(b, a) == Approx(omega(a, b)).margin(1e-12));
        if (a == b) continue;
        CHECK(overlapping_mutual_information(a, b) == Approx(information_by_definition(a, b)).margin(1e-12));
        CHECK(overlapping_mutual_information(b, a) == Approx(overlapping_mutual_information(a, b)).margin(1e-12));
    }
}

TEST_CASE("a large circle far away tells of a small one, too", "[cover_agreement]")
{
    // {0} and {1, ..., 60} of 100 people: whoever is in the large one is not in the small one.
    Ids everybody(100);
    std::iota(everybody.begin(), everybody.end(), 0U);
    const auto a = cover_of(100, {{0}, everybody});
    const auto b = cover_of(100, {Ids(everybody.begin() + 1, everybody.begin() + 61), everybody});
    CHECK(overlapping_mutual_information(a, b) == Approx(information_by_definition(a, b)));
    CHECK(overlapping_mutual_information(a, b) > 0);
}

TEST_CASE("where circles do not overlap, omega is the adjusted Rand index", "[cover_agreement]")
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto a = random_partition(200, 9, seed);
        const auto b = random_partition(200, 4, 100 + seed);
        CHECK(omega(Cover(a), Cover(b)) == Approx(adjusted_rand(a, b)).margin(1e-12));
    }
}

TEST_CASE("equal covers agree fully, those of chance not at all", "[cover_agreement]")
{
    const auto cover = random_cover(2000, 100, 3, 1);
    CHECK(omega(cover, cover) == 1);
    CHECK(overlapping_mutual_information(cover, cover) == 1);
    CHECK(std::abs(omega(cover, random_cover(2000, 100, 3, 2))) < 0.01);
    for (const auto& few : {Cover(), Cover(Partition::singletons(1)), Cover(Partition::singletons(5))}) {
        CHECK(omega(few, few) == 1);
        CHECK(overlapping_mutual_information(few, few) == 1);
    }
}

TEST_CASE("renaming people changes no agreement", "[cover_agreement]")
{
    const auto renamed = [](const Cover& cover) {
        std::vector<Ids> circles(cover.count());
        for (CircleId circle = 0; circle < cover.count(); ++circle)
            for (const PersonId person : cover.people(circle)) circles[circle].push_back(cover.size() - 1 - person);
        return cover_of(cover.size(), circles);
    };
    const auto a = random_cover(50, 8, 3, 4);
    const auto b = random_cover(50, 6, 2, 5);
    CHECK(omega(renamed(a), renamed(b)) == Approx(omega(a, b)).epsilon(1e-12));
    CHECK(overlapping_mutual_information(renamed(a), renamed(b)) ==
          Approx(overlapping_mutual_information(a, b)).epsilon(1e-12));
}

TEST_CASE("agreement of covers is the same to the last bit on any number of threads", "[cover_agreement]")
{
    const auto a = random_cover(3000, 300, 3, 6);
    const auto b = random_cover(3000, 200, 2, 7);
    for (const int threads : {2, 3, 4, 8}) {
        CHECK(omega(a, b, {.threads = threads}) == omega(a, b, {.threads = 1}));
        CHECK(overlapping_mutual_information(a, b, {.threads = threads}) ==
              overlapping_mutual_information(a, b, {.threads = 1}));
    }
}

TEST_CASE("covers of other people are refused, and a stopped comparison answers nothing", "[cover_agreement]")
{
    const Cover three(Partition::singletons(3));
    const Cover two(Partition::singletons(2));
    CHECK_THROWS_AS(omega(three, two), InvalidInput);
    CHECK_THROWS_AS(overlapping_mutual_information(three, two), InvalidInput);
    std::stop_source source;
    source.request_stop();
    const auto together = cover_of(3, {{0, 1, 2}});
    CHECK_THROWS_AS(omega(three, together, {.stop = source.get_token()}), Cancelled);
    CHECK_THROWS_AS(overlapping_mutual_information(three, together, {.stop = source.get_token()}), Cancelled);
}
