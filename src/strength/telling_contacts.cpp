#include "telling_contacts.hpp"

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <cmath>

namespace tertius::detail {

namespace {

using Places = std::vector<std::size_t>;

constexpr std::size_t most_named = 20;
constexpr std::size_t most_one_by_one = 256;
constexpr std::size_t stretches = 8;
constexpr std::size_t draws = 12;

Places sorted(Places places)
{
    std::ranges::sort(places);
    return places;
}

/// `count` places in a row, from that one on.
Places run_of(const Places& asked, std::size_t first, std::size_t count)
{
    const auto begin = asked.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

/// The latest, the first, stretches between them, and contacts spread over time, evenly and by draw.
std::vector<Places> choices(const Places& asked, std::size_t count)
{
    const std::size_t spare = asked.size() - count;
    std::vector<Places> result{run_of(asked, spare, count)};
    for (std::size_t stretch = 0; stretch < stretches; ++stretch)
        result.push_back(run_of(asked, spare * stretch / stretches, count));
    for (const std::size_t offset : {std::size_t{0}, asked.size() / count - 1}) {
        Places spread;
        for (std::size_t place = 0; place < count; ++place)
            spread.push_back(asked[std::min(asked.size() - 1, place * asked.size() / count + offset)]);
        result.push_back(std::move(spread));
    }
    Random random(asked.size());
    for (std::size_t draw = 0; draw < draws; ++draw) {
        Places drawn = asked;
        random.shuffle(std::span(drawn));
        drawn.resize(count);
        result.push_back(sorted(std::move(drawn)));
    }
    return result;
}

}  // namespace

double TellingContacts::log_odds_without(std::span<const Contact> contacts, std::span<const std::size_t> places) const
{
    HistoryOfPair pair{.low = contacts.front().low, .high = contacts.front().high};
    auto next = places.begin();
    for (std::size_t place = 0; place < contacts.size(); ++place) {
        if (next != places.end() && *next == place)
            ++next;
        else
            pair.history.record(contacts[place].time, contacts[place].forward, contacts[place].share);
    }
    Eigen::Matrix<double, 1, static_cast<int>(evidence.size())> row;
    reader_.read(pair, row);
    const auto values = model_.standardised(row);
    double sum = 0;
    for (std::size_t column = 0; column < evidence.size(); ++column)
        if (const double value = values[static_cast<Eigen::Index>(column)]; !std::isnan(value))
            sum += model_.weight[column] * value;
    return sum;
}

Places TellingContacts::of(std::span<const Contact> contacts, const Places& asked) const
{
    if (asked.size() < 2) return asked;
    const std::size_t count = std::clamp(asked.size() / 2, std::size_t{1}, most_named);
    const double whole = log_odds_without(contacts, {});
    const auto moved = [&](const Places& places) { return std::abs(log_odds_without(contacts, places) - whole); };
    auto all = choices(asked, count);
    if (asked.size() <= most_one_by_one) {
        std::vector<std::pair<double, std::size_t>> one_by_one;
        for (const std::size_t place : asked) one_by_one.emplace_back(-moved({place}), place);
        std::ranges::sort(one_by_one);
        Places weightiest;
        for (std::size_t place = 0; place < count; ++place) weightiest.push_back(one_by_one[place].second);
        all.push_back(sorted(std::move(weightiest)));
    }
    std::vector<double> moves(all.size());
    std::ranges::transform(all, moves.begin(), moved);
    return all[static_cast<std::size_t>(std::ranges::max_element(moves) - moves.begin())];
}

}  // namespace tertius::detail
