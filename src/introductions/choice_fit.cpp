#include <tertius/introductions/choice_fit.hpp>

#include <Eigen/Dense>

#include <cmath>
#include <utility>

namespace tertius {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_steps = 50;
constexpr int most_halvings = 20;
constexpr double settled = 1e-9;

/// The chances, under some weights, of all things and of the chosen ones alone.
struct Chances {
    VectorXd all;
    VectorXd chosen;
    double loss = 0;  // -ln of the chance that a chosen one is drawn
};

Chances chances(const Choice& choice, const VectorXd& weights)
{
    VectorXd score = choice.values * weights;
    if (choice.log_count.size() > 0) score += choice.log_count;
    Chances result{(score.array() - score.maxCoeff()).exp(), VectorXd::Zero(score.size())};
    for (Index row = 0; row < score.size(); ++row)
        if (choice.chosen[static_cast<std::size_t>(row)]) result.chosen[row] = result.all[row];
    // A chosen one far below the rest may vanish beside them; its chance is then as good as nothing, not nothing.
    const double drawn = std::max(result.chosen.sum(), 1e-300);
    result.loss = std::log(result.all.sum()) - std::log(drawn);
    result.all /= result.all.sum();
    result.chosen /= drawn;
    return result;
}

class Problem {
public:
    Problem(const std::vector<Choice>& choices, const ChoiceOptions& options)
        : choices_(choices), ridge_(options.ridge), prior_(options.prior)
    {
        if (prior_.size() == 0) prior_ = VectorXd::Zero(choices.front().values.cols());
    }

    [[nodiscard]] const VectorXd& start() const { return prior_; }

    [[nodiscard]] double objective(const VectorXd& weights) const
    {
        double sum = ridge_ / 2 * (weights - prior_).squaredNorm();
        for (const Choice& choice : choices_) sum += choice.weight * chances(choice, weights).loss;
        return sum;
    }

    void derivatives(const VectorXd& weights, VectorXd& gradient, MatrixXd& hessian) const
    {
        gradient = ridge_ * (weights - prior_);
        hessian = ridge_ * MatrixXd::Identity(weights.size(), weights.size());
        for (const Choice& choice : choices_) {
            const Chances now = chances(choice, weights);
            const VectorXd mean = choice.values.transpose() * now.all;
            gradient += choice.weight * (mean - choice.values.transpose() * now.chosen);
            hessian += choice.weight *
                       (choice.values.transpose() * now.all.asDiagonal() * choice.values - mean * mean.transpose());
        }
    }

private:
    const std::vector<Choice>& choices_;
    double ridge_;
    VectorXd prior_;
};

/// The Newton step over the weights that may move: those at 0 that would fall below it are held.
VectorXd newton_step(const VectorXd& weights, const VectorXd& gradient, const MatrixXd& hessian)
{
    std::vector<Index> free;
    for (Index place = 0; place < weights.size(); ++place)
        if (weights[place] > 0 || gradient[place] < 0) free.push_back(place);
    VectorXd step = VectorXd::Zero(weights.size());
    if (!free.empty()) step(free) = -hessian(free, free).ldlt().solve(gradient(free));
    return step;
}

}  // namespace

VectorXd fit_choices(const std::vector<Choice>& choices, const ChoiceOptions& options)
{
    const Problem problem(choices, options);
    VectorXd weights = problem.start();
    VectorXd gradient;
    MatrixXd hessian;
    double objective = problem.objective(weights);
    bool moving = true;
    for (int round = 0; round < most_steps && moving; ++round) {
        problem.derivatives(weights, gradient, hessian);
        const VectorXd step = newton_step(weights, gradient, hessian);
        moving = false;
        for (int halvings = 0; halvings < most_halvings; ++halvings) {
            const VectorXd moved = (weights + std::ldexp(1.0, -halvings) * step).cwiseMax(0.0);
            const double reached = problem.objective(moved);
            if (!(reached < objective)) continue;
            moving = objective - reached > settled * (1 + std::abs(objective));
            weights = moved;
            objective = reached;
            break;
        }
    }
    return weights;
}

}  // namespace tertius
