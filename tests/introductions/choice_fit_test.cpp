#include <tertius/graph/random.hpp>
#include <tertius/introductions/choice_fit.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace tertius;
using Catch::Approx;

namespace {

/// People who choose one of ten by e^(first value); the second value means nothing to them, the third repels.
std::vector<Choice> choosy_people(std::size_t count)
{
    Random random(3);
    std::vector<Choice> choices(count);
    for (Choice& choice : choices) {
        choice.values.resize(10, 3);
        for (double& value : choice.values.reshaped()) value = 3 * random.unit() - 1.5;
        const Eigen::ArrayXd chance = (choice.values.col(0) - choice.values.col(2)).array().exp();
        double left = random.unit() * chance.sum();
        Eigen::Index row = 0;
        while (row < 9 && (left -= chance[row]) > 0) ++row;
        choice.chosen.assign(10, false);
        choice.chosen[static_cast<std::size_t>(row)] = true;
    }
    return choices;
}

}  // namespace

TEST_CASE("what people choose by is found out, and what repels them counts nothing", "[introductions][choice_fit]")
{
    const Eigen::VectorXd weights = fit_choices(choosy_people(4000), {.ridge = 1e-3});
    CHECK(weights[0] == Approx(.9).margin(.1));  // not quite 1: what repels looks like chance
    CHECK(weights[1] == Approx(0).margin(.06));
    CHECK(weights[2] == 0);
}

TEST_CASE("one choice of two balances the ridge", "[introductions][choice_fit]")
{
    // Loss ln(1 + e^-b) + ridge / 2 b^2 is least where 1 / (1 + e^b) = ridge b; at b = 1 for ridge 1 / (1 + e).
    Choice choice{Eigen::MatrixXd{{1.0}, {0.0}}, {true, false}};
    const double ridge = 1 / (1 + std::exp(1.0));
    CHECK(fit_choices({choice}, {.ridge = ridge})[0] == Approx(1).margin(1e-4));
}

TEST_CASE("a row may stand for many things, and a choice count for many", "[introductions][choice_fit]")
{
    Choice thrice{Eigen::MatrixXd{{1.0}, {0.0}, {0.0}, {0.0}}, {true, false, false, false}};
    Choice once{Eigen::MatrixXd{{1.0}, {0.0}}, {true, false}, Eigen::VectorXd{{0.0, std::log(3.0)}}};
    const double ridge = .1;
    CHECK(fit_choices({once}, {.ridge = ridge})[0] == Approx(fit_choices({thrice}, {.ridge = ridge})[0]));
    Choice double_weight = once;
    double_weight.weight = 2;
    CHECK(fit_choices({double_weight}, {.ridge = ridge})[0] == Approx(fit_choices({once, once}, {.ridge = ridge})[0]));
}

TEST_CASE("without much to learn the weights stay where they were", "[introductions][choice_fit]")
{
    const Eigen::VectorXd prior{{.5, .2, .1}};
    const Eigen::VectorXd weights = fit_choices(choosy_people(3), {.prior = prior, .ridge = 1e6});
    CHECK((weights - prior).norm() < 1e-4);
}
