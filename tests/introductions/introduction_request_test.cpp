#include "support/professional_networks.hpp"

#include <tertius/introductions/introduction_request.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

using namespace tertius;
using test::Words;

namespace {

constexpr PersonId ola = 0;
constexpr PersonId ada = 1;
constexpr PersonId ben = 2;
constexpr Time day = 86'400;

/// Ola is asked on day 0 to bring Ada and Ben together, and has ten days.
IntroductionRequest proposed()
{
    return {ola, ada, ben, 0, 10};
}

/// The request at each stage, each step a day after the one before.
std::vector<IntroductionRequest> on_its_way()
{
    std::vector<IntroductionRequest> requests{proposed()};
    requests.push_back(requests.back().agree(ola, 1 * day));
    requests.push_back(requests.back().agree(ada, 2 * day));
    requests.push_back(requests.back().agree(ben, 3 * day));
    requests.push_back(requests.back().introduce(4 * day));
    return requests;
}

using Step = std::function<IntroductionRequest(const IntroductionRequest&)>;

Network network()
{
    return Network(test::people_named({"Ola", "Ada", "Ben", "Cem"}));
}

}  // namespace

TEST_CASE("an introduction is made once all three have said yes", "[introductions][introduction_request]")
{
    const auto requests = on_its_way();
    for (std::size_t stage = 0; stage < requests.size(); ++stage)
        CHECK(requests[stage].stage() == static_cast<IntroductionStage>(stage));
    CHECK(requests[0].whose_turn() == ola);
    CHECK(requests[1].whose_turn() == ada);
    CHECK(requests[2].whose_turn() == ben);
    CHECK(requests[3].whose_turn() == ola);
    CHECK(requests[4].whose_turn() == nobody);
    CHECK(requests[4].note_outcome("works together").outcome() == "works together");
    CHECK(requests[0] == proposed());  // steps change nothing, they make a new request
}

TEST_CASE("every step that is not the next is refused", "[introductions][introduction_request]")
{
    // What each stage allows, of all that anybody could try; the rest is refused and named.
    std::vector<std::pair<const char*, Step>> steps;
    for (const PersonId who : {ola, ada, ben, PersonId{3}}) {
        steps.emplace_back("agree", [who](const auto& request) { return request.agree(who, 5 * day); });
        steps.emplace_back("decline", [who](const auto& request) { return request.decline(who, 5 * day); });
        steps.emplace_back("withdraw", [who](const auto& request) { return request.withdraw(who, 5 * day); });
    }
    steps.emplace_back("introduce", [](const auto& request) { return request.introduce(5 * day); });
    steps.emplace_back("outcome", [](const auto& request) { return request.note_outcome("met"); });
    constexpr std::size_t introduce = 12;
    constexpr std::size_t note = 13;
    // agree, decline and withdraw of ola 0, 1 and 2, of ada 3, 4 and 5, of ben 6, 7 and 8.
    const std::vector<std::vector<std::size_t>> allowed{
        {0, 1}, {2, 3, 4}, {2, 5, 6, 7}, {1, 2, 5, 8, introduce}, {note}, {}, {}};
    auto requests = on_its_way();
    requests.push_back(proposed().decline(ola, day));
    requests.push_back(requests[3].withdraw(ada, 4 * day));
    REQUIRE(requests.size() == allowed.size());
    for (std::size_t stage = 0; stage < requests.size(); ++stage)
        for (std::size_t step = 0; step < steps.size(); ++step) {
            CAPTURE(stage, steps[step].first, step);
            if (std::ranges::find(allowed[stage], step) != allowed[stage].end())
                CHECK_NOTHROW(steps[step].second(requests[stage]));
            else
                CHECK_THROWS_AS(steps[step].second(requests[stage]), InvalidInput);
        }
    CHECK_THROWS_WITH(requests[1].agree(ben, 5 * day),
                      "the introduction is broker_agreed: it is the turn of a to answer; b cannot agree");
}

TEST_CASE("steps go forward in time and end when the request does", "[introductions][introduction_request]")
{
    const auto agreed = proposed().agree(ola, 4 * day);
    CHECK_THROWS_AS(agreed.agree(ada, 4 * day - 1), InvalidInput);
    CHECK_NOTHROW(agreed.agree(ada, 4 * day));
    CHECK_NOTHROW(agreed.agree(ada, 10 * day - 1));
    CHECK_THROWS_AS(agreed.agree(ada, 10 * day), InvalidInput);
    CHECK_THROWS_AS(proposed().agree(ola, -1), InvalidInput);
    CHECK(agreed.expires() == 10 * day);
    CHECK_FALSE(agreed.has_expired(10 * day - 1));
    CHECK(agreed.has_expired(10 * day));
    CHECK_FALSE(agreed.decline(ada, 5 * day).has_expired(10 * day));
}

TEST_CASE("nobody is introduced whose consent was withdrawn or has run out", "[introductions][introduction_request]")
{
    const auto code_of = [](const IntroductionRequest& request, Time at) {
        try {
            static_cast<void>(request.introduce(at));
        } catch (const InvalidInput& refused) {
            return std::string(refused.code());
        }
        return std::string("introduced");
    };
    const auto agreed = on_its_way()[3];
    for (const PersonId who : {ola, ada, ben}) {
        const auto withdrawn = agreed.withdraw(who, 4 * day);
        CHECK(code_of(withdrawn, 5 * day) == "privacy.consent_expired");
        CHECK(code_of(withdrawn, 50 * day) == "privacy.consent_expired");
        const Network kept = withdrawn.record_in(agreed.record_in(network()));
        REQUIRE(kept.introductions().time.size() == 1);
        CHECK(kept.introductions().outcome[0] == "withdrawn");
        CHECK_FALSE(was_made(kept.introductions(), 0));
        CHECK_THROWS_AS(IntroductionRequest::recorded(kept, 0), InvalidInput);
    }
    CHECK(code_of(agreed, 10 * day - 1) == "introduced");
    CHECK(code_of(agreed, 10 * day) == "privacy.consent_expired");
    CHECK(code_of(on_its_way()[2], 10 * day) == "introduction.stage");  // ben was never asked: no consent to run out
    CHECK_THROWS_WITH(on_its_way()[2].withdraw(ben, 5 * day),
                      "the introduction is a_agreed: b has not agreed and cannot withdraw");
}

TEST_CASE("refusal, withdrawal, silence and expiry look alike to the seeker at every moment",
          "[introductions][introduction_request]")
{
    // Every way of not being introduced: nobody answers at each stage, each one declines when it is their turn, and each
    // one takes back what they agreed to.
    std::vector<IntroductionRequest> in_vain = on_its_way();
    in_vain.pop_back();
    for (std::size_t stage = 0; stage < 4; ++stage)
        in_vain.push_back(in_vain[stage].decline(in_vain[stage].whose_turn(), 4 * day));
    for (const PersonId who : {ola, ada, ben}) in_vain.push_back(in_vain[3].withdraw(who, 4 * day));
    for (Time at = -day; at < 12 * day; at += day / 4)
        for (const auto& request : in_vain) {
            CHECK(request.seen_by_seeker(at) == (at < 10 * day ? SeekerSees::open : SeekerSees::not_now));
            CHECK(request.seen_by_seeker(at) == proposed().seen_by_seeker(at));
        }
}

TEST_CASE("who is introduced sees it from that moment on", "[introductions][introduction_request]")
{
    const auto introduced = on_its_way().back();
    CHECK(introduced.seen_by_seeker(4 * day - 1) == SeekerSees::open);
    CHECK(introduced.seen_by_seeker(4 * day) == SeekerSees::introduced);
    CHECK(introduced.note_outcome("met").seen_by_seeker(400 * day) == SeekerSees::introduced);
}

TEST_CASE("a request is kept in the network's introductions, in one row", "[introductions][introduction_request]")
{
    Network kept = network();
    kept = IntroductionRequest(3, ada, ben, 7).record_in(kept);
    for (const auto& request : on_its_way()) {
        kept = request.record_in(kept);
        const auto& rows = kept.introductions();
        REQUIRE(rows.time.size() == 2);
        CHECK(rows.broker[1] == ola);
        CHECK(rows.a[1] == ada);
        CHECK(rows.b[1] == ben);
        CHECK(introduction_stage(rows, 1) == request.stage());
        CHECK(rows.outcome[0] == "proposed");
    }
    const auto& rows = kept.introductions();
    CHECK(rows.time == TimeColumn{7, 4 * day});
    CHECK(rows.agreed_a == TimeColumn{no_time, 2 * day});
    CHECK(rows.agreed_b == TimeColumn{no_time, 3 * day});
    kept = on_its_way().back().note_outcome("works together").record_in(kept);
    CHECK(kept.introductions().time.size() == 2);
    CHECK(kept.introductions().outcome[1] == "works together");
    CHECK(was_made(kept.introductions(), 1));
    CHECK(kept.size() == 4);
}

TEST_CASE("a recorded request goes on where it stood", "[introductions][introduction_request]")
{
    const auto requests = on_its_way();
    for (std::size_t stage = 0; stage < 4; ++stage) {
        const Network kept = requests[stage].record_in(network());
        const auto again = IntroductionRequest::recorded(kept, 0, 10);
        CHECK(again.stage() == requests[stage].stage());
        CHECK(again.whose_turn() == requests[stage].whose_turn());
        CHECK(again.expires() == requests[stage].expires());
        if (stage != 1) CHECK(again == requests[stage]);  // when a broker agreed is not recorded
    }
    CHECK_THROWS_AS(IntroductionRequest::recorded(network(), 0), InvalidInput);
    CHECK_THROWS_AS(IntroductionRequest::recorded(requests[4].record_in(network()), 0), InvalidInput);
    CHECK_THROWS_AS(IntroductionRequest::recorded(requests[0].decline(ola, day).record_in(network()), 0), InvalidInput);
}

TEST_CASE("requests that make no sense are refused", "[introductions][introduction_request]")
{
    CHECK_THROWS_AS(IntroductionRequest(ola, ada, ada, 0), InvalidInput);
    CHECK_THROWS_AS(IntroductionRequest(ola, ola, ada, 0), InvalidInput);
    CHECK_THROWS_AS(IntroductionRequest(ola, ada, ola, 0), InvalidInput);
    CHECK_THROWS_AS(IntroductionRequest(ola, ada, ben, 0, 0), InvalidOption);
    CHECK_THROWS_AS(IntroductionRequest(ola, ada, ben, 0, std::nan("")), InvalidOption);
    CHECK_THROWS_AS(IntroductionRequest(ola, ada, ben, 0, 1e9), InvalidOption);
    CHECK_THROWS_AS(IntroductionRequest(ola, ada, 9, 0).record_in(network()), UnknownPerson);
    CHECK_THROWS_AS(on_its_way().back().note_outcome(""), InvalidInput);
    CHECK_THROWS_AS(on_its_way().back().note_outcome("declined"), InvalidInput);
}
