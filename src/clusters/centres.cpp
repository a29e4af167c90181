#include "centres.hpp"

#include <tertius/graph/random.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace tertius::detail {

namespace {

using Eigen::Index;

constexpr std::size_t points_a_piece = 1024;
constexpr Index largest_sample = 10'000;
constexpr int starts = 10;
constexpr int most_rounds = 100;

/// Calls body(first, how_many) for runs of rows that cover all points.
template <class Body>
void for_rows(const Execution& execution, const Points& points, const Body& body)
{
    parallel_for(
        execution, static_cast<std::size_t>(points.rows()), points_a_piece,
        [&](std::size_t begin, std::size_t end) { body(static_cast<Index>(begin), static_cast<Index>(end - begin)); });
}

Points some_of(const Points& points, Random& random)
{
    if (points.rows() <= largest_sample) return points;
    std::vector<Index> order(static_cast<std::size_t>(points.rows()));
    std::iota(order.begin(), order.end(), Index{0});
    random.shuffle(std::span(order));
    Points sample(largest_sample, points.cols());
    for (Index row = 0; row < largest_sample; ++row) sample.row(row) = points.row(order[static_cast<std::size_t>(row)]);
    return sample;
}

/// The place where the running sum of `shares` passes `target`; never one without a share.
Index place_of(const Eigen::VectorXd& shares, double target)
{
    Index last = 0;
    for (Index place = 0; place < shares.size(); ++place) {
        if (shares[place] <= 0) continue;
        last = place;
        target -= shares[place];
        if (target < 0) break;
    }
    return last;
}

/// Points drawn by the square of their distance to the nearest one drawn before.
Points spread_centres(const Execution& execution, const Points& points, Index count, Random& random)
{
    Points centres(count, points.cols());
    Eigen::VectorXd distance = Eigen::VectorXd::Constant(points.rows(), std::numeric_limits<double>::infinity());
    auto next = static_cast<Index>(random.below(static_cast<std::uint64_t>(points.rows())));
    for (Index drawn = 0; drawn < count; ++drawn) {
        centres.row(drawn) = points.row(next);
        for_rows(execution, points, [&](Index first, Index rows) {
            for (Index row = first; row < first + rows; ++row)
                distance[row] = std::min(distance[row], (points.row(row) - centres.row(drawn)).squaredNorm());
        });
        const double total = distance.sum();
        if (total == 0) return centres.topRows(drawn + 1);
        next = place_of(distance, random.unit() * total);
    }
    return centres;
}

/// Centres, and who is nearest to which.
struct Fit {
    Points centres;
    std::vector<std::uint32_t> nearest;
    double closeness = 0;  // the higher, the closer all points are to their centres
};

/// Files every point under its nearest centre, the first of equally near ones. Returns whether any point changed.
bool assign(const Execution& execution, const Points& points, Fit& fit)
{
    const Eigen::RowVectorXd half_norms = fit.centres.rowwise().squaredNorm().transpose() / 2;
    std::vector<std::uint32_t> nearest(static_cast<std::size_t>(points.rows()));
    Eigen::VectorXd closeness(points.rows());
    for_rows(execution, points, [&](Index first, Index rows) {
        Points score = points.middleRows(first, rows) * fit.centres.transpose();
        score.rowwise() -= half_norms;
        for (Index row = 0; row < rows; ++row) {
            const double* scores = score.data() + row * score.cols();
            const double* best = std::max_element(scores, scores + score.cols());
            nearest[static_cast<std::size_t>(first + row)] = static_cast<std::uint32_t>(best - scores);
            closeness[first + row] = *best;
        }
    });
    fit.closeness = closeness.sum();
    return std::exchange(fit.nearest, std::move(nearest)) != fit.nearest;
}

/// Puts each centre in the middle of its points; one without points stays.
void centre(const Points& points, Fit& fit)
{
    Points sums = Points::Zero(fit.centres.rows(), fit.centres.cols());
    Eigen::VectorXd counts = Eigen::VectorXd::Zero(fit.centres.rows());
    for (Index row = 0; row < points.rows(); ++row) {
        const Index at = fit.nearest[static_cast<std::size_t>(row)];
        sums.row(at) += points.row(row);
        ++counts[at];
    }
    for (Index at = 0; at < sums.rows(); ++at)
        if (counts[at] > 0) fit.centres.row(at) = sums.row(at) / counts[at];
}

Fit settled(const Execution& execution, const Points& points, Points centres)
{
    Fit fit{std::move(centres), {}};
    for (int round = 0; round < most_rounds && assign(execution, points, fit); ++round) centre(points, fit);
    return fit;
}

}  // namespace

std::vector<std::uint32_t> nearest_centres(const Execution& execution, const Points& points, std::uint32_t count,
                                           std::uint64_t seed)
{
    if (points.rows() == 0) return {};
    Random random(seed);
    const Points sample = some_of(points, random);
    Fit best;
    for (int start = 0; start < starts; ++start) {
        Fit fit = settled(execution, sample, spread_centres(execution, sample, count, random));
        if (start == 0 || fit.closeness > best.closeness) best = std::move(fit);
    }
    return sample.rows() == points.rows() ? best.nearest : settled(execution, points, best.centres).nearest;
}

}  // namespace tertius::detail
