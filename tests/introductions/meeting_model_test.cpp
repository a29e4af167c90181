#include <tertius/introductions/meeting_model.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <numeric>

using namespace tertius;

TEST_CASE("every shipped weight speaks for a meeting or says nothing", "[introductions][meeting_model]")
{
    double sum = 0;
    for (const double weight : shipped_meeting_model().weight) {
        CHECK(weight >= 0);
        sum += weight;
    }
    CHECK(sum > 1);
    CHECK(!shipped_meeting_model().origin.empty());
}

TEST_CASE("what the evidence adds sums up to the score", "[introductions][meeting_model]")
{
    MeetingModel model;
    std::iota(model.weight.begin(), model.weight.end(), 0.0);
    Eigen::Matrix<double, 1, static_cast<int>(MeetingModel::size)> values;
    values.setConstant(2);
    const auto parts = model.contributions(values);
    CHECK(parts[3] == 6);
    // 2 (0 + 1 + ... + n - 1) = n (n - 1)
    CHECK(std::accumulate(parts.begin(), parts.end(), 0.0) == MeetingModel::size * (MeetingModel::size - 1));
}
