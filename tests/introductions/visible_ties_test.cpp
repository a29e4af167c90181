#include "support/networks.hpp"

#include <tertius/introductions/meeting_scores.hpp>
#include <tertius/introductions/people_to_meet.hpp>
#include <tertius/introductions/visible_ties.hpp>
#include <tertius/introductions/warm_paths.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <sstream>
#include <string>
#include <vector>

using namespace tertius;

namespace {

/// Answers written out to the last bit.
class Transcript {
public:
    template <class... Values>
    void add(const Values&... values)
    {
        (write(values), ...);
        text_ << '\n';
    }
    [[nodiscard]] std::string text() const { return text_.str(); }

private:
    void write(double value) { text_ << std::hex << std::bit_cast<std::uint64_t>(value) << std::dec << ' '; }
    template <class Value>
    void write(const Value& value)
    {
        text_ << value << ' ';
    }

    std::ostringstream text_;
};

/// What ask() answers, or how it fails.
template <class Ask>
void add_answer(Transcript& transcript, const Ask& ask)
{
    try {
        ask();
    } catch (const Error& error) {
        transcript.add("failed", error.code(), error.what());
    }
}

void add_paths(Transcript& transcript, const TieStrengths& strengths, PersonId seeker, const TieVisible& visible,
               int max_hops)
{
    std::vector<PersonId> some;
    for (PersonId person = 1; person < strengths.size(); person += 3) some.push_back(person);
    const auto add = [&](const std::vector<WarmPath>& paths) {
        for (const auto& path : paths) {
            for (const PersonId person : path.people) transcript.add(person);
            transcript.add(path.probability, path.weakest.person, path.weakest.alter, path.weakest.strength,
                           path.weakest.evidence);
        }
    };
    for (const bool disjoint : {false, true}) {
        const WarmPathOptions options{.limit = 4, .max_hops = max_hops, .disjoint = disjoint, .visible = visible};
        for (PersonId target = 0; target < strengths.size(); ++target)
            add_answer(transcript, [&] { add(warm_paths(strengths, seeker, target, options)); });
        add_answer(transcript, [&] { add(warm_paths(strengths, seeker, std::span<const PersonId>(some), options)); });
    }
}

void add_suggestions(Transcript& transcript, const TieGraph<double>& visible, PersonId seeker)
{
    std::vector<PersonPair> pairs;
    for (const PersonId other : visible.people())
        if (other != seeker) pairs.emplace_back(seeker, other);
    for (const auto measure : {MeetingMeasure::common_contacts, MeetingMeasure::adamic_adar, MeetingMeasure::l3,
                               MeetingMeasure::degree_product})
        for (const bool weighted : {false, true}) {
            add_answer(transcript, [&] {
                for (const auto& row : people_to_meet(visible, seeker, {.measure = measure, .weighted = weighted}))
                    transcript.add(row.other, row.score, row.introducer, row.shared_contacts);
            });
            add_answer(transcript, [&] {
                for (const double score : meeting_scores(visible, std::span<const PersonPair>(pairs),
                                                         {.measure = measure, .weighted = weighted}))
                    transcript.add(score);
            });
        }
}

/// Random ties, their strengths now and then refused; the first of them is to be hidden.
std::vector<TieStrength> random_ties(PersonId people, std::uint64_t seed)
{
    Random random(seed);
    const bool some_too_strong = seed % 4 == 0;
    std::vector<TieStrength> ties;
    for (PersonId a = 0; a < people; ++a)
        for (PersonId b = a + 1; b < people; ++b)
            if (random.unit() < 0.25)
                ties.push_back({.person = a,
                                .alter = b,
                                .strength = some_too_strong && random.below(8) == 0 ? 1.5 : random.unit(),
                                .evidence = static_cast<double>(random.below(50))});
    return ties;
}

/// Everything that is told about a network in which one tie is hidden.
std::string told(const std::vector<TieStrength>& ties, PersonId people, PersonId seeker, const TieVisible& visible)
{
    const TieStrengths strengths(people, ties);
    Transcript transcript;
    for (const int max_hops : {1, 2, 3, 5}) add_paths(transcript, strengths, seeker, visible, max_hops);
    add_suggestions(transcript, visible_ties(strengths.graph(), visible), seeker);
    return transcript.text();
}

}  // namespace

TEST_CASE("what may be seen is all people and the ties that are not hidden", "[introductions][visible_ties]")
{
    const auto graph = test::weighted_network<double>(4, {{0, 1, 0.5}, {1, 2, 0.25}, {2, 3, 1}});
    const auto seen = visible_ties(graph, [](PersonId a, PersonId b) { return a != 1 || b != 2; });
    CHECK(seen.size() == 4);
    CHECK(seen.tie_count() == 2);
    CHECK(seen.weight(0, 1) == 0.5);
    CHECK(seen.weight(2, 3) == 1);
    CHECK(visible_ties(graph, {}).tie_count() == 3);
}

TEST_CASE("each tie is asked about once, the lower person first", "[introductions][visible_ties]")
{
    std::vector<std::pair<PersonId, PersonId>> asked;
    const auto graph = test::network(4, {{3, 1}, {1, 0}, {2, 3}});
    (void)visible_ties(graph, [&](PersonId a, PersonId b) {
        asked.emplace_back(a, b);
        return true;
    });
    CHECK(asked == std::vector<std::pair<PersonId, PersonId>>{{0, 1}, {1, 3}, {2, 3}});
}

TEST_CASE("nobody can tell a hidden tie from one that is not there, on 2,000 networks", "[introductions][visible_ties]")
{
    constexpr PersonId people = 12;
    std::size_t failed = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const auto ties = random_ties(people, seed);
        if (ties.empty()) continue;
        Random random(seed);
        const auto place = random.below(ties.size());
        const auto seeker = static_cast<PersonId>(random.below(people));
        const auto hidden = std::pair(ties[place].person, ties[place].alter);
        auto without = ties;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(place));
        const auto told_hidden =
            told(ties, people, seeker, [&](PersonId a, PersonId b) { return std::pair(a, b) != hidden; });
        const auto told_absent = told(without, people, seeker, {});
        REQUIRE(told_hidden == told_absent);
        failed += told_hidden.find("failed") != std::string::npos ? 1 : 0;
    }
    CHECK(failed > 100);  // errors were compared too
}
