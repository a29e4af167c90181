#pragma once

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/graph/detail/tie_iterator.hpp>
#include <tertius/graph/error.hpp>
#include <tertius/graph/person.hpp>
#include <tertius/graph/tie.hpp>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <ranges>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tertius {

template <std::floating_point Weight, Direction direction>
class TieGraphBuilder;

namespace detail {
struct FinishedRows;
}  // namespace detail

/// Who is tied to whom, and by how much: the compact, unchanging graph that every algorithm runs on.
///
/// Each person's ties stand together, sorted by alter (compressed sparse rows). An undirected tie is stored at
/// both of its ends; a directed one at its source and, for in-ties, at its target. Weights are not stored when
/// all are 1. Made by TieGraphBuilder or freeze(); it never holds a self-tie, a parallel tie or a weight that is
/// not finite and >= 0. Include <tertius/graph/boost_graph.hpp> and every Boost.Graph algorithm runs on it.
///
/// Cost  space: 8 bytes a person, 4 bytes a tie end and sizeof(Weight) more where weighted; twice that if directed.
template <std::floating_point Weight = float, Direction direction = Direction::undirected>
class TieGraph {
public:
    using weight_type = Weight;
    using tie_type = Tie<Weight, direction>;
    static constexpr bool is_directed = direction == Direction::directed;

    /// A graph without people.
    TieGraph() = default;

    /// How many people there are; their ids are 0 .. size() - 1.
    [[nodiscard]] PersonId size() const { return static_cast<PersonId>(out_.offsets.size() - 1); }
    [[nodiscard]] std::uint64_t tie_count() const { return is_directed ? end_count() : end_count() / 2; }
    /// How many tie ends are stored: two for each undirected tie, one for each directed one.
    [[nodiscard]] std::uint64_t end_count() const { return out_.alters.size(); }
    /// False if every weight is 1 and none is stored.
    [[nodiscard]] bool is_weighted() const { return !out_.weights.empty(); }

    [[nodiscard]] auto people() const { return std::views::iota(PersonId{0}, size()); }

    /// The people ego is tied to, in ascending order.
    [[nodiscard]] std::span<const PersonId> alters(PersonId ego) const { return out_.alters_of(ego); }
    /// The weights of ego's ties, beside alters(ego); empty when the graph is not weighted.
    [[nodiscard]] std::span<const Weight> weights(PersonId ego) const { return out_.weights_of(ego); }
    [[nodiscard]] std::uint64_t degree(PersonId ego) const { return alters(ego).size(); }

    /// The people who are tied to ego; the same as alters(ego) in an undirected graph.
    [[nodiscard]] std::span<const PersonId> in_alters(PersonId ego) const { return in().alters_of(ego); }
    [[nodiscard]] std::span<const Weight> in_weights(PersonId ego) const { return in().weights_of(ego); }

    /// The weight of the tie from a to b; 0 for strangers. O(log degree).
    [[nodiscard]] Weight weight(PersonId a, PersonId b) const
    {
        const auto known = alters(a);
        const auto found = std::ranges::lower_bound(known, b);
        if (found == known.end() || *found != b) return 0;
        return is_weighted() ? weights(a)[static_cast<std::size_t>(found - known.begin())] : Weight{1};
    }

    /// Whether a has a tie to b, of any weight. O(log degree).
    [[nodiscard]] bool has_tie(PersonId a, PersonId b) const { return std::ranges::binary_search(alters(a), b); }

    /// The sum of the weights of ego's ties.
    [[nodiscard]] double weighted_degree(PersonId ego) const
    {
        if (!is_weighted()) return static_cast<double>(degree(ego));
        double total = 0;
        for (const Weight weight : weights(ego)) total += weight;
        return total;
    }

    /// Every tie once.
    [[nodiscard]] auto ties() const
    {
        using Iterator = detail::TieIterator<Weight, direction, detail::EveryTie<direction>>;
        const auto columns = out_.view();
        return std::ranges::subrange(Iterator(columns, 0, 0, end_count()),
                                     Iterator(columns, 0, end_count(), end_count()));
    }

    /// Ego's ties, with ego as the source.
    [[nodiscard]] auto ties_of(PersonId ego) const { return walk<detail::FromEgo>(out_, ego); }
    /// The ties towards ego, with ego as the target.
    [[nodiscard]] auto in_ties_of(PersonId ego) const { return walk<detail::TowardsEgo>(in(), ego); }

    /// The columns themselves: size() + 1 offsets, and an alter and (if weighted) a weight for each tie end.
    [[nodiscard]] std::span<const std::uint64_t> offsets() const { return out_.offsets; }
    [[nodiscard]] std::span<const PersonId> alters() const { return out_.alters; }
    [[nodiscard]] std::span<const Weight> weights() const { return out_.weights; }

private:
    friend class TieGraphBuilder<Weight, direction>;
    friend struct detail::FinishedRows;

    struct Rows {
        std::vector<std::uint64_t> offsets{0};
        detail::UnwrittenColumn<PersonId> alters;
        detail::UnwrittenColumn<Weight> weights;

        [[nodiscard]] std::span<const PersonId> alters_of(PersonId ego) const
        {
            return {alters.data() + offsets[ego], alters.data() + offsets[ego + 1]};
        }
        [[nodiscard]] std::span<const Weight> weights_of(PersonId ego) const
        {
            if (weights.empty()) return {};
            return {weights.data() + offsets[ego], weights.data() + offsets[ego + 1]};
        }
        [[nodiscard]] detail::TieColumns<Weight> view() const
        {
            return {offsets.data(), alters.data(), weights.empty() ? nullptr : weights.data()};
        }
    };

    [[nodiscard]] const Rows& in() const
    {
        if constexpr (is_directed) return in_;
        return out_;
    }

    template <class Walk>
    [[nodiscard]] static auto walk(const Rows& rows, PersonId ego)
    {
        using Iterator = detail::TieIterator<Weight, direction, Walk>;
        const auto first = rows.offsets[ego];
        const auto last = rows.offsets[ego + 1];
        return std::ranges::subrange(Iterator(rows.view(), ego, first, last), Iterator(rows.view(), ego, last, last));
    }

    Rows out_;
    Rows in_;  // filled only if directed
};

/// A directed TieGraph: "Ada turns to Ben" does not say that Ben turns to Ada.
template <std::floating_point Weight = float>
using DirectedTieGraph = TieGraph<Weight, Direction::directed>;

/// Guard line of every question about one person.
template <class Weight, Direction direction>
void require_person(const TieGraph<Weight, direction>& graph, PersonId person)
{
    if (person >= graph.size())
        throw UnknownPerson("person " + std::to_string(person) + " is not in the graph; it has " +
                            std::to_string(graph.size()) + " people, numbered from 0");
}

}  // namespace tertius
