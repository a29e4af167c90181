#include <tertius/introductions/gini.hpp>
#include <tertius/strength/belief.hpp>

#include <algorithm>
#include <vector>

namespace tertius {

double gini(std::span<const std::size_t> counts)
{
    std::vector<std::size_t> sorted(counts.begin(), counts.end());
    std::ranges::sort(sorted);
    const auto n = static_cast<double>(sorted.size());
    double total = 0;
    double weighted = 0;
    for (std::size_t rank = 0; rank < sorted.size(); ++rank) {
        const auto count = static_cast<double>(sorted[rank]);
        total += count;
        weighted += (2 * static_cast<double>(rank + 1) - n - 1) * count;
    }
    return total > 0 ? weighted / (n * total) : unscored;
}

}  // namespace tertius
