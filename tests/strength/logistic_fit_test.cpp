#include <tertius/graph/random.hpp>
#include <tertius/strength/logistic_fit.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <vector>

using namespace tertius;
using Catch::Approx;

namespace {

/// Cases whose log-odds are .5 + 1 x - 2 y.
CaseGroup cases(int count, std::uint64_t seed)
{
    Random random(seed);
    CaseGroup group{Eigen::MatrixXd(count, 2), Eigen::VectorXd(count), 1};
    for (int row = 0; row < count; ++row) {
        const double x = 4 * random.unit() - 2;
        const double y = 4 * random.unit() - 2;
        group.values.row(row) << x, y;
        group.outcome[row] = random.unit() < 1 / (1 + std::exp(-(.5 + x - 2 * y))) ? 1 : 0;
    }
    return group;
}

double loss(const CaseGroup& group, double base, const Eigen::VectorXd& weights, double ridge)
{
    double sum = ridge / 2 * weights.squaredNorm();
    for (Eigen::Index row = 0; row < group.outcome.size(); ++row) {
        const double logit = base + group.values.row(row).dot(weights);
        sum += std::log1p(std::exp(logit)) - group.outcome[row] * logit;
    }
    return sum;
}

}  // namespace

TEST_CASE("half of the cases come true: the base is the log-odds of the rate", "[strength]")
{
    // No column says anything; 3 of 4 come true, so the base is ln 3 (the group's own level is drawn to 0).
    CaseGroup group{Eigen::MatrixXd::Zero(4, 1), Eigen::VectorXd(4), 1};
    group.outcome << 1, 1, 0, 1;
    const auto fit = fit_logistic({group}, {});
    CHECK(fit.converged);
    CHECK(fit.base == Approx(std::log(3)).epsilon(1e-4));
    CHECK(fit.weights[0] == Approx(0).margin(1e-12));
}

TEST_CASE("known weights are found again", "[strength]")
{
    const auto fit = fit_logistic({cases(20'000, 4)}, {.ridge = 1e-3});
    CHECK(fit.converged);
    CHECK(fit.base == Approx(.5).margin(.1));
    CHECK(fit.weights[0] == Approx(1).margin(.08));
    CHECK(fit.weights[1] == Approx(-2).margin(.12));
}

TEST_CASE("no small step away from the fit is better", "[strength]")
{
    const auto group = cases(500, 9);
    // A stiff group level leaves base and weights alone to be compared.
    const auto fit = fit_logistic({group}, {.ridge = 2, .group_precision = 1e9});
    const double best = loss(group, fit.base, fit.weights, 2);
    for (const double step : {-1e-3, 1e-3}) {
        CHECK(loss(group, fit.base + step, fit.weights, 2) > best);
        for (int place = 0; place < 2; ++place) {
            Eigen::VectorXd moved = fit.weights;
            moved[place] += step;
            CHECK(loss(group, fit.base, moved, 2) > best);
        }
    }
}

TEST_CASE("a weight that may not be negative stops at 0, and the others make up for it", "[strength]")
{
    const auto fit = fit_logistic({cases(2000, 2)}, {.ridge = 1, .at_least_zero = {true, true}});
    CHECK(fit.converged);
    CHECK(fit.weights[1] == 0);
    CHECK(fit.weights[0] > 0.2);
}

TEST_CASE("a strong ridge keeps to the prior, a weak one to the cases", "[strength]")
{
    LogisticOptions options{.ridge = 1e9};
    options.prior = Eigen::Vector2d(3, 4);
    CHECK(fit_logistic({cases(500, 1)}, options).weights.isApprox(options.prior, 1e-4));
    options.ridge = 1e-3;
    CHECK_FALSE(fit_logistic({cases(500, 1)}, options).weights.isApprox(options.prior, 0.1));
}

TEST_CASE("groups may differ in level without disturbing the weights", "[strength]")
{
    auto low = cases(8000, 3);
    auto high = cases(8000, 5);
    for (Eigen::Index row = 0; row < high.outcome.size(); ++row)
        if (row % 2 == 0) high.outcome[row] = 1;
    const auto fit = fit_logistic({low, high}, {.ridge = 1e-3, .group_precision = 1e-3});
    CHECK(fit.weights[0] > 0.5);
    CHECK(fit.weights[1] < -1);
}

TEST_CASE("cases that a line separates do not run away", "[strength]")
{
    CaseGroup group{Eigen::MatrixXd(4, 1), Eigen::VectorXd(4), 1};
    group.values << -2, -1, 1, 2;
    group.outcome << 0, 0, 1, 1;
    const auto fit = fit_logistic({group}, {.ridge = 0.1});
    CHECK(fit.converged);
    CHECK(std::isfinite(fit.weights[0]));
    CHECK(fit.weights[0] > 0);
}
