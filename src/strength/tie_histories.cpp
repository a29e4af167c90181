#include <tertius/strength/tie_histories.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace tertius {

namespace {

/// For each row, 1/n where n rows have its sender and its time.
std::vector<float> shares(const Interactions& interactions, const Execution& execution)
{
    const std::size_t rows = interactions.time.size();
    const auto message = [&](std::size_t row) { return std::pair(interactions.from[row], interactions.time[row]); };
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    parallel_sort(execution, order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return std::tuple(message(a), a) < std::tuple(message(b), b); });
    std::vector<float> result(rows);
    for (std::size_t first = 0, last = 0; first < rows; first = last) {
        while (last < rows && message(order[last]) == message(order[first])) ++last;
        for (std::size_t place = first; place < last; ++place)
            result[order[place]] = 1.0F / static_cast<float>(last - first);
    }
    return result;
}

bool same_pair(const Contact& a, const Contact& b)
{
    return a.low == b.low && a.high == b.high;
}

/// Where each pair's contacts begin, and one place more: the end.
std::vector<std::size_t> pair_starts(std::span<const Contact> contacts)
{
    std::vector<std::size_t> starts;
    for (std::size_t place = 0; place < contacts.size(); ++place)
        if (place == 0 || !same_pair(contacts[place], contacts[place - 1])) starts.push_back(place);
    starts.push_back(contacts.size());
    return starts;
}

}  // namespace

std::vector<Contact> contacts(const Interactions& interactions, const Execution& execution)
{
    const auto share = shares(interactions, execution);
    std::vector<Contact> result(share.size());
    for (std::size_t row = 0; row < result.size(); ++row) {
        const auto [low, high] = std::minmax(interactions.from[row], interactions.to[row]);
        result[row] = {low, high, interactions.time[row], interactions.from[row] == low, share[row]};
    }
    parallel_sort(execution, result.begin(), result.end());
    return result;
}

std::vector<HistoryOfPair> tie_histories(std::span<const Contact> contacts, Time at, const Execution& execution)
{
    const auto starts = pair_starts(contacts);
    std::vector<HistoryOfPair> result(starts.size() - 1);
    parallel_for(execution, result.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (std::size_t pair = begin; pair < end; ++pair) {
            result[pair].low = contacts[starts[pair]].low;
            result[pair].high = contacts[starts[pair]].high;
            for (std::size_t place = starts[pair]; place < starts[pair + 1] && contacts[place].time <= at; ++place)
                result[pair].history.record(contacts[place].time, contacts[place].forward, contacts[place].share);
        }
    });
    std::erase_if(result, [](const HistoryOfPair& pair) { return pair.history.count() == 0; });
    return result;
}

bool have_direction(std::span<const HistoryOfPair> histories)
{
    std::size_t several = 0;
    std::size_t both_ways = 0;
    for (const auto& [low, high, history] : histories) {
        if (history.count() < 2) continue;
        ++several;
        if (history.forward_count() > 0 && history.backward_count() > 0) ++both_ways;
    }
    return both_ways > 0 && 5 * both_ways >= several;
}

}  // namespace tertius
