#include <tertius/strength/evidence.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numeric>
#include <string_view>
#include <vector>

#include "support/logs.hpp"

using namespace tertius;
using Catch::Approx;

namespace {

Eigen::Index column(std::string_view name)
{
    for (std::size_t place = 0; place < evidence.size(); ++place)
        if (evidence[place].name == name) return static_cast<Eigen::Index>(place);
    FAIL("no evidence called " << name);
    return 0;
}

EvidenceMatrix all_evidence(const std::vector<HistoryOfPair>& histories, PersonId size, Time at, double horizon)
{
    std::vector<std::size_t> ties(histories.size());
    std::iota(ties.begin(), ties.end(), std::size_t{0});
    return evidence_on({size, histories, 0, at, horizon, true}, ties);
}

/// 0 and 1 in contact at days 0, 2 and 4; 1 and 2, 0 and 2 once each at day 3; seen at day 10 with a horizon of 10.
EvidenceMatrix triangle()
{
    using test::day;
    const auto network =
        test::network_of(3, {{0, 1, 0}, {1, 0, 2 * day}, {0, 1, 4 * day}, {1, 2, 3 * day}, {2, 0, 3 * day}});
    return all_evidence(tie_histories(contacts(network.interactions()), 10 * day), 3, 10 * day, 10.0 * day);
}

}  // namespace

TEST_CASE("evidence is what the formulas say", "[strength]")
{
    const auto rows = triangle();
    const auto row = rows.row(0);  // the tie of 0 and 1
    CHECK(row[column("contacts")] == Approx(std::log1p(3)));
    CHECK(row[column("personal share")] == Approx(1));
    CHECK(row[column("balance")] == Approx((2 * 1 + 1) / 5.0));
    CHECK(row[column("recency")] == Approx(-std::log(0.6 + .01)));
    CHECK(row[column("age")] == Approx(std::log(1 + .01)));
    CHECK(row[column("span")] == Approx(std::log(0.4 + .01)));
    CHECK(row[column("silence in gaps")] == Approx(std::log((0.6 + .005) / (0.2 + .005))));
    CHECK(row[column("rate")] == Approx(std::log(3.1 / 1.3)));
    // Two gaps of 2 days = .2 horizons (and a minute), and one of half a horizon.
    const double log_gap = std::log((2 * 86400.0 + 60) / 864000);
    CHECK(row[column("typical gap")] == Approx((2 * log_gap + std::log(.5)) / 3));
    CHECK(row[column("gap spread")] == Approx(std::sqrt(1.0 / 3)));
    CHECK(row[column("last gap")] == Approx(std::log(.2 + .005)));
    CHECK(row[column("smaller circle")] == Approx(std::log1p(2)));
    CHECK(row[column("shared contacts")] == Approx(std::log1p(1)));
    CHECK(row[column("rare shared contacts")] == Approx(std::log1p(1 / std::log1p(2))));
    CHECK(row[column("overlap of circles")] == Approx(1));  // one shared, nobody else
}

TEST_CASE("evidence on the people around a tie is what the formulas say", "[strength]")
{
    using test::day;
    const auto rows = triangle();
    const auto row = rows.row(0);  // the tie of 0 and 1; both met each other 6 days ago, and 2 a week ago
    const double lately = std::exp2(-4 * .6) + std::exp2(-4 * .7);
    CHECK(row[column("quieter one's alters lately")] == Approx(std::log1p(lately)));
    CHECK(row[column("busier one's alters lately")] == Approx(std::log1p(lately)));
    CHECK(row[column("nearest shared contact")] == Approx(-std::log(.7 + .01)));
    // Two contacts after the first, the last at .4 of an age of 1: odds of having ended 1/2 / (1 + 1) * (1.5 / .9)^2.5.
    CHECK(row[column("alive by its gaps")] == Approx(-std::log(.25 * std::pow(1.5 / .9, 2.5))));
    // What is left of the ties' contacts after four horizons' fading; 0 and 1 are alike towards 2.
    const auto network =
        test::network_of(3, {{0, 1, 0}, {1, 0, 2 * day}, {0, 1, 4 * day}, {1, 2, 3 * day}, {2, 0, 3 * day}});
    const auto histories = tie_histories(contacts(network.interactions()), 10 * day);
    const auto left = [&](std::size_t tie, double half_life) {
        const auto faded = histories[tie].history.faded(10 * day);
        return faded.forward(half_life) + faded.backward(half_life);
    };
    const double to_each = left(0, 40.0 * day);
    const double to_third = left(1, 40.0 * day);
    const double path = to_third / (to_each + to_third + .2) * to_third / (2 * to_third + .2);
    CHECK(row[column("paths between them")] == Approx(std::log(2 * path + .003)));
    // Each one's alters meet, apart from them, only each other's third: one contact, fading over H.
    CHECK(row[column("quieter alters")] == Approx(std::log1p(left(1, 10.0 * day))));
    CHECK(row[column("busier alters")] == Approx(std::log1p(left(1, 10.0 * day))));
}

TEST_CASE("without a log, recorded weights are contacts of unknown date", "[strength]")
{
    // 0 turned to 1 three times, 1 to 0 once; 0 and 2, 1 and 2 have 5 and 6; 1 and 3 are known to have none.
    const std::vector<HistoryOfPair> declared{
        {0, 1, {}, 3, 1}, {0, 2, {}, 5, 0}, {1, 2, {}, 0, 6}, {1, 3, {}, 0, HistoryOfPair::unstated}};
    const std::vector<std::size_t> ties{0, 3};
    const auto rows = evidence_on({4, declared, 100, 100, 50, true}, ties);
    const auto row = rows.row(0);
    CHECK(row[column("contacts")] == Approx(std::log1p(4)));
    CHECK(row[column("balance")] == Approx((2 * 1 + 1) / 6.0));
    CHECK(std::isnan(row[column("sessions over H")]));
    CHECK(std::isnan(row[column("recency")]));
    CHECK(std::isnan(row[column("quieter one's contacts over H")]));
    CHECK(std::isnan(row[column("nearest shared contact")]));
    CHECK(row[column("share of the quieter one's contacts")] == Approx(std::log(4.1 / 9.2)));
    CHECK(row[column("share of the busier one's contacts")] == Approx(std::log(4.1 / 10.2)));
    CHECK(row[column("smaller circle")] == Approx(std::log1p(2)));  // 3 is nobody's alter
    CHECK(row[column("larger circle")] == Approx(std::log1p(2)));
    CHECK(row[column("active shared contacts")] == Approx(std::log1p(std::log1p(5) * std::log1p(6))));
    CHECK(row[column("paths between them")] == Approx(std::log(5 / 9.2 * 6 / 11.2 + 6 / 10.2 * 5 / 11.2 + .003)));
    // 1 and 3 can be asked about all the same.
    CHECK(rows(1, column("contacts")) == 0);
    CHECK(rows(1, column("smaller circle")) == 0);
    CHECK(rows(1, column("overlap of circles")) == 0);
}

TEST_CASE("what a single contact cannot show is missing, not 0", "[strength]")
{
    const auto rows = triangle();
    const auto row = rows.row(1);
    CHECK(std::isnan(row[column("last gap")]));
    CHECK(std::isnan(row[column("silence in gaps")]));
    CHECK(row[column("contacts")] == Approx(std::log1p(1)));
}

TEST_CASE("a log told in hours instead of days says the same", "[strength]")
{
    using test::day;
    const auto in_days = triangle();
    // Everything 24 times as fast, the horizon too. Only the minute added to gaps and the ladder's fixed rungs know
    // of seconds, so the columns that use neither agree.
    const Time hour = day / 24;
    const auto network =
        test::network_of(3, {{0, 1, 0}, {1, 0, 2 * hour}, {0, 1, 4 * hour}, {1, 2, 3 * hour}, {2, 0, 3 * hour}});
    const auto in_hours = all_evidence(tie_histories(contacts(network.interactions()), 10 * hour), 3, 10 * hour,
                                       10.0 * static_cast<double>(hour));
    for (const char* name : {"contacts", "balance", "recency", "age", "span", "silence in gaps", "rate", "last gap",
                             "smaller circle", "shared contacts", "overlap of circles", "longer silent one",
                             "alive by its gaps", "quieter one's alters lately", "nearest shared contact"})
        CHECK(in_hours(0, column(name)) == Approx(in_days(0, column(name))));
}

TEST_CASE("a declared tie without contact is judged by the silence of the log", "[strength]")
{
    using test::day;
    const auto network = test::network_of(3, {{0, 1, 0}, {1, 0, 5 * day}});
    auto histories = tie_histories(contacts(network.interactions()), 10 * day);
    histories.push_back({1, 2, {}});
    const auto rows = all_evidence(histories, 3, 10 * day, 5.0 * day);
    CHECK(rows(1, column("contacts")) == 0);
    CHECK(rows(1, column("recency")) == Approx(-std::log(2 + .01)));
    CHECK(std::isnan(rows(1, column("balance"))));
    CHECK(rows(1, column("smaller circle")) == Approx(std::log1p(1)));
}

TEST_CASE("without any log nothing about contacts is known, and circles still are", "[strength]")
{
    const std::vector<HistoryOfPair> declared{{0, 1, {}}, {0, 2, {}}, {1, 2, {}}};
    std::vector<std::size_t> ties{0, 1, 2};
    const auto rows = evidence_on({3, declared, 100, 100, 50, true}, ties);
    CHECK(std::isnan(rows(0, column("contacts"))));
    CHECK(std::isnan(rows(0, column("recency"))));
    CHECK(std::isnan(rows(0, column("share of the quieter one's contacts"))));
    CHECK(rows(0, column("shared contacts")) == Approx(std::log1p(1)));
}

TEST_CASE("every piece of evidence has a name of its own", "[strength]")
{
    for (std::size_t a = 0; a < evidence.size(); ++a)
        for (std::size_t b = a + 1; b < evidence.size(); ++b) CHECK(evidence[a].name != evidence[b].name);
}
