#include "discs.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <tuple>

namespace tertius::detail {

namespace {

constexpr std::size_t most_inner = 600;  // every two of them are looked at in every round
constexpr int drawing_rounds = 200;
constexpr int parting_rounds = 300;
constexpr double pace = 0.04;
constexpr double breadth = 1.3;  // pictures are looked at on screens that are broader than high
constexpr double air = 1.0;      // around a disc, and a part of its radius more
constexpr double lone_radius = 0.75;

/// Those among the larger discs that are drawn to each other, with the air around them.
class InnerDiscs {
public:
    InnerDiscs(const Execution& execution, std::vector<double> radii, std::vector<double> ties)
        : execution_(execution), radii_(std::move(radii)), ties_(std::move(ties)), moved_(radii_.size())
    {
        make_shares();
        start();
        for (int round = 0; round < drawing_rounds; ++round) {
            move([&](std::size_t disc) { return pace * force_on(disc); });
            if (2 * round > drawing_rounds) part();
        }
        for (int round = 0; round < parting_rounds && spread() > 1; ++round) part();
        const double wider = std::max(1.0, spread());
        for (Point& middle : middles_) middle = wider * middle;
        centre();
    }

    [[nodiscard]] const std::vector<Point>& middles() const { return middles_; }

private:
    [[nodiscard]] std::size_t size() const { return radii_.size(); }

    /// Ties become the share that each other disc has of all that leads out of one.
    void make_shares()
    {
        for (std::size_t disc = 0; disc < size(); ++disc) {
            const auto row = std::span(ties_).subspan(disc * size(), size());
            const double total = std::accumulate(row.begin(), row.end(), 0.0);
            for (double& tie : row) tie = total > 0 ? tie / total : 0;
        }
    }

    /// The largest in the middle, the others on a spiral around it.
    void start()
    {
        std::vector<std::size_t> order(size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t disc) { return radii_[disc]; });
        middles_.resize(size());
        double area = 0;
        for (std::size_t place = 0; place < size(); ++place) {
            const double own = radii_[order[place]] * radii_[order[place]];
            const double turn = static_cast<double>(place) * std::numbers::pi * (3 - std::sqrt(5.0));
            const double reach = place == 0 ? 0 : std::sqrt(area + own);
            middles_[order[place]] = {breadth * reach * std::cos(turn), reach * std::sin(turn)};
            area += own;
        }
    }

    /// What people are moved by, with areas for people.
    [[nodiscard]] Point force_on(std::size_t disc) const
    {
        const Point here = middles_[disc];
        Point force{-here.x / breadth, -here.y * breadth};
        force = std::numbers::pi * force;
        for (std::size_t other = 0; other < size(); ++other) {
            if (other == disc) continue;
            const Point apart = here - middles_[other];
            const double room = std::numbers::pi * radii_[other] * radii_[other];
            const double near = radii_[disc] + radii_[other];
            force += (room / std::max(dot(apart, apart), near * near / 4)) * apart;
            force += (-2 * std::numbers::pi * ties_[disc * size() + other]) * apart;
        }
        return force;
    }

    /// Every two that overlap go away from each other, the larger one the less.
    void part()
    {
        move([&](std::size_t disc) {
            Point way;
            for (std::size_t other = 0; other < size(); ++other) {
                if (other == disc) continue;
                const Point apart = middles_[disc] - middles_[other];
                const double distance = length(apart);
                const double overlap = radii_[disc] + radii_[other] - distance;
                const double share =
                    radii_[other] * radii_[other] / (radii_[disc] * radii_[disc] + radii_[other] * radii_[other]);
                if (overlap > 0 && distance > 0) way += (share * overlap / distance) * apart;
            }
            return way;
        });
    }

    template <class Way>
    void move(const Way& way)
    {
        parallel_for(execution_, size(), 16, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) moved_[begin] = middles_[begin] + way(begin);
        });
        middles_.swap(moved_);
    }

    /// By how much all distances have to grow so that no two overlap.
    [[nodiscard]] double spread() const
    {
        double most = 0;
        for (std::size_t a = 0; a < size(); ++a)
            for (std::size_t b = a + 1; b < size(); ++b)
                most = std::max(most, (radii_[a] + radii_[b]) / std::max(length(middles_[a] - middles_[b]), 1e-3));
        return most;
    }

    void centre()
    {
        Point middle;
        double total = 0;
        for (std::size_t disc = 0; disc < size(); ++disc) {
            const double area = radii_[disc] * radii_[disc];
            middle += area * middles_[disc];
            total += area;
        }
        if (total > 0)
            for (Point& each : middles_) each = each - (1 / total) * middle;
    }

    const Execution& execution_;
    std::vector<double> radii_;
    std::vector<double> ties_;  // of each disc (row) with each other
    std::vector<Point> middles_;
    std::vector<Point> moved_;
};

double radius_for(std::size_t people)
{
    return people == 1 ? lone_radius : std::sqrt(static_cast<double>(people) / std::numbers::pi);
}

/// Clusters in the order in which they find their places: those with ties to others and the largest first.
std::vector<UnitId> by_importance(const Grouping& clusters, std::span<const UnitId> labels, const Pulls& pulls)
{
    std::vector<char> is_tied(clusters.count(), 0);
    for (std::size_t person = 0; person < labels.size(); ++person)
        for (auto tie = pulls.offsets[person]; tie < pulls.offsets[person + 1]; ++tie)
            if (pulls.shares[tie] > 0 && labels[pulls.alters[tie]] != labels[person]) is_tied[labels[person]] = 1;
    std::vector<UnitId> order(clusters.count());
    std::iota(order.begin(), order.end(), UnitId{0});
    std::ranges::sort(order, {}, [&](UnitId cluster) {
        const auto people = static_cast<std::int64_t>(clusters[cluster].size());
        return std::tuple(people == 1, is_tied[cluster] == 0 && people == 1, -people, cluster);
    });
    return order;
}

/// What the first so many clusters of an order have to do with each other, a row for each.
std::vector<double> ties_between(std::span<const UnitId> inner, std::size_t clusters, std::span<const UnitId> labels,
                                 const Pulls& pulls)
{
    std::vector<std::size_t> row(clusters, inner.size());
    for (std::size_t place = 0; place < inner.size(); ++place) row[inner[place]] = place;
    std::vector<double> ties(inner.size() * inner.size(), 0);
    for (std::size_t person = 0; person < labels.size(); ++person) {
        const std::size_t own = row[labels[person]];
        for (auto tie = pulls.offsets[person]; tie < pulls.offsets[person + 1]; ++tie) {
            const std::size_t other = row[labels[pulls.alters[tie]]];
            if (own == other || own == inner.size() || other == inner.size()) continue;
            ties[own * inner.size() + other] += pulls.shares[tie];
            ties[other * inner.size() + own] += pulls.shares[tie];
        }
    }
    return ties;
}

/// Puts the rest in rings around what lies within `reach`, one beside the other.
void place_in_rings(std::span<const UnitId> outer, double reach, std::vector<Disc>& discs)
{
    double ring = 0;
    double width = 0;
    double turn = 2 * std::numbers::pi;
    for (const UnitId cluster : outer) {
        const double radius = discs[cluster].radius + (discs[cluster].radius > lone_radius ? air : 0);
        double step = ring > radius ? 2 * std::asin(radius / ring) : 2 * std::numbers::pi;
        if (turn + step > 2 * std::numbers::pi) {
            reach += width;
            width = 2 * radius;
            ring = reach > 0 ? reach + radius : 0;
            if (reach == 0) reach = -radius;
            step = ring > radius ? 2 * std::asin(radius / ring) : 2 * std::numbers::pi;
            turn = 0;
        }
        discs[cluster].middle = {ring * std::cos(turn + step / 2), ring * std::sin(turn + step / 2)};
        turn += step;
    }
}

}  // namespace

std::vector<Disc> place_discs(const Execution& execution, const Grouping& clusters, std::span<const UnitId> labels,
                              const Pulls& pulls)
{
    std::vector<Disc> discs(clusters.count());
    for (UnitId cluster = 0; cluster < clusters.count(); ++cluster)
        discs[cluster].radius = radius_for(clusters[cluster].size());
    const std::vector<UnitId> order = by_importance(clusters, labels, pulls);
    const auto lone = std::ranges::find_if(order, [&](UnitId cluster) { return clusters[cluster].size() == 1; });
    const std::size_t count = std::min(most_inner, static_cast<std::size_t>(lone - order.begin()));
    const auto inner = std::span(order).first(count);

    std::vector<double> with_air;
    for (const UnitId cluster : inner) with_air.push_back(1.15 * discs[cluster].radius + air);
    const InnerDiscs placed(execution, with_air, ties_between(inner, clusters.count(), labels, pulls));
    double reach = 0;
    for (std::size_t place = 0; place < count; ++place) {
        discs[inner[place]].middle = placed.middles()[place];
        reach = std::max(reach, length(placed.middles()[place]) + with_air[place]);
    }
    place_in_rings(std::span(order).subspan(count), reach, discs);
    return discs;
}

}  // namespace tertius::detail
