#include "adjusted_rand.hpp"

#include <algorithm>
#include <ranges>

namespace tertius::detail {

namespace {

double pairs(double people)
{
    return people * (people - 1) / 2;
}

double pairs_together(const Partition& partition)
{
    double total = 0;
    for (const PersonId people : partition.sizes()) total += pairs(people);
    return total;
}

double pairs_together_in_both(const Partition& a, const Partition& b)
{
    std::vector<std::uint64_t> both(a.size());
    for (PersonId person = 0; person < a.size(); ++person) both[person] = std::uint64_t{a[person]} << 32U | b[person];
    std::ranges::sort(both);
    double total = 0;
    for (auto first = both.begin(); first != both.end();) {
        const auto last = std::upper_bound(first, both.end(), *first);
        total += pairs(static_cast<double>(last - first));
        first = last;
    }
    return total;
}

}  // namespace

double adjusted_rand(const Partition& a, const Partition& b)
{
    if (a == b) return 1;
    const double of_a = pairs_together(a);
    const double of_b = pairs_together(b);
    const double chance = of_a * of_b / pairs(a.size());
    const double most = (of_a + of_b) / 2;
    return most == chance ? 0 : (pairs_together_in_both(a, b) - chance) / (most - chance);
}

}  // namespace tertius::detail
