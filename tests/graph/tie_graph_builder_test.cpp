#include <tertius/graph/tie_graph_builder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/networks.hpp"

using namespace tertius;

namespace {

/// The code of the error that a call throws; "none" if it does not.
template <class Call>
std::string code_of(const Call& call)
{
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    return "none";
}

}  // namespace

TEST_CASE("two records of one tie add up, or leave the larger, or are refused", "[graph]")
{
    const auto built = [](ParallelTies parallel) {
        TieGraphBuilder<> builder(2, {.parallel_ties = parallel});
        builder.add(0, 1, 1).add(1, 0, 2);
        return builder.build();
    };
    CHECK(built(ParallelTies::sum).weight(0, 1) == 3.0F);
    CHECK(built(ParallelTies::largest).weight(0, 1) == 2.0F);
    CHECK(built(ParallelTies::sum).tie_count() == 1);
    CHECK(code_of([&] { (void)built(ParallelTies::refuse); }) == "tie.parallel");
}

TEST_CASE("weights are not stored when every tie counts 1", "[graph]")
{
    CHECK_FALSE(test::clique(4).is_weighted());
    CHECK(test::weighted_network<float>(2, {{0, 1, 2.0F}}).is_weighted());
    TieGraphBuilder<> builder(3);
    builder.add(0, 1).add(0, 1).add(1, 2);
    CHECK(builder.build().weight(0, 1) == 2.0F);
}

TEST_CASE("what cannot be a tie is refused with its position", "[graph]")
{
    const auto nan = std::numeric_limits<float>::quiet_NaN();
    const auto infinity = std::numeric_limits<float>::infinity();
    const auto second = [](PersonId a, PersonId b, float weight) {
        return code_of([&] { TieGraphBuilder<>(3).add(0, 1).add(a, b, weight); });
    };
    CHECK(second(1, 3, 1) == "tie.person_range");
    CHECK(second(1, 1, 1) == "tie.self_tie");
    CHECK(second(1, 2, nan) == "weight.nan");
    CHECK(second(1, 2, infinity) == "weight.not_finite");
    CHECK(second(1, 2, -0.5F) == "weight.negative");
    CHECK(second(1, 2, 0) == "none");
    try {
        TieGraphBuilder<>(3).add(0, 1).add(1, 2, nan);
        FAIL("NaN was taken");
    } catch (const InvalidInput& error) {
        CHECK(std::string(error.what()) == "tie 1: weight is NaN; must be finite and >= 0");
    }
}

TEST_CASE("a refused column leaves the builder as it was", "[graph]")
{
    TieGraphBuilder<> builder(3);
    builder.add(0, 1, 2);
    const std::vector<PersonId> source{1, 2, 2};
    const std::vector<PersonId> target{2, 0, 2};
    CHECK(code_of([&] { builder.add(source, target); }) == "tie.self_tie");
    CHECK(code_of([&] { builder.add(source, std::vector<PersonId>{1}); }) == "tie.columns");
    const auto graph = builder.build();
    CHECK(graph.tie_count() == 1);
    CHECK(graph.weight(0, 1) == 2.0F);
}

TEST_CASE("self-ties may be dropped, and are counted", "[graph]")
{
    TieGraphBuilder<> builder(2, {.self_ties = SelfTies::drop});
    builder.add(0, 0).add(0, 1).add(1, 1, 7);
    CHECK(builder.dropped_self_ties() == 2);
    CHECK(builder.build().tie_count() == 1);
}

TEST_CASE("weights that add up to more than a float holds are refused", "[graph]")
{
    TieGraphBuilder<float> builder(2);
    const float huge = std::numeric_limits<float>::max();
    builder.add(0, 1, huge).add(0, 1, huge);
    CHECK(code_of([&] { (void)builder.build(); }) == "weight.overflow");
}

TEST_CASE("the order of the records does not matter, to the last bit", "[graph]")
{
    Random random(3);
    std::vector<PersonId> source, target;
    std::vector<double> weight;
    for (int record = 0; record < 4000; ++record) {
        const auto a = static_cast<PersonId>(random.below(40));
        source.push_back(a);
        target.push_back((a + 1 + static_cast<PersonId>(random.below(39))) % 40);
        weight.push_back(random.unit() * 1e6);
    }
    const auto build = [&] {
        TieGraphBuilder<double> builder(40);
        builder.add(source, target, weight);
        return builder.build();
    };
    const auto one = build();
    std::vector<std::size_t> order(source.size());
    for (std::size_t place = 0; place < order.size(); ++place) order[place] = place;
    random.shuffle(std::span(order));
    const auto permuted = [&](auto& column) {
        const auto before = column;
        for (std::size_t place = 0; place < order.size(); ++place) column[place] = before[order[place]];
    };
    permuted(source);
    permuted(target);
    permuted(weight);
    const auto other = build();
    CHECK(std::ranges::equal(one.alters(), other.alters()));
    CHECK(std::ranges::equal(one.weights(), other.weights()));
}

TEST_CASE("a random graph is what a map of pairs says it is", "[graph]")
{
    Random random(11);
    std::map<std::pair<PersonId, PersonId>, double> expected;
    TieGraphBuilder<double> builder(25);
    for (int record = 0; record < 500; ++record) {
        const auto a = static_cast<PersonId>(random.below(25));
        const auto b = static_cast<PersonId>(random.below(25));
        if (a == b) continue;
        const double weight = static_cast<double>(random.below(8));
        builder.add(a, b, weight);
        expected[std::minmax(a, b)] += weight;
    }
    const auto graph = builder.build();
    CHECK(graph.tie_count() == expected.size());
    for (const auto& [pair, weight] : expected) {
        CHECK(graph.weight(pair.first, pair.second) == weight);
        CHECK(graph.weight(pair.second, pair.first) == weight);
    }
}

namespace {

/// Records of a crowd so large that its rows are filled in many ranges: some twice, one person far and wide known.
struct Records {
    std::vector<PersonId> source, target;
    std::vector<float> weight;
};

Records crowd(PersonId people, std::size_t count)
{
    Random random(5);
    Records records;
    while (records.source.size() < count) {
        const auto a = static_cast<PersonId>(random.below(8) == 0 ? people / 2 : random.below(people));
        const auto b = static_cast<PersonId>(random.below(people));
        if (a == b) continue;
        records.source.push_back(a);
        records.target.push_back(b);
        records.weight.push_back(static_cast<float>(1 + random.below(3)));
    }
    return records;
}

template <Direction direction>
auto built(PersonId people, const Records& records, bool weighted, int threads)
{
    TieGraphBuilder<float, direction> builder(people, {.execution = {.threads = threads}});
    builder.add(records.source, records.target,
                weighted ? std::span<const float>(records.weight) : std::span<const float>{});
    return builder.build();
}

}  // namespace

TEST_CASE("a crowd's graph is what sorting its records says it is, weighted or not", "[graph]")
{
    constexpr PersonId people = 30'011;
    const auto records = crowd(people, 400'000);
    for (const bool weighted : {false, true}) {
        std::vector<std::tuple<PersonId, PersonId, float>> sorted;
        for (std::size_t tie = 0; tie < records.source.size(); ++tie) {
            const float weight = weighted ? records.weight[tie] : 1;
            sorted.emplace_back(records.source[tie], records.target[tie], weight);
            sorted.emplace_back(records.target[tie], records.source[tie], weight);
        }
        std::ranges::sort(sorted);
        const auto graph = built<Direction::undirected>(people, records, weighted, 2);
        bool same = true;
        auto record = sorted.begin();
        for (const PersonId ego : graph.people())
            for (std::size_t place = 0; place < graph.degree(ego); ++place) {
                const PersonId alter = graph.alters(ego)[place];
                float total = 0;  // whole numbers: sums are exact
                for (; record != sorted.end() && std::get<0>(*record) == ego && std::get<1>(*record) == alter; ++record)
                    total += std::get<2>(*record);
                same &= total > 0 && total == graph.weights(ego)[place];
            }
        CHECK(record == sorted.end());
        CHECK(same);
    }
}

TEST_CASE("the threads that build a graph leave no trace in it", "[graph]")
{
    constexpr PersonId people = 20'000;
    const auto records = crowd(people, 400'000);
    const auto one = built<Direction::directed>(people, records, true, 1);
    for (const int threads : {2, 3, 4, 8}) {
        const auto other = built<Direction::directed>(people, records, true, threads);
        CHECK(std::ranges::equal(one.offsets(), other.offsets()));
        CHECK(std::ranges::equal(one.alters(), other.alters()));
        CHECK(std::ranges::equal(one.weights(), other.weights()));
        CHECK(std::ranges::equal(one.in_alters(people / 2), other.in_alters(people / 2)));
    }
}

TEST_CASE("of several ties that are to be refused, the first person's is named", "[graph]")
{
    constexpr PersonId people = 300'000;
    TieGraphBuilder<> builder(people, {.parallel_ties = ParallelTies::refuse, .execution = {.threads = 4}});
    for (PersonId person = 0; person + 1 < people; ++person) builder.add(person, person + 1);
    builder.add(299'000, 299'001).add(1'001, 1'000).add(150'000, 150'001);
    try {
        (void)builder.build();
        FAIL("a second tie was taken");
    } catch (const InvalidInput& error) {
        CHECK(std::string(error.what()) ==
              "people 1000 and 1001 are tied more than once, and parallel ties are to be refused");
    }
}

TEST_CASE("building stops when it is asked to", "[graph]")
{
    std::stop_source source;
    TieGraphBuilder<> builder(2, {.execution = {.stop = source.get_token()}});
    builder.add(0, 1);
    source.request_stop();
    CHECK(code_of([&] { (void)builder.build(); }) == "run.cancelled");
}

TEST_CASE("a graph of nobody, and one of people who know nobody", "[graph]")
{
    CHECK(TieGraphBuilder<>(0).build().size() == 0);
    const auto strangers = TieGraphBuilder<>(3).build();
    CHECK(strangers.size() == 3);
    CHECK(strangers.end_count() == 0);
    CHECK(strangers.alters(2).empty());
}
