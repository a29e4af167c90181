#include <tertius/strength/logistic_fit.hpp>

#include <Eigen/Dense>

#include <cmath>
#include <utility>

namespace tertius {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_steps = 100;
constexpr int most_halvings = 20;
constexpr double settled = 1e-9;

/// Parameters stand in one vector: weights, the common level, then each group's own.
class Problem {
public:
    Problem(const std::vector<CaseGroup>& groups, LogisticOptions options)
        : groups_(groups), options_(std::move(options)), width_(groups.front().values.cols())
    {
        if (options_.prior.size() == 0) options_.prior = VectorXd::Zero(width_);
    }

    [[nodiscard]] Index width() const { return width_; }
    [[nodiscard]] Index size() const { return width_ + 1 + static_cast<Index>(groups_.size()); }
    [[nodiscard]] VectorXd start() const
    {
        VectorXd theta = VectorXd::Zero(size());
        theta.head(width_) = options_.prior;
        for (Index place = 0; place < width_; ++place)
            if (bounded(place)) theta[place] = std::max(theta[place], 0.0);
        return theta;
    }
    [[nodiscard]] bool bounded(Index place) const
    {
        return place < width_ && !options_.at_least_zero.empty() &&
               options_.at_least_zero[static_cast<std::size_t>(place)];
    }

    [[nodiscard]] double objective(const VectorXd& theta) const
    {
        double sum = options_.ridge / 2 * (theta.head(width_) - options_.prior).squaredNorm() +
                     options_.group_precision / 2 * theta.tail(size() - width_ - 1).squaredNorm();
        for (std::size_t group = 0; group < groups_.size(); ++group) {
            const VectorXd logits = log_odds(theta, group);
            const auto& outcome = groups_[group].outcome;
            double loss = 0;
            for (Index row = 0; row < logits.size(); ++row)
                loss += std::max(logits[row], 0.0) + std::log1p(std::exp(-std::abs(logits[row]))) -
                        outcome[row] * logits[row];
            sum += groups_[group].case_weight * loss;
        }
        return sum;
    }

    void derivatives(const VectorXd& theta, VectorXd& gradient, MatrixXd& hessian) const
    {
        gradient = VectorXd::Zero(size());
        hessian = MatrixXd::Zero(size(), size());
        gradient.head(width_) = options_.ridge * (theta.head(width_) - options_.prior);
        hessian.diagonal().head(width_).array() += options_.ridge;
        hessian(width_, width_) += 1e-9;  // the common level is free, but for rounding
        for (std::size_t group = 0; group < groups_.size(); ++group) add_group(theta, group, gradient, hessian);
        hessian.topLeftCorner(width_, width_).triangularView<Eigen::StrictlyUpper>() =
            hessian.topLeftCorner(width_, width_).transpose();
    }

private:
    [[nodiscard]] Index level_of(std::size_t group) const { return width_ + 1 + static_cast<Index>(group); }

    [[nodiscard]] VectorXd log_odds(const VectorXd& theta, std::size_t group) const
    {
        return (groups_[group].values * theta.head(width_)).array() + theta[width_] + theta[level_of(group)];
    }

    void add_group(const VectorXd& theta, std::size_t group, VectorXd& gradient, MatrixXd& hessian) const
    {
        const auto& [values, outcome, case_weight] = groups_[group];
        const Eigen::ArrayXd chance = 1 / (1 + (-log_odds(theta, group).array()).exp());
        const VectorXd residual = case_weight * (chance - outcome.array());
        const VectorXd curvature = case_weight * chance * (1 - chance);
        const Index level = level_of(group);

        gradient.head(width_) += values.transpose() * residual;
        gradient[width_] += residual.sum();
        gradient[level] += residual.sum() + options_.group_precision * theta[level];

        hessian.topLeftCorner(width_, width_)
            .selfadjointView<Eigen::Lower>()
            .rankUpdate((values.array().colwise() * curvature.array().sqrt()).matrix().transpose());
        const VectorXd cross = values.transpose() * curvature;
        const double total = curvature.sum();
        for (const Index column : {width_, level}) {
            hessian.col(column).head(width_) += cross;
            hessian.row(column).head(width_) += cross.transpose();
            hessian(column, column) += total;
        }
        hessian(width_, level) += total;
        hessian(level, width_) += total;
        hessian(level, level) += options_.group_precision;
    }

    const std::vector<CaseGroup>& groups_;
    LogisticOptions options_;
    Index width_;
};

/// The Newton step over the parameters that may move: those at their bound that would cross it are held.
VectorXd newton_step(const Problem& problem, const VectorXd& theta, const VectorXd& gradient, const MatrixXd& hessian)
{
    std::vector<Index> free;
    for (Index place = 0; place < theta.size(); ++place)
        if (!problem.bounded(place) || theta[place] > 0 || gradient[place] < 0) free.push_back(place);
    VectorXd step = VectorXd::Zero(theta.size());
    step(free) = -hessian(free, free).ldlt().solve(gradient(free));
    return step;
}

VectorXd bounded_move(const Problem& problem, const VectorXd& theta, const VectorXd& step, double length)
{
    VectorXd moved = theta + length * step;
    for (Index place = 0; place < problem.width(); ++place)
        if (problem.bounded(place)) moved[place] = std::max(moved[place], 0.0);
    return moved;
}

}  // namespace

LogisticFit fit_logistic(const std::vector<CaseGroup>& groups, const LogisticOptions& options)
{
    const Problem problem(groups, options);
    VectorXd theta = problem.start();
    VectorXd gradient;
    MatrixXd hessian;
    double objective = problem.objective(theta);
    LogisticFit fit;
    for (int round = 0; round < most_steps && !fit.converged; ++round) {
        problem.derivatives(theta, gradient, hessian);
        const VectorXd step = newton_step(problem, theta, gradient, hessian);
        fit.converged = true;
        for (int halvings = 0; halvings < most_halvings; ++halvings) {
            const VectorXd moved = bounded_move(problem, theta, step, std::ldexp(1.0, -halvings));
            const double reached = problem.objective(moved);
            if (!(reached < objective)) continue;
            fit.converged = objective - reached < settled * (1 + std::abs(objective));
            theta = moved;
            objective = reached;
            break;
        }
    }
    problem.derivatives(theta, gradient, hessian);
    const Index size = theta.size();
    fit.base = theta[problem.width()];
    fit.weights = theta.head(problem.width());
    fit.covariance =
        hessian.ldlt().solve(MatrixXd::Identity(size, size)).topLeftCorner(problem.width(), problem.width());
    return fit;
}

}  // namespace tertius
