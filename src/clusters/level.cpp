#include "level.hpp"

#include "weight_scale.hpp"

#include <tertius/graph/detail/both_ways.hpp>

#include <cmath>
#include <functional>

namespace tertius::detail {

namespace {

constexpr std::size_t ends_a_piece = 1U << 15U;
constexpr std::size_t people_a_piece = 4096;
constexpr int bits_of_total = 51;  // all weights together stay below 2^52: twice that is still exact

/// The sum of value(place) over all places.
template <class Value>
double sum(const Execution& execution, std::size_t places, const Value& value)
{
    const auto add_up = [&](std::size_t begin, std::size_t end) {
        double total = 0;
        for (; begin < end; ++begin) total += value(begin);
        return total;
    };
    return deterministic_reduce(execution, places, ends_a_piece, 0.0, add_up, std::plus<>{});
}

/// Turns weights into whole numbers that add up to less than 2^52.
class WholeWeights {
public:
    template <std::floating_point Weight>
    WholeWeights(const Execution& execution, std::span<const Weight> weights)
    {
        const int largest = WeightScale::exponent_of_largest(weights);
        const WeightScale to_unit(-largest);
        const double in_units = sum(execution, weights.size(), [&](std::size_t end) { return to_unit(weights[end]); });
        int exponent = 0;
        std::frexp(in_units, &exponent);
        scale_ = WeightScale(bits_of_total - exponent - largest);
    }

    float operator()(double weight) const { return static_cast<float>(std::round(scale_(weight))); }

private:
    WeightScale scale_;
};

template <class Weight>
double total_weight(std::span<const PersonId> alters, std::span<const Weight> weights, const WholeWeights& whole)
{
    if (weights.empty()) return static_cast<double>(alters.size());
    double total = 0;
    for (const Weight weight : weights) total += whole(weight);
    return total;
}

/// Calls visit(alter, weight) for whoever ego is tied to, with the weight of both ways together.
template <class Weight, class Visit>
void for_each_tied(const DirectedTieGraph<Weight>& graph, const WholeWeights& whole, PersonId ego, const Visit& visit)
{
    for_each_alter_both_ways(graph, ego, [&](PersonId alter, double given, double taken) {
        visit(alter, graph.is_weighted() ? whole(given) + whole(taken) : static_cast<float>(given + taken));
    });
}

/// The ties of a directed graph, each at both of its people.
template <class Weight>
void set_ties(const Execution& execution, const DirectedTieGraph<Weight>& graph, const WholeWeights& whole,
              Level& level)
{
    level.own_offsets.resize(std::size_t{graph.size()} + 1);
    const auto each = [&](const auto& visit) {
        parallel_for(execution, graph.size(), people_a_piece, [&](std::size_t begin, std::size_t end) {
            for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) visit(ego);
        });
    };
    each([&](PersonId ego) {
        for_each_tied(graph, whole, ego, [&](PersonId, float) { ++level.own_offsets[ego + 1]; });
    });
    for (PersonId ego = 0; ego < graph.size(); ++ego) level.own_offsets[ego + 1] += level.own_offsets[ego];
    level.own_alters.resize(level.own_offsets.back());
    level.own_weights.resize(level.own_offsets.back());
    each([&](PersonId ego) {
        auto end = level.own_offsets[ego];
        for_each_tied(graph, whole, ego, [&](PersonId alter, float weight) {
            level.own_alters[end] = alter;
            level.own_weights[end++] = weight;
        });
    });
    level.show_own();
}

/// The ties of an undirected graph stay where they are.
template <class Weight>
void set_ties(const Execution& execution, const TieGraph<Weight>& graph, const WholeWeights& whole, Level& level)
{
    level.offsets = graph.offsets();
    level.alters = graph.alters();
    if (!graph.is_weighted()) return;
    level.own_weights.resize(graph.end_count());
    parallel_for(execution, level.own_weights.size(), ends_a_piece, [&](std::size_t begin, std::size_t end) {
        for (; begin < end; ++begin) level.own_weights[begin] = whole(graph.weights()[begin]);
    });
    level.weights = level.own_weights;
}

}  // namespace

template <std::floating_point Weight, Direction direction>
GroundLevel ground_level(const Execution& execution, const TieGraph<Weight, direction>& graph)
{
    constexpr bool directed = direction == Direction::directed;
    const WholeWeights whole(execution, graph.weights());
    GroundLevel ground;
    set_ties(execution, graph, whole, ground.level);
    ground.away.resize(graph.size());
    if (directed) ground.towards.resize(graph.size());
    parallel_for(execution, graph.size(), people_a_piece, [&](std::size_t begin, std::size_t end) {
        for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) {
            ground.away[ego] = total_weight(graph.alters(ego), graph.weights(ego), whole);
            if (directed) ground.towards[ego] = total_weight(graph.in_alters(ego), graph.in_weights(ego), whole);
        }
    });
    const auto weights = graph.weights();
    const double ends = !graph.is_weighted()
                            ? static_cast<double>(graph.end_count())
                            : sum(execution, weights.size(), [&](std::size_t end) { return weights[end] > 0 ? 1 : 0; });
    const double seen = directed ? 1 : 2;  // an undirected tie has both its ends there
    ground.totals = {sum(execution, graph.size(), [&](std::size_t ego) { return ground.away[ego]; }) / seen,
                     static_cast<std::uint64_t>(ends / seen), direction};
    return ground;
}

template GroundLevel ground_level(const Execution&, const TieGraph<float>&);
template GroundLevel ground_level(const Execution&, const TieGraph<double>&);
template GroundLevel ground_level(const Execution&, const DirectedTieGraph<float>&);
template GroundLevel ground_level(const Execution&, const DirectedTieGraph<double>&);

}  // namespace tertius::detail
