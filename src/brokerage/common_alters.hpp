#pragma once

#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

// What two tied people owe to those whom both know. Constraint and effective size both come down to one sum
// for each tie,
//
//     S(a, b) = sum over common alters q of share(a, q) * w_bq,
//
// where a is the one of the two with more ties. It is worked out once for a tie, at the cost of b's ties
// only: so a hub is never walked through once for each of its alters.
namespace tertius::detail {

/// Whether a is the one whose share is taken: who has more ties; of equals, the higher number.
template <class Weight>
bool leads(const TieGraph<Weight>& graph, PersonId a, PersonId b)
{
    return std::pair(graph.degree(a), a) > std::pair(graph.degree(b), b);
}

template <class Weight>
double weight_at(const TieGraph<Weight>& graph, PersonId ego, std::size_t place)
{
    return graph.is_weighted() ? graph.weights(ego)[place] : 1.0;
}

/// S for one tie, looking each of b's alters up among a's. `share(a, q, weight)`.
template <class Weight, class Share>
double common_alter_sum(const TieGraph<Weight>& graph, PersonId a, PersonId b, const Share& share)
{
    if (!leads(graph, a, b)) std::swap(a, b);
    const auto of_a = graph.alters(a);
    const auto of_b = graph.alters(b);
    double total = 0;
    auto from = of_a.begin();
    for (std::size_t place = 0; place < of_b.size(); ++place) {
        const PersonId common = of_b[place];
        from = std::lower_bound(from, of_a.end(), common);
        if (from == of_a.end()) break;
        if (*from != common) continue;
        const auto at = static_cast<std::size_t>(from - of_a.begin());
        total += share(a, common, weight_at(graph, a, at)) * weight_at(graph, b, place);
    }
    return total;
}

/// S for every tie, at both of its ends: the same numbers as from common_alter_sum.
template <class Weight, class Share>
std::vector<double> common_alter_sums(const Execution& execution, const TieGraph<Weight>& graph, const Share& share)
{
    std::vector<double> sums(graph.end_count());
    PerThread<std::vector<double>> scratch([&] { return std::vector<double>(graph.size()); });
    parallel_for(execution, graph.size(), 256, [&](std::size_t begin, std::size_t end) {
        auto& shares = scratch.local();  // of the person in turn, by alter; 0 elsewhere and in between
        for (auto a = static_cast<PersonId>(begin); a < end; ++a) {
            throw_if_stopped(execution);  // among thousands who all know each other, one person takes long
            const auto of_a = graph.alters(a);
            for (std::size_t place = 0; place < of_a.size(); ++place)
                shares[of_a[place]] = share(a, of_a[place], weight_at(graph, a, place));
            for (std::size_t place = 0; place < of_a.size(); ++place) {
                const PersonId b = of_a[place];
                if (!leads(graph, a, b)) continue;
                const auto of_b = graph.alters(b);
                double total = 0;
                for (std::size_t at = 0; at < of_b.size(); ++at) total += shares[of_b[at]] * weight_at(graph, b, at);
                const auto back = std::lower_bound(of_b.begin(), of_b.end(), a) - of_b.begin();
                sums[graph.offsets()[a] + place] = total;
                sums[graph.offsets()[b] + static_cast<std::size_t>(back)] = total;
            }
            for (const PersonId alter : of_a) shares[alter] = 0;
        }
    });
    return sums;
}

/// How many common alters each tie's people have, at both of its ends. Ties count, not their weights.
template <class Weight>
std::vector<std::uint64_t> common_alter_counts(const Execution& execution, const TieGraph<Weight>& unweighted)
{
    const auto sums = common_alter_sums(execution, unweighted, [](PersonId, PersonId, double) { return 1.0; });
    return {sums.begin(), sums.end()};
}

/// The weight of everybody's ties.
template <class Weight>
std::vector<double> weighted_degrees(const Execution& execution, const TieGraph<Weight>& graph)
{
    std::vector<double> degrees(graph.size());
    parallel_for(execution, graph.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (; begin < end; ++begin) degrees[begin] = graph.weighted_degree(static_cast<PersonId>(begin));
    });
    return degrees;
}

}  // namespace tertius::detail
