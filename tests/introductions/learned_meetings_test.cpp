#include "support/logs.hpp"

#include <tertius/introductions/learned_meetings.hpp>
#include <tertius/introductions/shared_contacts.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numeric>
#include <stop_token>

using namespace tertius;
using Catch::Approx;

namespace {

struct Office {
    Network network = test::network_of(60, test::office_log(60, 3));
    TieStrengths strengths = tie_strengths(network);
    LearnedMeetings meetings{network, strengths};
};

auto as_tuple(const LearnedPersonToMeet& row)
{
    return std::tuple(row.person, row.other, row.score, row.introducer, row.shared_contacts, row.contributions);
}

}  // namespace

TEST_CASE("one's strangers come by falling score, each with the parts that it adds up from",
          "[introductions][learned_meetings]")
{
    const Office office;
    const auto rows = people_to_meet(office.meetings, 4, 1000);
    REQUIRE(rows.size() > 10);
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const auto& row = rows[place];
        CHECK(!office.strengths.graph().has_tie(4, row.other));
        CHECK(std::accumulate(row.contributions.begin(), row.contributions.end(), 0.0) == Approx(row.score));
        const auto shared = shared_contacts(office.strengths.graph(), PersonId{4}, row.other);
        CHECK(row.introducer == shared.introducer);
        CHECK(row.shared_contacts == shared.count);
        if (place > 0) CHECK(rows[place - 1].score >= row.score);
    }
    // Scores are relative to the mean of all strangers.
    CHECK(std::accumulate(rows.begin(), rows.end(), 0.0, [](double sum, const auto& row) { return sum + row.score; }) ==
          Approx(0).margin(2));
}

TEST_CASE("everybody's rows are each person's own, for any number of threads", "[introductions][learned_meetings]")
{
    const Office office;
    std::vector<LearnedPersonToMeet> own;
    for (PersonId person = 0; person < 60; ++person)
        for (const auto& row : people_to_meet(office.meetings, person, 3)) own.push_back(row);
    for (const int threads : {1, 3}) {
        const auto rows = people_to_meet(office.meetings, 3, {.threads = threads});
        CHECK(std::ranges::equal(rows, own, {}, as_tuple, as_tuple));
    }
}

TEST_CASE("a pair's score is that of the second among the strangers of the first", "[introductions][learned_meetings]")
{
    const Office office;
    const auto rows = people_to_meet(office.meetings, 4, 1000);
    const PersonId known = office.strengths.graph().alters(4).front();
    const std::vector<PersonPair> pairs{{4, rows[2].other}, {7, 8}, {4, rows[0].other}, {4, known}};
    const auto scores = meeting_scores(office.meetings, pairs);
    CHECK(scores[0] == rows[2].score);
    CHECK(scores[2] == rows[0].score);
    CHECK(std::isnan(scores[3]));  // they know each other
}

TEST_CASE("the reason names the introducer and what counts most", "[introductions][learned_meetings]")
{
    LearnedPersonToMeet row{{.person = 0, .other = 1, .introducer = 2, .shared_contacts = 3}};
    row.contributions[13] = .5;
    row.contributions[0] = .4;
    const auto ola = [](PersonId) { return std::string("Ola"); };
    CHECK(row.because()->name == "newcomer");
    CHECK(reason(row, ola) == "Ola knows you both; they are new here");
    row.contributions[0] = .6;
    CHECK(reason(row, ola) == "Ola knows you both; you share 3 contacts");
    row.contributions.fill(0);  // a single stranger is average in everything
    CHECK(row.because() == nullptr);
    CHECK(reason(row, ola) == "Ola knows you both; you share 3 contacts");
}

TEST_CASE("a model of the user's own is taken as it is unless it is to be refined", "[introductions][learned_meetings]")
{
    const Office office;
    MeetingModel shared_only{.origin = "mine"};
    shared_only.weight[0] = 1;
    const LearnedMeetings meetings(office.network, office.strengths, {.model = shared_only, .refine = false});
    CHECK(meetings.model().origin == "mine");
    const auto rows = people_to_meet(meetings, 4, 1000);
    for (std::size_t place = 1; place < rows.size(); ++place)
        CHECK(rows[place - 1].shared_contacts >= rows[place].shared_contacts);
}

TEST_CASE("strangers, the lonely and hostile questions get a right answer or a clear error",
          "[introductions][learned_meetings]")
{
    const Network network = test::network_of(4, {{0, 1, 5}, {1, 2, 9}});
    const TieStrengths strengths = tie_strengths(network);
    const LearnedMeetings meetings(network, strengths);
    CHECK(people_to_meet(meetings, PersonId{3}, 5).empty());
    CHECK(people_to_meet(meetings, PersonId{0}, 5).size() == 1);
    CHECK_THROWS_AS(people_to_meet(meetings, PersonId{4}, 5), UnknownPerson);
    CHECK_THROWS_AS(people_to_meet(meetings, PersonId{0}, 0), InvalidOption);
    CHECK_THROWS_AS(people_to_meet(meetings, 0), InvalidOption);
    const std::vector<PersonPair> self{{0, 2}, {1, 1}};
    CHECK_THROWS_AS(meeting_scores(meetings, self), InvalidInput);
    const std::vector<PersonPair> unknown{{0, 9}};
    CHECK_THROWS_AS(meeting_scores(meetings, unknown), UnknownPerson);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(people_to_meet(meetings, 3, {.stop = stop.get_token()}), Cancelled);
    const Network empty;
    const TieStrengths none = tie_strengths(empty);
    CHECK(people_to_meet(LearnedMeetings(empty, none), 3).empty());
}
