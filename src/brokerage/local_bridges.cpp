#include <tertius/brokerage/local_bridges.hpp>

#include "common_alters.hpp"
#include "mutual_ties.hpp"

#include <array>
#include <string>
#include <utility>

namespace tertius {

namespace {

/// Looks for the shortest way between two people that does not use the tie between them, from both ends at once.
template <class Weight>
class OtherWay {
public:
    explicit OtherWay(const TieGraph<Weight>& graph) : graph_(&graph), reached_by_(graph.size()) {}

    std::optional<std::uint32_t> span(PersonId a, PersonId b, std::uint32_t max_span, const Execution& execution)
    {
        begin(a, b);
        for (std::uint32_t span = 1; max_span == 0 || span <= max_span; ++span) {
            throw_if_stopped(execution);
            const std::size_t side = work_[0] <= work_[1] ? 0 : 1;
            if (grow(side)) return span;
            if (frontier_[side].empty()) return std::nullopt;
        }
        return std::nullopt;
    }

private:
    void begin(PersonId a, PersonId b)
    {
        if (search_ > nobody - 2) {  // numbers are used up
            reached_by_.assign(reached_by_.size(), 0);
            search_ = 0;
        }
        search_ += 2;  // the sides of this search are search_ and search_ + 1; all lower numbers are of earlier ones
        ends_ = {a, b};
        for (const std::size_t side : {0U, 1U}) {
            frontier_[side].assign(1, ends_[side]);
            work_[side] = graph_->degree(ends_[side]);
            reached_by_[ends_[side]] = search_ + static_cast<std::uint32_t>(side);
        }
    }

    /// Goes one tie further on one side; whether the sides have met.
    bool grow(std::size_t side)
    {
        const auto mine = search_ + static_cast<std::uint32_t>(side);
        const auto other = search_ + static_cast<std::uint32_t>(1 - side);
        next_.clear();
        work_[side] = 0;
        for (const PersonId person : frontier_[side])
            for (const PersonId alter : graph_->alters(person)) {
                if (reached_by_[alter] == mine || (person == ends_[side] && alter == ends_[1 - side])) continue;
                if (reached_by_[alter] == other) return true;
                reached_by_[alter] = mine;
                next_.push_back(alter);
                work_[side] += graph_->degree(alter);
            }
        std::swap(frontier_[side], next_);
        return false;
    }

    const TieGraph<Weight>* graph_;
    std::vector<std::uint32_t> reached_by_;
    std::uint32_t search_ = 0;
    std::array<PersonId, 2> ends_{};
    std::array<std::vector<PersonId>, 2> frontier_;
    std::array<std::uint64_t, 2> work_{};  // the ties to look at when a side grows next
    std::vector<PersonId> next_;
};

template <class Weight>
std::vector<LocalBridge> ties_without_common_alters(const Execution& execution, const TieGraph<Weight>& graph)
{
    const auto shared = detail::common_alter_sums(execution, graph, [](PersonId, PersonId, double) { return 1.0; });
    std::vector<LocalBridge> found;
    for (const auto& tie : graph.ties())
        if (shared[tie.end] == 0) found.push_back({tie.source, tie.target, {}});
    return found;
}

}  // namespace

template <std::floating_point Weight>
std::vector<LocalBridge> local_bridges(const TieGraph<Weight>& graph, const LocalBridgeOptions& options)
{
    if (options.max_span == 1 || options.max_span == 2)
        throw InvalidOption("option.max_span",
                            "max_span is " + std::to_string(options.max_span) + "; must be 0 (no bound) or at least 3");
    return with_threads(options.execution, [&] {
        Execution inner = options.execution;
        inner.threads = 0;
        const auto ties = detail::mutual_ties(graph, inner);
        auto found = ties_without_common_alters(inner, ties);
        PerThread<OtherWay<Weight>> search([&] { return OtherWay<Weight>(ties); });
        parallel_for(inner, found.size(), 16, [&](std::size_t begin, std::size_t end) {
            auto& other_way = search.local();
            for (; begin < end; ++begin) {
                auto& bridge = found[begin];
                bridge.span = other_way.span(bridge.a, bridge.b, options.max_span, inner);
            }
        });
        return found;
    });
}

template std::vector<LocalBridge> local_bridges(const TieGraph<float>&, const LocalBridgeOptions&);
template std::vector<LocalBridge> local_bridges(const TieGraph<double>&, const LocalBridgeOptions&);

}  // namespace tertius
