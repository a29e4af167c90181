#pragma once

#include "ways.hpp"

#include <tertius/graph/tie_graph.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace tertius::detail {

inline constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();

/// Shortest ways from one person to everybody, counted in ties.
template <class Graph>
class HopSearch {
public:
    explicit HopSearch(const Graph& graph)
        : graph_(&graph),
          hops_(graph.size(), unseen),
          ways_(graph.size()),
          share_(graph.size()),
          order_(graph.size()),
          steps_before_(std::size_t{graph.size()} + 1),
          steps_(graph.end_count() + 1)
    {
    }

    /// Calls add(person, sum over targets of the share of the source's shortest ways to them that lead over person).
    template <class Add>
    void from(PersonId source, const Add& add)
    {
        go_out(source);
        for (std::size_t place = reached_; --place > 0;) {
            const PersonId person = order_[place];
            double onward = 0;
            for (std::size_t step = steps_before_[place]; step < steps_before_[place + 1]; ++step)
                onward += share_[steps_[step]];
            const double ways = require_countable(ways_[person]);
            const double between = ways * onward;
            share_[person] = (1 + between) / ways;
            add(person, between);
        }
        for (std::size_t place = 0; place < reached_; ++place) {
            hops_[order_[place]] = unseen;
            ways_[order_[place]] = 0;
        }
    }

private:
    void go_out(PersonId source)
    {
        order_[0] = source;
        reached_ = 1;
        hops_[source] = 0;
        ways_[source] = 1;
        for (std::size_t place = 0; place < reached_; ++place) step_out(place);
    }

    /// Keeps the ties that lead one further. Which do is as good as chance, so the loops count on instead of branching.
    void step_out(std::size_t place)
    {
        const PersonId person = order_[place];
        const std::uint32_t hops = hops_[person];
        const std::size_t first = steps_before_[place];
        std::size_t last = first;
        for_each_tie_from(*graph_, person, [&](PersonId alter, auto) {
            steps_[last] = alter;
            last += hops_[alter] > hops ? 1 : 0;
        });
        for (std::size_t step = first; step < last; ++step) {
            const PersonId alter = steps_[step];
            if (hops_[alter] == unseen) order_[reached_++] = alter;
            hops_[alter] = hops + 1;
            ways_[alter] += ways_[person];
        }
        steps_before_[place + 1] = last;
    }

    const Graph* graph_;
    std::vector<std::uint32_t> hops_;
    std::vector<double> ways_;   // from the source
    std::vector<double> share_;  // what one such way brings: (1 + what is between) / ways
    std::vector<PersonId> order_;
    std::vector<std::size_t> steps_before_;
    std::vector<PersonId> steps_;  // ties on shortest ways, person by person in order
    std::size_t reached_ = 0;
};

/// Shortest ways between two people, counted in ties, looked for from both ends.
template <class Graph>
class HopSearchBetween {
public:
    explicit HopSearchBetween(const Graph& graph)
        : graph_(&graph), sides_{std::vector<Seen>(graph.size()), std::vector<Seen>(graph.size())}
    {
    }

    /// Calls add(person, share of the shortest ways from source to target that lead over person).
    template <class Add>
    void between(PersonId source, PersonId target, const Add& add)
    {
        begin(source, target);
        while (!frontier_[0].empty() && !frontier_[1].empty() && met_.empty()) {
            const std::size_t side = work_[0] <= work_[1] ? 0 : 1;
            if (side == 0)
                grow<0>();
            else
                grow<1>();
        }
        if (!met_.empty()) share_out(add);
        for (const std::size_t side : {0U, 1U})
            for (const PersonId person : reached_[side]) sides_[side][person] = {};
    }

private:
    struct Seen {
        double ways = 0;    // from this side's end
        double onward = 0;  // shortest ways on to the other end
        std::uint32_t hops = unseen;
    };

    void begin(PersonId source, PersonId target)
    {
        met_.clear();
        const std::array<PersonId, 2> ends{source, target};
        for (const std::size_t side : {0U, 1U}) {
            frontier_[side].assign(1, ends[side]);
            reached_[side].assign(1, ends[side]);
            sides_[side][ends[side]] = {1, 0, 0};
            work_[side] = 0;
        }
    }

    /// Ties are gone from the source's side and met from the target's.
    template <std::size_t side, class Visit>
    void for_each_tie(PersonId person, const Visit& visit) const
    {
        if constexpr (side == 0)
            for_each_tie_from(*graph_, person, visit);
        else
            for_each_tie_towards(*graph_, person, visit);
    }

    template <std::size_t side>
    void grow()
    {
        auto& seen = sides_[side];
        next_.clear();
        for (const PersonId person : frontier_[side]) {
            const auto here = seen[person];
            for_each_tie<side>(person, [&](PersonId alter, auto) {
                auto& there = seen[alter];
                if (there.hops == unseen) {
                    there.hops = here.hops + 1;
                    next_.push_back(alter);
                }
                if (there.hops == here.hops + 1) there.ways += here.ways;
            });
        }
        work_[side] = 0;
        for (const PersonId person : next_) {
            reached_[side].push_back(person);
            work_[side] += side == 0 ? graph_->degree(person) : graph_->in_alters(person).size();
            if (sides_[1 - side][person].hops != unseen) met_.push_back(person);
        }
        std::swap(frontier_[side], next_);
    }

    /// Every shortest way leads over exactly one of those whom both sides have met.
    template <class Add>
    void share_out(const Add& add)
    {
        double all = 0;
        for (const PersonId person : met_) all += sides_[0][person].ways * sides_[1][person].ways;
        require_countable(all);
        for (const PersonId person : met_) {
            const double ways = sides_[0][person].ways * sides_[1][person].ways;
            if (sides_[0][person].hops > 0 && sides_[1][person].hops > 0) add(person, ways / all);
            sides_[0][person].onward = sides_[1][person].ways;
            sides_[1][person].onward = sides_[0][person].ways;
        }
        go_back<0>(all, add);
        go_back<1>(all, add);
    }

    /// From those met back to this side's end, which is left out.
    template <std::size_t side, class Add>
    void go_back(double all, const Add& add)
    {
        auto& seen = sides_[side];
        frontier_[side].assign(met_.begin(), met_.end());
        for (std::uint32_t hops = seen[met_.front()].hops; hops > 1; --hops) {
            next_.clear();
            for (const PersonId person : frontier_[side]) {
                const double onward = seen[person].onward;
                for_each_tie<1 - side>(person, [&](PersonId alter, auto) {
                    auto& there = seen[alter];
                    if (there.hops != hops - 1) return;
                    if (there.onward == 0) next_.push_back(alter);
                    there.onward += onward;
                });
            }
            for (const PersonId person : next_) add(person, seen[person].ways * (seen[person].onward / all));
            std::swap(frontier_[side], next_);
        }
    }

    const Graph* graph_;
    std::array<std::vector<Seen>, 2> sides_;
    std::array<std::vector<PersonId>, 2> frontier_;
    std::array<std::vector<PersonId>, 2> reached_;
    std::array<std::uint64_t, 2> work_{};  // the ties to look at when a side grows next
    std::vector<PersonId> next_;
    std::vector<PersonId> met_;
};

}  // namespace tertius::detail
