#include <tertius/upkeep/open_commitments.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;
using Names = std::vector<std::string>;

namespace {

constexpr Time today = 1000 * day;
constexpr OpenCommitmentsOptions now{.at = today, .half_life_days = std::numeric_limits<double>::infinity()};

std::vector<OpenCommitment> adas(const test::Records& records, const OpenCommitmentsOptions& options = now)
{
    const Network network = records.network();
    return open_commitments(network, network.person("Ada"), options);
}

double risk(const test::Records& records, const OpenCommitmentsOptions& options = now)
{
    const auto rows = adas(records, options);
    REQUIRE(rows.size() == 1);
    return rows[0].risk;
}

/// A promise of Ada to Ben over 10 days of which `over` are gone.
test::Records promised(Time over)
{
    return test::Records().promise("Ada", "Ben", today - over, today - over + 10 * day);
}

/// As many promises of Ada kept as late, long ago; those kept after half of their time.
test::Records with_record(test::Records records, int kept, int late)
{
    for (int i = 0; i < kept; ++i) records.promise("Ada", "Cem", (100 + i) * day, (110 + i) * day, (105 + i) * day);
    for (int i = 0; i < late; ++i) records.promise("Ada", "Cem", (100 + i) * day, (110 + i) * day, (111 + i) * day);
    return records;
}

/// The risk of one who is late with the chance l and has delivered what they keep with the chance f by now.
double risk_of(double l, double f)
{
    return l / (l + (1 - l) * (1 - f));
}

}  // namespace

TEST_CASE("of somebody without a record one promise in five is late", "[upkeep][open_commitments]")
{
    CHECK(risk(promised(0)) == Approx(0.2));
}

TEST_CASE("the risk rises while nothing comes", "[upkeep][open_commitments]")
{
    // Half of the time is over: F = ((2/3) / (2/3 + ln 2))^2 = 0.24036; 0.2 / (0.2 + 0.8 * 0.75964) = 0.2476.
    const double delivered = std::pow(2.0 / 3 / (2.0 / 3 + std::log(2)), 2);
    CHECK(risk(promised(5 * day)) == Approx(risk_of(0.2, delivered)));
    CHECK(risk(promised(5 * day)) == Approx(0.2476).epsilon(1e-3));
    double last = 0;
    for (int over = 0; over <= 10; ++over) {
        const double later = risk(promised(over * day));
        CHECK(later > last);
        last = later;
    }
    CHECK(last == 1);
}

TEST_CASE("one who kept four promises of four and one who kept none", "[upkeep][open_commitments]")
{
    // l = (1 + 0) / (5 + 4) and (1 + 4) / (5 + 4).
    CHECK(risk(with_record(promised(0), 4, 0)) == Approx(1.0 / 9));
    CHECK(risk(with_record(promised(0), 0, 4)) == Approx(5.0 / 9));
}

TEST_CASE("one who is quick becomes suspect sooner", "[upkeep][open_commitments]")
{
    // Four kept at half of their time: l = 1/9, a = 6, b = 2/3 + 4 ln 2 = 3.4393; four fifths are over,
    // ln(1/0.8) = 0.2231: F = (3.4393 / 3.6624)^6 = 0.686; 0.1111 / (0.1111 + 0.8889 * 0.314) = 0.285.
    const double rate = 2.0 / 3 + 4 * std::log(2);
    const double half_way = risk(with_record(promised(8 * day), 4, 0));
    CHECK(half_way == Approx(risk_of(1.0 / 9, std::pow(rate / (rate + std::log(1.25)), 6))));
    CHECK(half_way == Approx(0.285).epsilon(2e-3));
    // Four kept on the last day: b = 2/3, F = (0.6667 / 0.8898)^6 = 0.177; 0.132.
    test::Records slow = promised(8 * day);
    for (int i = 0; i < 4; ++i) slow.promise("Ada", "Cem", (100 + i) * day, (110 + i) * day, (110 + i) * day);
    CHECK(risk(slow) == Approx(risk_of(1.0 / 9, std::pow(2.0 / 3 / (2.0 / 3 + std::log(1.25)), 6))));
    CHECK(risk(slow) == Approx(0.132).epsilon(2e-3));
}

TEST_CASE("what is kept at once counts as kept after a hundredth of the time", "[upkeep][open_commitments]")
{
    // l = 1/6, a = 3, b = 2/3 + ln 100 = 5.2718; half is over: F = (5.2718 / 5.9650)^3 = 0.690; 0.392.
    const double rate = 2.0 / 3 + std::log(100);
    const double expected = risk_of(1.0 / 6, std::pow(rate / (rate + std::log(2)), 3));
    CHECK(risk(promised(5 * day).promise("Ada", "Cem", 10 * day, 20 * day, 10 * day)) == Approx(expected));
}

TEST_CASE("an older record counts less", "[upkeep][open_commitments]")
{
    // Late 200 days ago: weight 1/2 with a half-life of 200 days: 1.5 / 5.5.
    const auto records = promised(0).promise("Ada", "Cem", 700 * day, 800 * day);
    const auto rows = adas(records, {.at = today, .half_life_days = 200});
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].risk == Approx(1.5 / 5.5));
}

TEST_CASE("only the owner's record counts and only what is decided by then", "[upkeep][open_commitments]")
{
    auto records = promised(0);
    records
        .promise("Ben", "Ada", 1 * day, 2 * day, 3 * day)                   // Ben was late, not Ada
        .promise("Ada", "Cem", 1 * day, no_time, 2 * day)                   // no day was named
        .promise("Ada", "Cem", today - day, today + day, today + 2 * day)   // will be late; nobody knows yet
        .promise("Ada", "Cem", today + day, today + 2 * day, today + day);  // not made yet
    const auto rows = adas(records);
    REQUIRE(rows.size() == 2);
    // Half of the time is over for the one, as above, none of it for the other.
    CHECK(rows[0].risk == Approx(0.2476).epsilon(1e-3));
    CHECK(rows[1].risk == Approx(0.2));
}

TEST_CASE("Ada sees what she owes and what she is owed, the most pressing first", "[upkeep][open_commitments]")
{
    const auto rows = adas(test::Records()
                               .promise("Ada", "Ben", today - 20 * day, no_time)
                               .promise("Ada", "Ben", today - 400 * day, today - 300 * day)
                               .promise("Ben", "Ada", today - 10 * day, today - 5 * day)
                               .promise("Cem", "Ada", today - 5 * day, today + 5 * day)
                               .promise("Ada", "Dee", today, today + 3 * day)
                               .promise("Ben", "Cem", today - 10 * day, today - 5 * day)               // not Ada's
                               .promise("Ada", "Cem", today - 10 * day, today + day, today - 1 * day)  // done
                               .promise("Ada", "Dee", today - 2 * day, no_time));
    REQUIRE(rows.size() == 6);
    CHECK(rows[0].days_left == -5);
    CHECK(rows[1].days_left == -300);
    CHECK(rows[2].days_left == 3);  // Ada was late with one promise of two: 2/7, more than half gone makes of 1/5
    CHECK(rows[3].days_left == 5);
    CHECK(std::isnan(rows[4].days_left));
    CHECK(std::isnan(rows[4].risk));
    CHECK(rows[0].risk == 1);
    CHECK(rows[2].risk > rows[3].risk);
    Names told;
    for (const auto& row : rows) told.push_back(row.reason);
    CHECK(told ==
          Names{"Ben promised you something by 22 September 1972: 5 days overdue",
                "You promised Ben something by 2 December 1971: 10 months overdue",
                "You promised Dee something by 30 September 1972: 3 days left; you were late with 1 of 2 so far",
                "Cem promised you something by 2 October 1972: 5 days left",
                "You promised Dee something on 25 September 1972 and named no day",
                "You promised Ben something on 7 September 1972 and named no day"});
}

TEST_CASE("a promise due this moment is late unless it is done", "[upkeep][open_commitments]")
{
    const auto rows = adas(test::Records().promise("Ada", "Ben", today - day, today));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].days_left == 0);
    CHECK(rows[0].risk == 1);
    CHECK(risk(test::Records().promise("Ada", "Ben", today, today)) == 1);
}

TEST_CASE("what is done later is still open and what is made later is not there", "[upkeep][open_commitments]")
{
    const auto records = test::Records()
                             .promise("Ada", "Ben", today - day, today + day, today + 1)
                             .promise("Ada", "Cem", today + 1, today + day);
    CHECK(adas(records).size() == 1);
    CHECK(adas(records, {}).size() == 1);  // at the last record: the first is done by then
    CHECK(adas(records, {.at = today - 2 * day}).empty());
}

TEST_CASE("without columns of days and deliveries every promise is open and undated", "[upkeep][open_commitments]")
{
    NetworkRecords records;
    records.commitments.owner = KeyColumn(Keys(Names{"Ada", "Ada"}));
    records.commitments.to = KeyColumn(Keys(Names{"Ben", "Cem"}));
    records.commitments.made = {1, 2};
    const auto rows = open_commitments(Network(records), 0);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].made == 2);
    CHECK(rows[0].due == no_time);
    CHECK(open_commitments(test::Records().person({"Ada"}).network(), 0).empty());
}

TEST_CASE("doubling other people's promises changes nothing for Ada", "[upkeep][open_commitments]")
{
    auto once = with_record(promised(4 * day), 3, 2);
    auto twice = once;
    for (int i = 0; i < 5; ++i) twice.promise("Cem", "Ben", i * day, (i + 3) * day, (i + 9) * day);
    CHECK(risk(once) == risk(twice));
}

TEST_CASE("open commitments refuse unknown people and half-lives that are none", "[upkeep][open_commitments]")
{
    const Network network = promised(0).network();
    CHECK_THROWS_AS(open_commitments(network, network.size()), UnknownPerson);
    for (const double days : {0.0, -1.0, std::nan("")})
        CHECK_THROWS_AS(open_commitments(network, 0, {.half_life_days = days}), InvalidOption);
}
