#pragma once

#include "ways.hpp"

#include <tertius/brokerage/betweenness.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace tertius::detail {

/// How long a tie is, by its weight. Scaled so that no way is longer than a double holds, which changes no comparison.
class Lengths {
public:
    template <class Graph>
    Lengths(const Graph& graph, TieLength kind) : inverse_(kind == TieLength::inverse_weight)
    {
        constexpr int room = 900;  // lengths stay below 2^900: ways of 2^123 ties can be added up
        double least = std::numeric_limits<double>::max();
        double most = 0;
        for (const double weight : graph.weights()) {
            if (weight > 0) least = std::min(least, weight);
            most = std::max(most, weight);
        }
        scale_ = inverse_ ? std::min(1.0, std::ldexp(std::min(least, 1.0), room))
                          : std::min(1.0, std::ldexp(1 / std::max(most, 1.0), room));
    }

    [[nodiscard]] double operator()(double weight) const { return inverse_ ? scale_ / weight : scale_ * weight; }

private:
    bool inverse_;
    double scale_ = 1;
};

/// Shortest ways from one person, by the lengths of ties.
template <class Graph>
class LengthSearch {
public:
    LengthSearch(const Graph& graph, const Lengths& lengths) : graph_(&graph), length_(lengths), seen_(graph.size()) {}

    /// Calls add(person, sum over targets of the share of the source's shortest ways to them that lead over person).
    template <class Add>
    void from(PersonId source, const Add& add)
    {
        go_out(source, nobody);
        for (std::size_t place = order_.size(); --place > 0;) {
            const PersonId person = order_[place];
            auto& here = seen_[person];
            double onward = 0;
            for_each_tie_from(*graph_, person, [&](PersonId alter, double weight) {
                if (leads_on(here, seen_[alter], weight)) onward += seen_[alter].share;
            });
            const double between = require_countable(here.ways) * onward;
            here.share = (1 + between) / here.ways;
            add(person, between);
        }
        forget();
    }

    /// Calls add(person, share of the shortest ways from source to target that lead over person).
    template <class Add>
    void between(PersonId source, PersonId target, const Add& add)
    {
        go_out(source, target);
        if (order_.back() == target) {
            const double all = require_countable(seen_[target].ways);
            seen_[target].share = 1 / all;  // here: the shortest ways on to the target, over all
            for (std::size_t place = order_.size(); --place > 0;) {
                const PersonId person = order_[place];
                const auto here = seen_[person];
                if (here.share == 0) continue;
                if (person != target) add(person, here.ways * here.share);
                for_each_tie_towards(*graph_, person, [&](PersonId alter, double weight) {
                    if (leads_on(seen_[alter], here, weight)) seen_[alter].share += here.share;
                });
            }
        }
        forget();
    }

private:
    static constexpr auto not_settled = std::numeric_limits<std::uint32_t>::max();

    struct Seen {
        double length = std::numeric_limits<double>::infinity();  // from the source
        double ways = 0;
        double share = 0;
        std::uint32_t rank = not_settled;  // in order of length
    };
    using Waiting = std::pair<double, PersonId>;

    /// Whether a tie from one to another is on a shortest way from the source.
    [[nodiscard]] bool leads_on(const Seen& from, const Seen& to, double weight) const
    {
        constexpr double same = 1 + 1e-12;
        return from.rank < to.rank && to.rank != not_settled && from.length + length_(weight) <= to.length * same;
    }

    void go_out(PersonId source, PersonId until)
    {
        order_.clear();
        reached_.assign(1, source);
        waiting_.assign(1, {0, source});
        seen_[source].length = 0;
        while (!waiting_.empty() && (order_.empty() || order_.back() != until)) {
            std::ranges::pop_heap(waiting_, std::greater{});
            const PersonId person = waiting_.back().second;
            waiting_.pop_back();
            if (seen_[person].rank == not_settled) settle(person);
        }
    }

    void settle(PersonId person)
    {
        auto& here = seen_[person];
        here.rank = static_cast<std::uint32_t>(order_.size());
        here.ways = order_.empty() ? 1 : 0;
        order_.push_back(person);
        for_each_tie_towards(*graph_, person, [&](PersonId alter, double weight) {
            if (leads_on(seen_[alter], here, weight)) here.ways += seen_[alter].ways;
        });
        for_each_tie_from(*graph_, person, [&](PersonId alter, double weight) {
            auto& there = seen_[alter];
            const double length = here.length + length_(weight);
            if (length >= there.length) return;
            if (std::isinf(there.length)) reached_.push_back(alter);
            there.length = length;
            waiting_.emplace_back(length, alter);
            std::ranges::push_heap(waiting_, std::greater{});
        });
    }

    void forget()
    {
        for (const PersonId person : reached_) seen_[person] = {};
    }

    const Graph* graph_;
    Lengths length_;
    std::vector<Seen> seen_;
    std::vector<PersonId> order_;    // settled, by length
    std::vector<PersonId> reached_;  // all who are seen
    std::vector<Waiting> waiting_;   // a heap; old entries of settled people stay in
};

}  // namespace tertius::detail
