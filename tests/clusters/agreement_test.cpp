#include <tertius/clusters/agreement.hpp>

#include <tertius/graph/random.hpp>

#include "support/partitions.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

Partition dealt_anew(const Partition& partition, std::span<const PersonId> order)
{
    std::vector<std::uint32_t> labels(partition.size());
    for (PersonId person = 0; person < partition.size(); ++person) labels[person] = partition[order[person]];
    return Partition(labels);
}

/// H(A) + H(B) - 2 I(A, B), each from its definition.
struct Information {
    double of_a = 0;
    double of_b = 0;
    double shared = 0;
};

Information information(const Partition& a, const Partition& b)
{
    const double n = a.size();
    std::map<std::pair<ClusterId, ClusterId>, double> together;
    for (PersonId person = 0; person < a.size(); ++person) together[{a[person], b[person]}] += 1 / n;
    Information result;
    for (const PersonId size : a.sizes()) result.of_a -= size / n * std::log(size / n);
    for (const PersonId size : b.sizes()) result.of_b -= size / n * std::log(size / n);
    for (const auto& [pair, p] : together)
        result.shared += p * std::log(p / ((a.sizes()[pair.first] / n) * (b.sizes()[pair.second] / n)));
    return result;
}

/// The mean over all ways to deal the people out anew.
double mean_shared(const Partition& a, const Partition& b)
{
    std::vector<PersonId> order(a.size());
    std::iota(order.begin(), order.end(), PersonId{0});
    double total = 0;
    double ways = 0;
    do {
        total += information(a, dealt_anew(b, order)).shared;
        ++ways;
    } while (std::ranges::next_permutation(order).found);
    return total / ways;
}

double rand_by_pairs(const Partition& a, const Partition& b)
{
    double all = 0;
    double in_a = 0;
    double in_b = 0;
    double in_both = 0;
    for (PersonId i = 0; i < a.size(); ++i)
        for (PersonId j = 0; j < i; ++j) {
            ++all;
            in_a += a[i] == a[j] ? 1 : 0;
            in_b += b[i] == b[j] ? 1 : 0;
            in_both += a[i] == a[j] && b[i] == b[j] ? 1 : 0;
        }
    return (in_both - in_a * in_b / all) / ((in_a + in_b) / 2 - in_a * in_b / all);
}

void same(const Agreement& a, const Agreement& b)
{
    CHECK(a.normalised_mutual_information == Approx(b.normalised_mutual_information).margin(1e-13));
    CHECK(a.adjusted_mutual_information == Approx(b.adjusted_mutual_information).margin(1e-13));
    CHECK(a.adjusted_rand == Approx(b.adjusted_rand).margin(1e-13));
    CHECK(a.variation_of_information == Approx(b.variation_of_information).margin(1e-13));
}

}  // namespace

TEST_CASE("two ways to pair four people that share no pair agree less than by chance", "[agreement]")
{
    // {01}{23} against {02}{13}: each tells nothing of the other, so VI = log 2 + log 2 and NMI = 0. Of the three
    // pairings one would be the same: E[I] = log 2 / 3, AMI = (0 - 1/3) / (1 - 1/3). Pairs: 0 of 2 in both, by chance
    // 2 * 2 / 6: ARI = (0 - 2/3) / (2 - 2/3).
    const auto found = agreement(partition({0, 0, 1, 1}), partition({0, 1, 0, 1}));
    CHECK(found.variation_of_information == Approx(2 * std::log(2)));
    CHECK(found.normalised_mutual_information == Approx(0).margin(1e-15));
    CHECK(found.adjusted_mutual_information == Approx(-0.5));
    CHECK(found.adjusted_rand == -0.5);
}

TEST_CASE("a cluster cut in halves still tells much", "[agreement]")
{
    // {0123}{4567} against {01}{23}{4567}: VI is what the second adds for half of the people, log 2 / 2; entropies
    // log 2 and 3/2 log 2: NMI = 1 - (1/2) / (5/2) = 4/5. Pairs: 8 of 12 and of 8 are in both, 12 * 8 / 28 by chance:
    // (8 - 24/7) / (10 - 24/7) = 32/46.
    const auto found = agreement(partition({0, 0, 0, 0, 1, 1, 1, 1}), partition({0, 0, 1, 1, 2, 2, 2, 2}));
    CHECK(found.variation_of_information == Approx(std::log(2) / 2));
    CHECK(found.normalised_mutual_information == Approx(0.8));
    CHECK(found.adjusted_rand == Approx(32.0 / 46));
}

TEST_CASE("agreements are those known of two labellings", "[agreement]")
{
    // Worked out with scikit-learn 1.9 (normalized_mutual_info_score, adjusted_mutual_info_score,
    // adjusted_rand_score) and igraph 1.0 (compare_communities, "vi").
    const auto shifted =
        agreement(partition({0, 0, 0, 0, 1, 1, 1, 2, 2, 2}), partition({0, 0, 0, 1, 1, 1, 2, 2, 2, 2}));
    CHECK(shifted.normalised_mutual_information == Approx(0.6180656462921543).epsilon(1e-12));
    CHECK(shifted.adjusted_mutual_information == Approx(0.4772899900014569).epsilon(1e-12));
    CHECK(shifted.adjusted_rand == Approx(0.4318181818181818).epsilon(1e-12));
    CHECK(shifted.variation_of_information == Approx(0.8317766166719345).epsilon(1e-12));
    // The karate club after it broke up, and the four clusters of highest modularity.
    const auto club = partition(
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    const auto four = partition(
        {0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 2});
    const auto karate = agreement(club, four);
    CHECK(karate.normalised_mutual_information == Approx(0.5878497068250674).epsilon(1e-12));
    CHECK(karate.adjusted_mutual_information == Approx(0.566665878069787).epsilon(1e-12));
    CHECK(karate.adjusted_rand == Approx(0.46459109844332386).epsilon(1e-12));
    CHECK(karate.variation_of_information == Approx(0.8299953857494791).epsilon(1e-12));
}

TEST_CASE("agreement is what its definition says, over all ways to deal people out anew", "[agreement]")
{
    for (std::uint64_t seed = 0; seed < 24; ++seed) {
        const auto size = static_cast<PersonId>(2 + seed % 6);
        const auto a = random_partition(size, 1 + seed % 4, seed);
        const auto b = random_partition(size, 2 + seed % 3, seed + 100);
        if (a == b) continue;
        const auto [of_a, of_b, shared] = information(a, b);
        const double mean = mean_shared(a, b);
        const auto found = agreement(a, b);
        CHECK(found.variation_of_information == Approx(of_a + of_b - 2 * shared).margin(1e-12));
        CHECK(found.normalised_mutual_information == Approx(2 * shared / (of_a + of_b)).margin(1e-12));
        CHECK(found.adjusted_mutual_information == Approx((shared - mean) / ((of_a + of_b) / 2 - mean)).margin(1e-12));
        CHECK(found.adjusted_rand == Approx(rand_by_pairs(a, b)).margin(1e-12));
    }
}

TEST_CASE("a partition agrees fully with itself, whatever its clusters are called", "[agreement]")
{
    for (const std::uint64_t clusters : {1, 2, 7, 100000}) {
        const auto a = random_partition(500, clusters, clusters);
        std::vector<std::uint32_t> renamed(a.labels().begin(), a.labels().end());
        for (auto& label : renamed) label = 4000000000U - 7 * label;
        const auto found = agreement(a, Partition(renamed));
        CHECK(found.normalised_mutual_information == 1);
        CHECK(found.adjusted_mutual_information == 1);
        CHECK(found.adjusted_rand == 1);
        CHECK(found.variation_of_information == 0);
    }
}

TEST_CASE("it does not matter which partition comes first, or in which order the people stand", "[agreement]")
{
    for (std::uint64_t seed = 1; seed < 10; ++seed) {
        const auto a = random_partition(300, seed * 4, seed);
        const auto b = random_partition(300, seed, seed + 50);
        std::vector<PersonId> order(300);
        std::iota(order.begin(), order.end(), PersonId{0});
        Random(seed).shuffle(std::span(order));
        same(agreement(a, b), agreement(b, a));
        same(agreement(a, b), agreement(dealt_anew(a, order), dealt_anew(b, order)));
    }
}

TEST_CASE("random labels agree by chance alone, though they share information", "[agreement]")
{
    double adjusted = 0;
    double pairs = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto found = agreement(random_partition(400, 60, seed), random_partition(400, 60, seed + 1000));
        CHECK(found.normalised_mutual_information > 0.4);
        adjusted += found.adjusted_mutual_information / 20;
        pairs += found.adjusted_rand / 20;
    }
    CHECK(std::abs(adjusted) < 0.01);
    CHECK(std::abs(pairs) < 0.01);
}

TEST_CASE("everybody together, everybody alone and nobody have their answers", "[agreement]")
{
    const auto together = partition({0, 0, 0, 0, 0, 0});
    const auto alone = Partition::singletons(6);
    const auto pairs = partition({0, 0, 1, 1, 2, 2});
    same(agreement(together, pairs), {0, 0, 0, std::log(3)});
    same(agreement(together, alone), {0, 0, 0, std::log(6)});
    // Alone, people tell which pair they are of: I = log 3, of a mean entropy of (log 6 + log 3) / 2. So would any.
    same(agreement(alone, pairs), {2 * std::log(3) / std::log(18), 0, 0, std::log(2)});
    same(agreement(alone, alone), {1, 1, 1, 0});
    same(agreement(together, together), {1, 1, 1, 0});
    same(agreement(Partition(), Partition()), {1, 1, 1, 0});
    same(agreement(partition({5}), partition({7})), {1, 1, 1, 0});
}

TEST_CASE("one person moved among a million is seen, and thousands of clusters take no table", "[agreement]")
{
    // Pairs of neighbours, one of whom leaves for another pair.
    std::vector<std::uint32_t> labels(1000000);
    for (std::uint32_t person = 0; person < labels.size(); ++person) labels[person] = person / 2;
    const Partition before(labels);
    labels[0] = 1;
    const auto found = agreement(before, Partition(labels));
    // Of the old partition, the new one leaves unsaid who is with whom among 3: (2/3 log 3/2 + 1/3 log 3) 3/n; of the
    // new one, the old leaves one bit for two people.
    const double unsaid = (2 * std::log(1.5) + std::log(3) + 2 * std::log(2)) / 1e6;
    CHECK(found.variation_of_information == Approx(unsaid).epsilon(1e-12));
    // 499,999 pairs in both, 500,000 and 500,001 in one: (499,999 - 1/2) / (500,000.5 - 1/2).
    CHECK(found.adjusted_rand == Approx(1 - 3e-6).epsilon(1e-8));
    CHECK(found.adjusted_mutual_information < 1);
    CHECK(found.adjusted_mutual_information > 0.99999);
}

TEST_CASE("agreement is the same to the last bit on any number of threads", "[agreement]")
{
    std::vector<std::uint32_t> labels;  // clusters of 1, 2, 3, ... people
    for (std::uint32_t size = 1; size < 120; ++size) labels.insert(labels.end(), size, size);
    const Partition a(labels);
    Random(5).shuffle(std::span(labels));
    const Partition b(labels);
    const auto once = agreement(a, b, {.threads = 1});
    for (const int threads : {2, 3, 4, 8}) {
        const auto again = agreement(a, b, {.threads = threads});
        CHECK(again.adjusted_mutual_information == once.adjusted_mutual_information);
        CHECK(again.variation_of_information == once.variation_of_information);
    }
    CHECK(std::abs(once.adjusted_mutual_information) < 0.02);
}

TEST_CASE("partitions of different people cannot be compared, and a stopped call answers nothing", "[agreement]")
{
    CHECK_THROWS_AS(agreement(Partition::singletons(3), Partition::singletons(4)), InvalidInput);
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(agreement(Partition::singletons(4), partition({0, 0, 1, 1}), {.stop = source.get_token()}),
                    Cancelled);
}
