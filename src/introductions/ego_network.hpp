#pragma once

#include "person_map.hpp"
#include "prefetch_row.hpp"

#include <tertius/graph/detail/both_ways.hpp>
#include <tertius/graph/detail/tie_rows.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

// What Burt's measures read of one ego, apart from the graph: so that a tie can be added to it and measured again.
namespace tertius::detail {

/// Calls visit(alter, weight) for each tie of ego, of either direction, in ascending order of alters.
template <class Weight, Direction direction, class Visit>
void for_each_alter(const TieGraph<Weight, direction>& graph, PersonId ego, const Visit& visit)
{
    if constexpr (direction == Direction::directed) {
        for_each_alter_both_ways(graph, ego, [&](PersonId alter, double given, double taken) {
            const auto weight = static_cast<Weight>(given + taken);
            if (!std::isfinite(weight))
                refuse_tie({.ego = std::min(ego, alter), .alter = std::max(ego, alter)}, ParallelTies::sum);
            visit(alter, static_cast<double>(weight));
        });
    } else {
        const auto alters = graph.alters(ego);
        const auto weights = graph.weights(ego);
        for (std::size_t place = 0; place < alters.size(); ++place)
            visit(alters[place], weights.empty() ? 1.0 : static_cast<double>(weights[place]));
    }
}

/// The weight of all ties of somebody, of their heaviest and of their lightest.
struct TieSizes {
    double total = 0;
    double heaviest = 0;
    double lightest = std::numeric_limits<double>::infinity();

    void add(double weight)
    {
        total += weight;
        heaviest = std::max(heaviest, weight);
        lightest = std::min(lightest, weight);
    }
};

template <class Weight>
TieSizes tie_sizes(const TieGraph<Weight>& graph, PersonId person)
{
    if (!graph.is_weighted()) return {static_cast<double>(graph.degree(person)), 1, 1};
    const auto row = graph.weights(person);
    if (row.empty()) return {};
    const Eigen::Map<const Eigen::Array<Weight, Eigen::Dynamic, 1>> weights(row.data(),
                                                                            static_cast<Eigen::Index>(row.size()));
    return {weights.template cast<double>().sum(), weights.maxCoeff(), weights.minCoeff()};
}

template <class Weight>
TieSizes tie_sizes(const DirectedTieGraph<Weight>& graph, PersonId person)
{
    TieSizes sizes;
    for_each_alter(graph, person, [&](PersonId, double weight) { sizes.add(weight); });
    return sizes;
}

/// Two marks a person: whether ego is tied to them, and whether they are within ego's reach.
class ReachMarks {
public:
    explicit ReachMarks(PersonId people) : words_(people / 32 + 1) {}

    void clear() { std::ranges::fill(words_, 0); }
    void mark_alter(PersonId person) { words_[person / 32] |= std::uint64_t{3} << (person % 32 * 2); }
    [[nodiscard]] bool is_within(PersonId person) const
    {
        return ((words_[person / 32] >> (person % 32 * 2)) & 1U) != 0;
    }

    /// Marks somebody as within reach. Returns the marks that they had: bit 0 within, bit 1 alter.
    unsigned mark_within(PersonId person)
    {
        std::uint64_t& word = words_[person / 32];
        const unsigned shift = person % 32 * 2;
        const auto had = static_cast<unsigned>(word >> shift) & 3U;
        word |= std::uint64_t{1} << shift;
        return had;
    }

private:
    std::vector<std::uint64_t> words_;
};

/// One ego's alters and the ties among them.
struct EgoNetwork {
    struct Alter {
        PersonId person;
        double weight;  // of the tie with ego
        TieSizes sizes;
    };
    struct TieBetween {
        std::uint32_t a;  // places among the alters
        std::uint32_t b;
        double weight;
    };

    /// The place of an alter; their number if ego has no tie to them.
    [[nodiscard]] std::uint32_t place_of(PersonId person) const
    {
        const auto found = std::ranges::lower_bound(alters, person, {}, &Alter::person);
        const bool is_alter = found != alters.end() && found->person == person;
        return static_cast<std::uint32_t>((is_alter ? found : alters.end()) - alters.begin());
    }
    [[nodiscard]] const Alter* find(PersonId person) const
    {
        const auto place = place_of(person);
        return place < alters.size() ? &alters[place] : nullptr;
    }

    std::vector<Alter> alters;  // ascending, ties of weight > 0 only
    std::vector<TieBetween> ties;
    std::uint64_t reach = 0;  // people within two steps
};

/// Ego's alters alone, of ties of weight > 0.
template <class Weight, Direction direction>
EgoNetwork alters_of(const TieGraph<Weight, direction>& graph, PersonId ego)
{
    EgoNetwork net;
    net.alters.reserve(graph.degree(ego));
    for_each_alter(graph, ego, [&](PersonId alter, double weight) {
        if (weight > 0) net.alters.push_back({alter, weight, {}});
    });
    return net;
}

/// Asks for the ties of whoever comes some alters later.
template <class Weight, Direction direction>
[[gnu::always_inline]] inline void prefetch_ahead(const TieGraph<Weight, direction>& graph, const EgoNetwork& net,
                                                  std::size_t place)
{
    constexpr std::size_t ahead = 4;
    constexpr std::size_t most_bytes = 512;
    if (place + 2 * ahead < net.alters.size())
        __builtin_prefetch(graph.offsets().data() + net.alters[place + 2 * ahead].person);
    if (place + ahead >= net.alters.size()) return;
    prefetch_row(graph.alters(net.alters[place + ahead].person), most_bytes);
    prefetch_row(graph.weights(net.alters[place + ahead].person), most_bytes);
}

/// Reads what the alters are tied to. Leaves `marks`, which have to be clear, as they are for this ego.
template <class Weight, Direction direction>
void read_ties_of_alters(const TieGraph<Weight, direction>& graph, PersonId ego, EgoNetwork& net, ReachMarks& marks)
{
    PersonMap<std::uint32_t> places;
    for (std::uint32_t place = 0; place < net.alters.size(); ++place) {
        marks.mark_alter(net.alters[place].person);
        places.insert(net.alters[place].person, place);
    }
    marks.mark_within(ego);
    std::uint64_t reach = net.alters.size();  // kept apart from memory that the marks might be thought to change
    for (std::uint32_t place = 0; place < net.alters.size(); ++place) {
        prefetch_ahead(graph, net, place);
        EgoNetwork::Alter& alter = net.alters[place];
        alter.sizes = tie_sizes(graph, alter.person);
        const auto meet = [&](PersonId other, const auto& weight_of) {
            const unsigned had = marks.mark_within(other);
            reach += (had & 1U) ^ 1U;
            if ((had & 2U) != 0 && alter.person < other) net.ties.push_back({place, *places.find(other), weight_of()});
        };
        if constexpr (direction == Direction::undirected)
            if (alter.sizes.lightest > 0) {  // the usual case: no weight is looked at but those of ties among alters
                const auto others = graph.alters(alter.person);
                const auto weights = graph.weights(alter.person);
                for (std::size_t at = 0; at < others.size(); ++at)
                    meet(others[at], [&] { return weights.empty() ? 1.0 : static_cast<double>(weights[at]); });
                continue;
            }
        for_each_alter(graph, alter.person, [&](PersonId other, double weight) {
            if (weight > 0) meet(other, [&] { return weight; });
        });
    }
    net.reach = reach;
}

}  // namespace tertius::detail
