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
    explicit HopSearch(const Graph& graph) : graph_(&graph), seen_(graph.size()) {}

    /// Calls add(person, sum over targets of the share of the source's shortest ways to them that lead over person).
    template <class Add>
    void from(PersonId source, const Add& add)
    {
        go_out(source);
        for (std::size_t place = order_.size(); --place > 0;) {
            const PersonId person = order_[place];
            auto& here = seen_[person];
            double onward = 0;
            for_each_tie_from(*graph_, person, [&](PersonId alter, auto) {
                if (seen_[alter].hops == here.hops + 1) onward += seen_[alter].share;
            });
            const double between = require_countable(here.ways) * onward;
            here.share = (1 + between) / here.ways;
            add(person, between);
        }
        for (const PersonId person : order_) seen_[person] = {};
    }

private:
    struct Seen {
        double ways = 0;   // from the source
        double share = 0;  // what one such way brings: (1 + what is between) / ways
        std::uint32_t hops = unseen;
    };

    void go_out(PersonId source)
    {
        order_.assign(1, source);
        seen_[source] = {1, 0, 0};
        for (std::size_t place = 0; place < order_.size(); ++place) {
            const PersonId person = order_[place];
            const auto here = seen_[person];
            for_each_tie_from(*graph_, person, [&](PersonId alter, auto) {
                auto& there = seen_[alter];
                if (there.hops == unseen) {
                    there.hops = here.hops + 1;
                    order_.push_back(alter);
                }
                if (there.hops == here.hops + 1) there.ways += here.ways;
            });
        }
    }

    const Graph* graph_;
    std::vector<Seen> seen_;
    std::vector<PersonId> order_;
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
