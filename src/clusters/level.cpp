#include "level.hpp"

#include "weight_scale.hpp"

#include <cmath>
#include <functional>

namespace tertius::detail {

namespace {

constexpr std::size_t ends_a_piece = 1U << 15U;
constexpr int bits_of_total = 51;  // all weights together stay below 2^52: twice that is still exact

/// The sum of value(end) over all ends.
template <class Value>
double sum(const Execution& execution, std::size_t ends, const Value& value)
{
    const auto add_up = [&](std::size_t begin, std::size_t end) {
        double total = 0;
        for (; begin < end; ++begin) total += value(begin);
        return total;
    };
    return deterministic_reduce(execution, ends, ends_a_piece, 0.0, add_up, std::plus<>{});
}

/// Takes the weights over as whole numbers that add up to less than 2^52.
template <std::floating_point Weight>
void set_weights(const Execution& execution, std::span<const Weight> weights, GroundLevel& ground)
{
    const std::size_t ends = weights.size();
    const int largest = WeightScale::exponent_of_largest(weights);
    const WeightScale to_unit(-largest);
    const double in_units = sum(execution, ends, [&](std::size_t end) { return to_unit(weights[end]); });
    int exponent = 0;
    std::frexp(in_units, &exponent);
    const WeightScale to_whole(bits_of_total - exponent - largest);
    auto& whole = ground.level.own_weights;
    whole.resize(ends);
    parallel_for(execution, ends, ends_a_piece, [&](std::size_t begin, std::size_t end) {
        for (std::size_t place = begin; place < end; ++place)
            whole[place] = static_cast<float>(std::round(to_whole(weights[place])));
    });
    ground.level.weights = whole;
    const double positive = sum(execution, ends, [&](std::size_t end) { return weights[end] > 0 ? 1.0 : 0.0; });
    ground.totals = {sum(execution, ends, [&](std::size_t end) { return whole[end]; }) / 2,
                     static_cast<std::uint64_t>(positive) / 2};
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
    if (graph.is_weighted())
        set_weights(execution, graph.weights(), ground);
    else
        ground.totals = {static_cast<double>(graph.tie_count()), graph.tie_count()};
    return ground;
}

template GroundLevel ground_level(const Execution&, const TieGraph<float>&);
template GroundLevel ground_level(const Execution&, const TieGraph<double>&);

}  // namespace tertius::detail
