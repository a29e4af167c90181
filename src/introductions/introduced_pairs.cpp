#include <tertius/introductions/introduced_pairs.hpp>
#include <tertius/network/introduction_stage.hpp>

#include <algorithm>
#include <tuple>

namespace tertius {

std::vector<IntroducedPair> introduced_pairs(const Introductions& introductions, Time at)
{
    std::vector<IntroducedPair> pairs;
    for (std::size_t row = 0; row < introductions.time.size(); ++row) {
        if (introductions.time[row] > at || !was_made(introductions, row)) continue;
        const auto [a, b] = std::minmax(introductions.a[row], introductions.b[row]);
        pairs.push_back({introductions.broker[row], a, b, introductions.time[row], row});
    }
    std::ranges::sort(pairs);
    const auto people = [](const IntroducedPair& pair) { return std::tuple(pair.broker, pair.a, pair.b); };
    const auto again = std::ranges::unique(pairs, {}, people);
    pairs.erase(again.begin(), again.end());
    return pairs;
}

}  // namespace tertius
