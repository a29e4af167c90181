#include <tertius/clusters/agreement.hpp>

#include "overlaps.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tertius {

namespace {

__extension__ using Exact = __int128;  // holds the product of two counts of pairs

/// A cluster size, and how many clusters have it.
struct Size {
    double people = 0;
    double clusters = 0;
};

std::vector<Size> distinct_sizes(const Partition& partition)
{
    std::vector<PersonId> sorted(partition.sizes().begin(), partition.sizes().end());
    std::ranges::sort(sorted);
    std::vector<Size> result;
    for (const PersonId size : sorted) {
        if (result.empty() || result.back().people != size) result.push_back({static_cast<double>(size), 0});
        ++result.back().clusters;
    }
    return result;
}

double entropy(const Partition& partition)
{
    const double n = partition.size();
    double total = 0;
    for (const Size& size : distinct_sizes(partition))
        total += size.clusters * (size.people / n) * std::log(n / size.people);
    return total;
}

/// What one overlap of k people adds to the variation of information: never below 0.
double unsaid(double k, double a, double b, double n)
{
    return k / n * std::log((a / k) * (b / k));
}

double variation(const std::vector<detail::Overlap>& overlaps, const Partition& a, const Partition& b)
{
    double total = 0;
    for (const auto& overlap : overlaps)
        total += unsaid(overlap.people, a.sizes()[overlap.a], b.sizes()[overlap.b], a.size());
    return total;
}

/// The mean of unsaid(k) when a and b people are drawn from n: k has the hypergeometric distribution.
///
/// Chances are taken relative to the likeliest k and divided by their sum, so that no factorial is needed; they fall
/// away to both sides, faster and faster, and are left out below 2^-80.
double expected_unsaid(double a, double b, double n)
{
    constexpr double negligible = 0x1p-80;
    const double fewest = std::max(0.0, a + b - n);
    const double most = std::min(a, b);
    const double likeliest = std::clamp(std::floor((a + 1) * (b + 1) / (n + 2)), fewest, most);
    double chances = 1;
    double total = likeliest > 0 ? unsaid(likeliest, a, b, n) : 0;
    double chance = 1;
    double k = likeliest;
    while (k < most && chance > negligible) {
        chance *= ((a - k) / (k + 1)) * ((b - k) / (n - a - b + k + 1));
        chances += chance;
        ++k;
        total += chance * unsaid(k, a, b, n);
    }
    chance = 1;
    k = likeliest;
    while (k > fewest && chance > negligible) {
        chance *= (k / (a - k + 1)) * ((n - a - b + k) / (b - k + 1));
        chances += chance;
        --k;
        if (k > 0) total += chance * unsaid(k, a, b, n);
    }
    return total / chances;
}

/// The mean variation of information between partitions with these cluster sizes.
double expected_variation(const Partition& a, const Partition& b, const Execution& execution)
{
    const auto sizes_a = distinct_sizes(a);
    const auto sizes_b = distinct_sizes(b);
    const double n = a.size();
    const auto of_pairs = [&](std::size_t begin, std::size_t end) {
        double total = 0;
        for (; begin < end; ++begin) {
            const Size& of_a = sizes_a[begin / sizes_b.size()];
            const Size& of_b = sizes_b[begin % sizes_b.size()];
            total += of_a.clusters * of_b.clusters * expected_unsaid(of_a.people, of_b.people, n);
        }
        return total;
    };
    return deterministic_reduce(execution, sizes_a.size() * sizes_b.size(), 256, 0.0, of_pairs, std::plus<>());
}

constexpr std::int64_t pairs_among(std::uint64_t people)
{
    return static_cast<std::int64_t>(people * (people - 1) / 2);
}

std::int64_t pairs_together(const Partition& partition)
{
    std::int64_t total = 0;
    for (const PersonId size : partition.sizes()) total += pairs_among(size);
    return total;
}

/// In whole numbers until the last division.
double rand_over_chance(const std::vector<detail::Overlap>& overlaps, const Partition& a, const Partition& b)
{
    std::int64_t both = 0;
    for (const auto& overlap : overlaps) both += pairs_among(overlap.people);
    const Exact all = pairs_among(a.size());
    const Exact in_a = pairs_together(a);
    const Exact in_b = pairs_together(b);
    const Exact over_chance = both * all - in_a * in_b;
    const Exact at_most = in_a * (all - in_b) + in_b * (all - in_a);  // twice
    return 2 * static_cast<double>(over_chance) / static_cast<double>(at_most);
}

}  // namespace

Agreement agreement(const Partition& a, const Partition& b, const Execution& execution)
{
    if (a.size() != b.size())
        throw InvalidInput("partition.size", "one partition has " + std::to_string(a.size()) + " people, the other " +
                                                 std::to_string(b.size()));
    throw_if_stopped(execution);
    if (a == b) return {1, 1, 1, 0};
    const auto shared = detail::overlaps(a.labels(), a.count(), b.labels(), b.count());
    const double vi = variation(shared, a, b);
    return {1 - vi / (entropy(a) + entropy(b)), 1 - vi / expected_variation(a, b, execution),
            rand_over_chance(shared, a, b), vi};
}

}  // namespace tertius
