#include <tertius/strength/explanation.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>

#include "support/logs.hpp"

using namespace tertius;
using test::day;

namespace {

std::string sentence(const Explanation& explanation, Aspect aspect)
{
    for (const Reason& reason : explanation.reasons)
        if (reason.aspect == aspect) return reason.sentence;
    return {};
}

}  // namespace

TEST_CASE("an explanation adds up to the log-odds of the strength", "[strength]")
{
    const Network network = test::network_of(30, test::office_log(30, 1));
    const auto strengths = tie_strengths(network, {.horizon_days = 30});
    const StrengthExplainer explainer(strengths, network);
    for (std::size_t tie = 0; tie < strengths.tie_count(); ++tie) {
        const auto explanation = explainer.explain(tie, "Ada", "Ben");
        double sum = explanation.base;
        for (const Reason& reason : explanation.reasons) sum += reason.log_odds;
        CHECK(std::abs(sum - explanation.log_odds) < 1e-9);
        CHECK(std::abs(sum - log_odds(explanation.strength)) < 1e-9);
        for (std::size_t place = 1; place < explanation.reasons.size(); ++place)
            CHECK(std::abs(explanation.reasons[place - 1].log_odds) >= std::abs(explanation.reasons[place].log_odds));
    }
}

TEST_CASE("the sentences say what the records say", "[strength]")
{
    // 1 writes to 0 at days 0 and 10, 0 answers at day 20; 0 and 2, 1 and 2 write both ways. Seen at day 50.
    const auto network = test::network_of(3, {{1, 0, 0},
                                              {1, 0, 10 * day},
                                              {0, 1, 20 * day},
                                              {0, 2, 5 * day},
                                              {2, 0, 6 * day},
                                              {2, 1, 7 * day},
                                              {1, 2, 8 * day}});
    const auto strengths = tie_strengths(network, {.at = 50 * day, .refine = false});
    const auto explanation = StrengthExplainer(strengths, network).explain(*strengths.find(0, 1), "Ada", "Ben");
    CHECK(sentence(explanation, Aspect::reciprocity) == "Ada began 1 contact, Ben 2");
    CHECK(sentence(explanation, Aspect::rhythm) == "3 contacts, the last 30 days ago; on average one every 10 days");
    CHECK(sentence(explanation, Aspect::setting).rfind("1 shared contact,", 0) == 0);
    // Ben's two letters, ten days apart, were two turns; Ada's answer came after more than a week.
    const std::string talk = sentence(explanation, Aspect::communication);
    CHECK(talk.starts_with("at the recent pace the chance of contact within 3 months is "));
    CHECK(talk.ends_with("; Ben answered 0 of 1 turns; Ada answered 0 of 2 turns"));
}

TEST_CASE("a tie that was only declared is explained by what is missing", "[strength]")
{
    NetworkRecords records;
    records.relationships.from = KeyColumn(Keys(std::vector<std::string>{"Ada"}));
    records.relationships.to = KeyColumn(Keys(std::vector<std::string>{"Ben"}));
    records.relationships.type = WordColumn(std::vector<std::string>{"peer"});
    const Network network(std::move(records));
    const auto strengths = tie_strengths(network);
    const auto explanation = StrengthExplainer(strengths, network).explain(0, "Ada", "Ben");
    CHECK(sentence(explanation, Aspect::communication) == "no contact on record");
    CHECK(sentence(explanation, Aspect::rhythm) == "no contact, so no rhythm to go by");
}
