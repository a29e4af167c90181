#include "level.hpp"

#include "weight_scale.hpp"

#include <cmath>

namespace tertius::detail {

namespace {

constexpr std::size_t people_a_piece = 4096;
constexpr int bits_of_total = 51;  // all weights together stay below 2^52: twice that is still exact

struct EndTotals {
    double weight = 0;
    std::uint64_t positive = 0;
    friend EndTotals operator+(EndTotals a, EndTotals b) { return {a.weight + b.weight, a.positive + b.positive}; }
};

/// The sum of value(end) over all ends, and how many of them are positive.
template <class Value>
EndTotals end_totals(const Execution& execution, std::size_t ends, const Value& value)
{
    const auto add_up = [&](std::size_t begin, std::size_t end) {
        EndTotals totals;
        for (; begin < end; ++begin) {
            const double weight = value(begin);
            totals.weight += weight;
            totals.positive += weight > 0 ? 1 : 0;
        }
        return totals;
    };
    return deterministic_reduce(execution, ends, 1U << 15U, EndTotals{}, add_up, std::plus<>{});
}

/// The weights as whole numbers whose sum lies below 2^52.
template <std::floating_point Weight>
std::vector<float> whole_weights(const Execution& execution, std::span<const Weight> weights)
{
    const int largest = WeightScale::exponent_of_largest(weights);
    const WeightScale to_unit(-largest);
    const double total =
        end_totals(execution, weights.size(), [&](std::size_t end) { return to_unit(weights[end]); }).weight;
    int exponent = 0;
    std::frexp(total, &exponent);
    const WeightScale to_whole(bits_of_total - exponent - largest);
    std::vector<float> whole(weights.size());
    parallel_for(execution, weights.size(), 1U << 15U, [&](std::size_t begin, std::size_t end) {
        for (std::size_t place = begin; place < end; ++place)
            whole[place] = static_cast<float>(std::round(to_whole(weights[place])));
    });
    return whole;
}

}  // namespace

double weighted_degree(const Level& level, UnitId unit)
{
    if (level.weights.empty()) return static_cast<double>(level.degree(unit));
    double total = 0;
    for (auto end = level.offsets[unit]; end < level.offsets[unit + 1]; ++end) total += level.weights[end];
    return total;
}

template <std::floating_point Weight>
GroundLevel ground_level(const Execution& execution, const TieGraph<Weight>& graph)
{
    GroundLevel ground;
    Level& level = ground.level;
    level.offsets = graph.offsets();
    level.alters = graph.alters();
    level.masses.resize(graph.size());
    EndTotals totals{static_cast<double>(graph.end_count()), graph.end_count()};
    if (graph.is_weighted()) {
        level.own_weights = whole_weights(execution, graph.weights());
        level.weights = level.own_weights;
        totals = end_totals(execution, level.weights.size(), [&](std::size_t end) { return level.weights[end]; });
    }
    ground.totals = {totals.weight / 2, totals.positive / 2};
    return ground;
}

template GroundLevel ground_level(const Execution&, const TieGraph<float>&);
template GroundLevel ground_level(const Execution&, const TieGraph<double>&);

}  // namespace tertius::detail
