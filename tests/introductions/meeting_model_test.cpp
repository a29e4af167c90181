#include <tertius/introductions/meeting_model.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <numeric>

using namespace tertius;

TEST_CASE("every shipped weight speaks for a meeting or says nothing", "[introductions][meeting_model]")
{
    for (const double horizon_days : {1e-200, 0.01, 1.0, 90.0, 1e300}) {
        const MeetingModel model = shipped_meeting_model(horizon_days);
        double sum = 0;
        for (const double weight : model.weight) {
            CHECK(weight >= 0);
            sum += weight;
        }
        CHECK(sum > 1);
        CHECK(!model.origin.empty());
    }
}

TEST_CASE("a session's weights pass over into those of days", "[introductions][meeting_model]")
{
    MeetingModel session;
    MeetingModel days;
    session.weight[3] = 0.2;
    days.weight[3] = 1.2;
    CHECK(blended(session, days, 1e-9).weight[3] == Catch::Approx(0.2));
    CHECK(blended(session, days, 0.5).weight[3] == Catch::Approx(0.2 + 0.2));  // a = 1/4 / (1/4 + 1)
    CHECK(blended(session, days, 1).weight[3] == Catch::Approx(0.7));
    CHECK(blended(session, days, 3).weight[3] == Catch::Approx(0.2 + 0.9));
    CHECK(blended(session, days, 1e300).weight[3] == 1.2);
    CHECK(blended(session, days, 1e300).weight[4] == 0);
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
