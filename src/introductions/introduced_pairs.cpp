#include <tertius/introductions/introduced_pairs.hpp>
#include <tertius/network/introduction_stage.hpp>

#include <algorithm>
#include <string_view>
#include <tuple>

namespace tertius {

namespace {

bool tells_what_came_of_it(const Introductions& introductions, std::size_t row)
{
    if (introductions.outcome.empty()) return false;
    const std::string_view outcome = introductions.outcome[row];
    return !outcome.empty() && outcome != "introduced";
}

}  // namespace

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
    std::vector<IntroducedPair> once;
    for (const IntroducedPair& pair : pairs)
        if (once.empty() || people(once.back()) != people(pair))
            once.push_back(pair);
        else if (!tells_what_came_of_it(introductions, once.back().row))
            once.back().row = tells_what_came_of_it(introductions, pair.row) ? pair.row : once.back().row;
    return once;
}

}  // namespace tertius
