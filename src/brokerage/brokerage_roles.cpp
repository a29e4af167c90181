#include <tertius/brokerage/brokerage_roles.hpp>

#include "common_alters.hpp"
#include "role_chances.hpp"

#include <tertius/graph/detail/both_ways.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

// The ways over a broker are counted by cluster, all of them at once: sources times targets. Those that are closed by a
// tie from source to target are found at the triangles and taken off. No hub's pairs of alters are ever walked through.
namespace tertius {

namespace {

using Ways = std::uint8_t;
constexpr Ways towards_alter = 1;
constexpr Ways towards_ego = 2;
constexpr Ways mutual = 3;

/// Calls visit(alter, ways) for everybody tied to ego by more than 0, in ascending order.
template <class Weight, Direction direction, class Visit>
void for_each_tied(const TieGraph<Weight, direction>& graph, PersonId ego, const Visit& visit)
{
    if constexpr (direction == Direction::directed) {
        detail::for_each_alter_both_ways(graph, ego, [&](PersonId alter, double given, double taken) {
            const int ways = (given > 0 ? towards_alter : 0) + (taken > 0 ? towards_ego : 0);
            if (ways != 0) visit(alter, static_cast<Ways>(ways));
        });
    } else {
        for (const auto& tie : graph.ties_of(ego))
            if (tie.weight > 0) visit(tie.target, mutual);
    }
}

BrokerageRole role_of(ClusterId source, ClusterId broker, ClusterId target)
{
    if (source == broker) return broker == target ? BrokerageRole::coordinator : BrokerageRole::representative;
    if (broker == target) return BrokerageRole::gatekeeper;
    return source == target ? BrokerageRole::itinerant : BrokerageRole::liaison;
}

/// The ways over one broker that are closed by a tie from source to target.
struct ClosedWays {
    std::array<std::uint64_t, brokerage_role_count> by_role{};
    std::uint64_t mutual_pairs = 0;  // of alters tied both ways to the broker, who are tied to each other: both orders
};

/// What is known of one broker: their alters, and for each how many closed ways begin or end there.
struct Row {
    PersonId broker = 0;
    std::span<const PersonId> alters;
    std::span<const Ways> ways;
    std::span<const std::uint32_t> closed_from;
    std::span<const std::uint32_t> closed_to;
};

/// How many sources, targets and people who are both are in one cluster.
struct Sides {
    std::uint64_t sources = 0;
    std::uint64_t targets = 0;
    std::uint64_t both = 0;

    void add(Ways ways)
    {
        sources += (ways & towards_ego) != 0 ? 1 : 0;
        targets += (ways & towards_alter) != 0 ? 1 : 0;
        both += ways == mutual ? 1 : 0;
    }
};

using ClusterWays = std::vector<std::pair<ClusterId, Ways>>;

/// All ways over the broker, closed ones too, by role. `sorted` is working memory.
std::array<std::uint64_t, brokerage_role_count> all_ways(const Row& row, const Partition& partition,
                                                         ClusterWays& sorted)
{
    sorted.clear();
    for (std::size_t place = 0; place < row.alters.size(); ++place)
        sorted.emplace_back(partition[row.alters[place]], row.ways[place]);
    std::ranges::sort(sorted);
    Sides own;
    Sides others;
    std::uint64_t same_cluster = 0;  // ways from and to one other cluster
    for (std::size_t first = 0, last = 0; first < sorted.size(); first = last) {
        Sides here;
        for (; last < sorted.size() && sorted[last].first == sorted[first].first; ++last) here.add(sorted[last].second);
        if (sorted[first].first == partition[row.broker]) {
            own = here;
        } else {
            same_cluster += here.sources * here.targets;
            others.sources += here.sources;
            others.targets += here.targets;
            others.both += here.both;
        }
    }
    // In the order of BrokerageRole.
    return {own.sources * own.targets - own.both, same_cluster - others.both, others.sources * own.targets,
            own.sources * others.targets, others.sources * others.targets - same_cluster};
}

/// How many ordered pairs of open ways over the broker overlap in each way.
std::array<double, detail::overlap_count> overlapping_pairs(const Row& row, std::uint64_t total,
                                                            std::uint64_t mutual_pairs)
{
    Sides all;
    for (const Ways ways : row.ways) all.add(ways);
    double source = 0;
    double target = 0;
    double chained = 0;
    for (std::size_t place = 0; place < row.ways.size(); ++place) {
        const std::uint64_t self = row.ways[place] == mutual ? 1 : 0;
        const bool begins = (row.ways[place] & towards_ego) != 0;
        const bool ends = (row.ways[place] & towards_alter) != 0;
        const auto from = begins ? static_cast<double>(all.targets - self - row.closed_from[place]) : 0.0;
        const auto to = ends ? static_cast<double>(all.sources - self - row.closed_to[place]) : 0.0;
        source += from * (from - 1);
        target += to * (to - 1);
        chained += from * to;
    }
    const auto ways = static_cast<double>(total);
    const auto reversed = all.both == 0 ? 0.0 : static_cast<double>(all.both * (all.both - 1) - mutual_pairs);
    chained = 2 * (chained - reversed);
    return {ways, source, target, chained, reversed, ways * ways - ways - source - target - chained - reversed};
}

void expect(BrokerageRoles& roles, const detail::RoleChances& chances,
            const std::array<double, detail::overlap_count>& pairs)
{
    // What rounding leaves of a variance that is 0, over the square of the mean, is well below this.
    constexpr double none = 1e-12;
    for (std::size_t role = 0; role < brokerage_role_count; ++role) {
        const auto& chance = chances[role];
        const double expected = pairs[0] * chance[0];
        double variance = 0;
        for (std::size_t overlap = 0; overlap < detail::overlap_count; ++overlap)
            if (pairs[overlap] > 0) variance += pairs[overlap] * (chance[overlap] - chance[0] * chance[0]);
        roles.expected[role] = expected;
        roles.z_scores[role] = variance > none * expected * expected
                                   ? (static_cast<double>(roles.counts[role]) - expected) / std::sqrt(variance)
                                   : std::numeric_limits<double>::quiet_NaN();
    }
}

BrokerageRoles roles_of(const Row& row, const Partition& partition, const detail::RoleChances& chances,
                        const ClosedWays& closed, ClusterWays& sorted)
{
    BrokerageRoles roles;
    roles.counts = all_ways(row, partition, sorted);
    for (std::size_t role = 0; role < brokerage_role_count; ++role) {
        roles.counts[role] -= closed.by_role[role];
        roles.total += roles.counts[role];
    }
    expect(roles, chances, overlapping_pairs(row, roles.total, closed.mutual_pairs));
    return roles;
}

// One person.

/// Ego's row and its closed ways, worked out on the spot.
class OwnRow {
public:
    template <class Weight, Direction direction>
    OwnRow(const TieGraph<Weight, direction>& graph, const Partition& partition, PersonId ego) : ego_(ego)
    {
        for_each_tied(graph, ego, [&](PersonId alter, Ways ways) {
            alters_.push_back(alter);
            ways_.push_back(ways);
        });
        from_.resize(alters_.size());
        to_.resize(alters_.size());
        for (std::size_t i = 0; i < alters_.size(); ++i)
            for_each_tied(graph, alters_[i], [&](PersonId other, Ways ways) {
                const auto found = std::ranges::lower_bound(alters_, other);
                if (found == alters_.end() || *found != other) return;
                add(partition, i, static_cast<std::size_t>(found - alters_.begin()), ways);
            });
    }

    [[nodiscard]] Row row() const { return {ego_, alters_, ways_, from_, to_}; }
    [[nodiscard]] const ClosedWays& closed() const { return closed_; }

private:
    void add(const Partition& partition, std::size_t i, std::size_t k, Ways ways)
    {
        if (ways_[i] == mutual && ways_[k] == mutual) ++closed_.mutual_pairs;
        if ((ways_[i] & towards_ego) == 0 || (ways_[k] & towards_alter) == 0 || (ways & towards_alter) == 0) return;
        ++from_[i];
        ++to_[k];
        const auto role = role_of(partition[alters_[i]], partition[ego_], partition[alters_[k]]);
        ++closed_.by_role[static_cast<std::size_t>(role)];
    }

    PersonId ego_;
    std::vector<PersonId> alters_;
    std::vector<Ways> ways_;
    std::vector<std::uint32_t> from_;
    std::vector<std::uint32_t> to_;
    ClosedWays closed_;
};

// Everybody.

/// Who is tied to whom, and which way; and for each end of a pair how many closed ways begin or end there.
class TiedPairs {
public:
    template <class Weight, Direction direction>
    TiedPairs(const TieGraph<Weight, direction>& graph, const Execution& execution)
        : offsets_(std::size_t{graph.size()} + 1)
    {
        const auto for_everybody = [&](const auto& work) {
            parallel_for(execution, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
                for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego) work(ego);
            });
        };
        for_everybody([&](PersonId ego) {
            for_each_tied(graph, ego, [&](PersonId, Ways) { ++offsets_[std::size_t{ego} + 1]; });
        });
        std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
        alters_.resize(offsets_.back());
        ways_.resize(offsets_.back());
        closed_from_.resize(offsets_.back());
        closed_to_.resize(offsets_.back());
        for_everybody([&](PersonId ego) {
            std::uint64_t place = offsets_[ego];
            for_each_tied(graph, ego, [&](PersonId alter, Ways ways) {
                alters_[place] = alter;
                ways_[place++] = ways;
            });
        });
    }

    [[nodiscard]] PersonId size() const { return static_cast<PersonId>(offsets_.size() - 1); }

    [[nodiscard]] Row row(PersonId ego) const
    {
        const auto part = [&](const auto& column) {
            return std::span(column).subspan(offsets_[ego], offsets_[ego + 1] - offsets_[ego]);
        };
        return {ego, part(alters_), part(ways_), part(closed_from_), part(closed_to_)};
    }

    /// Finds the triangles at each pair, from the side of the one with more ties through the ties of the other.
    std::vector<ClosedWays> close(const Partition& partition, const Execution& execution)
    {
        std::vector<ClosedWays> closed(size());
        PerThread<std::vector<Ways>> scratch([&] { return std::vector<Ways>(size()); });
        parallel_for(execution, size(), 256, [&](std::size_t begin, std::size_t end) {
            auto& ways_of_a = scratch.local();
            for (auto a = static_cast<PersonId>(begin); a < end; ++a) {
                throw_if_stopped(execution);
                const Row row_of_a = row(a);
                for (std::size_t at = 0; at < row_of_a.alters.size(); ++at)
                    ways_of_a[row_of_a.alters[at]] = row_of_a.ways[at];
                for (std::size_t at = 0; at < row_of_a.alters.size(); ++at)
                    if (leads(a, row_of_a.alters[at])) close_at(partition, a, offsets_[a] + at, ways_of_a, closed);
                for (const PersonId alter : row_of_a.alters) ways_of_a[alter] = 0;
            }
        });
        return closed;
    }

private:
    [[nodiscard]] bool leads(PersonId a, PersonId b) const
    {
        const auto ties = [&](PersonId person) { return offsets_[person + 1] - offsets_[person]; };
        return std::pair(ties(a), a) > std::pair(ties(b), b);
    }

    /// The triangles at one pair, for both of its people as brokers.
    void close_at(const Partition& partition, PersonId a, std::uint64_t end_at_a, const std::vector<Ways>& ways_of_a,
                  std::vector<ClosedWays>& closed)
    {
        const PersonId b = alters_[end_at_a];
        const Row row_of_b = row(b);
        Corner at_a{ways_[end_at_a], partition[a], partition[b], {}};
        Corner at_b{reverse(ways_[end_at_a]), partition[b], partition[a], {}};
        for (std::size_t at = 0; at < row_of_b.alters.size(); ++at) {
            const PersonId c = row_of_b.alters[at];
            const Ways ac = ways_of_a[c];
            if (ac == 0) continue;
            const Ways bc = row_of_b.ways[at];
            at_a.add(ac, bc, partition[c]);
            at_b.add(bc, ac, partition[c]);
        }
        const auto back = std::ranges::lower_bound(row_of_b.alters, a) - row_of_b.alters.begin();
        keep(at_a, end_at_a, closed[a]);
        keep(at_b, offsets_[b] + static_cast<std::uint64_t>(back), closed[b]);
    }

    static Ways reverse(Ways ways) { return ways == mutual ? mutual : static_cast<Ways>(mutual - ways); }

    /// One broker with one alter, and the third people who are tied to both.
    struct Corner {
        Ways ways;
        ClusterId broker;
        ClusterId alter;
        ClosedWays closed;
        std::uint32_t from = 0;
        std::uint32_t to = 0;

        /// `to_third` as seen from the broker, `between` from the alter.
        void add(Ways to_third, Ways between, ClusterId third)
        {
            if (ways == mutual && to_third == mutual) ++closed.mutual_pairs;
            if ((ways & towards_ego) != 0 && (to_third & towards_alter) != 0 && (between & towards_alter) != 0) {
                ++from;
                ++closed.by_role[static_cast<std::size_t>(role_of(alter, broker, third))];
            }
            if ((ways & towards_alter) != 0 && (to_third & towards_ego) != 0 && (between & towards_ego) != 0) ++to;
        }
    };

    /// Whole numbers add up to the same in any order, so threads may add to one broker.
    void keep(const Corner& corner, std::uint64_t end, ClosedWays& closed)
    {
        closed_from_[end] = corner.from;
        closed_to_[end] = corner.to;
        const auto add = [](std::uint64_t& sum, std::uint64_t more) {
            if (more > 0) std::atomic_ref(sum).fetch_add(more, std::memory_order_relaxed);
        };
        for (std::size_t role = 0; role < brokerage_role_count; ++role)
            add(closed.by_role[role], corner.closed.by_role[role]);
        add(closed.mutual_pairs, corner.closed.mutual_pairs);
    }

    std::vector<std::uint64_t> offsets_;
    std::vector<PersonId> alters_;
    std::vector<Ways> ways_;
    std::vector<std::uint32_t> closed_from_;
    std::vector<std::uint32_t> closed_to_;
};

}  // namespace

template <std::floating_point Weight, Direction direction>
BrokerageRoles brokerage_roles(const TieGraph<Weight, direction>& graph, const Partition& partition, PersonId ego)
{
    require_person(graph, ego);
    require_partition(graph.size(), partition);
    const OwnRow own(graph, partition, ego);
    ClusterWays sorted;
    return roles_of(own.row(), partition, detail::role_chances(partition), own.closed(), sorted);
}

template <std::floating_point Weight, Direction direction>
std::vector<BrokerageRoles> brokerage_roles(const TieGraph<Weight, direction>& graph, const Partition& partition,
                                            const Execution& execution)
{
    require_partition(graph.size(), partition);
    return with_threads(execution, [&] {
        Execution inner = execution;
        inner.threads = 0;
        const auto chances = detail::role_chances(partition);
        TiedPairs pairs(graph, inner);
        const auto closed = pairs.close(partition, inner);
        std::vector<BrokerageRoles> result(graph.size());
        PerThread<ClusterWays> scratch([] { return ClusterWays(); });
        parallel_for(inner, graph.size(), 1024, [&](std::size_t begin, std::size_t end) {
            for (auto ego = static_cast<PersonId>(begin); ego < end; ++ego)
                result[ego] = roles_of(pairs.row(ego), partition, chances, closed[ego], scratch.local());
        });
        return result;
    });
}

template BrokerageRoles brokerage_roles(const TieGraph<float>&, const Partition&, PersonId);
template BrokerageRoles brokerage_roles(const TieGraph<double>&, const Partition&, PersonId);
template BrokerageRoles brokerage_roles(const DirectedTieGraph<float>&, const Partition&, PersonId);
template BrokerageRoles brokerage_roles(const DirectedTieGraph<double>&, const Partition&, PersonId);
template std::vector<BrokerageRoles> brokerage_roles(const TieGraph<float>&, const Partition&, const Execution&);
template std::vector<BrokerageRoles> brokerage_roles(const TieGraph<double>&, const Partition&, const Execution&);
template std::vector<BrokerageRoles> brokerage_roles(const DirectedTieGraph<float>&, const Partition&,
                                                     const Execution&);
template std::vector<BrokerageRoles> brokerage_roles(const DirectedTieGraph<double>&, const Partition&,
                                                     const Execution&);

}  // namespace tertius
