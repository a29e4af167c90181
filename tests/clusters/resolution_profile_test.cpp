#include <tertius/clusters/resolution_profile.hpp>

#include <tertius/clusters/constant_potts.hpp>
#include <tertius/clusters/modularity.hpp>

#include "support/networks.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <limits>
#include <vector>

using namespace tertius;
using namespace tertius::test;
using Catch::Approx;

namespace {

Partition grouped(std::vector<std::uint32_t> labels)
{
    return Partition(labels);
}

const ResolutionPlateau& plateau_at(const ResolutionProfile& profile, double resolution)
{
    return *std::ranges::find_if(profile.plateaus, [&](const ResolutionPlateau& plateau) {
        return plateau.from <= resolution && resolution <= plateau.to;
    });
}

void same(const ResolutionProfile& a, const ResolutionProfile& b)
{
    REQUIRE(a.steps.size() == b.steps.size());
    REQUIRE(a.plateaus.size() == b.plateaus.size());
    for (std::size_t step = 0; step < a.steps.size(); ++step) {
        CHECK(a.steps[step].clusters == b.steps[step].clusters);
        CHECK(a.steps[step].quality == b.steps[step].quality);
        CHECK(a.steps[step].stability == b.steps[step].stability);
    }
    for (std::size_t place = 0; place < a.plateaus.size(); ++place) {
        CHECK(a.plateaus[place].from == b.plateaus[place].from);
        CHECK(a.plateaus[place].to == b.plateaus[place].to);
        CHECK(a.plateaus[place].partition == b.plateaus[place].partition);
    }
}

}  // namespace

TEST_CASE("two tied triangles fall apart at the resolutions that can be worked out", "[resolution_profile]")
{
    // 7 ties, degrees 3 2 2 3 2 2. inside - resolution * expected:
    //   all together        1   - r
    //   the triangles       6/7 - r * 1/2
    //   0 | 1 2 | 3 | 4 5   2/7 - r * (9 + 16 + 9 + 16)/196 = 2/7 - r * 50/196
    //   everybody alone     0   - r * (9 + 9 + 4 * 4)/196   =     - r * 34/196
    // They cross at 2/7; (4/7) / (48/196) = 7/3; (2/7) / (16/196) = 7/2.
    const auto graph = network(6, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}, {0, 3}});
    const auto profile = resolution_profile(graph, {.search = {.effort = Effort::best}});
    REQUIRE(profile.plateaus.size() == 4);
    const auto holds = [&](double from, double to, const Partition& partition) {
        const auto& plateau = plateau_at(profile, (from + to) / 2);
        CHECK(plateau.from == Approx(from));
        CHECK(plateau.to == Approx(to));
        CHECK(plateau.partition == partition);
    };
    holds(0.25, 2.0 / 7, grouped({0, 0, 0, 0, 0, 0}));
    holds(2.0 / 7, 7.0 / 3, grouped({0, 0, 0, 1, 1, 1}));
    holds(7.0 / 3, 3.5, grouped({0, 1, 1, 2, 3, 3}));
    holds(3.5, 4, grouped({0, 1, 2, 3, 4, 5}));
    CHECK(profile.plateaus.front().partition.count() == 2);
    CHECK(profile.steps.front().resolution == 0.25);
    CHECK(profile.steps.back().resolution == 4);
    CHECK(profile.steps.front().quality == Approx(0.75));
    CHECK(profile.steps[16].resolution == Approx(1));
    CHECK(profile.steps[16].stability == 1);
    CHECK(profile.steps[16].clusters == 2);
}

TEST_CASE("at each resolution the plateau's clusters are at least as good as any found", "[resolution_profile]")
{
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto graph = random_network<double>(60, 0.08, seed, seed % 2 == 1);
        const auto quality = seed % 3 == 0 ? Quality::cpm : Quality::modularity;
        const double lowest = quality == Quality::cpm ? 0.02 : 0.3;
        const auto profile = resolution_profile(
            graph, {.lowest = lowest, .highest = 2, .steps = 12, .search = {.quality = quality, .seed = seed}});
        const auto value = [&](const Partition& partition, double resolution) {
            return quality == Quality::cpm ? constant_potts(graph, partition, resolution)
                                           : modularity(graph, partition, resolution);
        };
        for (const auto& step : profile.steps) {
            const double best = value(plateau_at(profile, step.resolution).partition, step.resolution);
            CHECK(best >= step.quality - 1e-9);
            for (const auto& plateau : profile.plateaus)
                CHECK(best >= value(plateau.partition, step.resolution) - 1e-9);
        }
    }
}

TEST_CASE("plateaus lie side by side from the lowest resolution to the highest, the widest told first",
          "[resolution_profile]")
{
    const auto profile = resolution_profile(karate_club(), {.lowest = 0.1, .highest = 8});
    auto plateaus = profile.plateaus;
    CHECK(std::ranges::is_sorted(plateaus, std::greater<>{}, [](const auto& it) { return it.to / it.from; }));
    std::ranges::sort(plateaus, {}, &ResolutionPlateau::from);
    CHECK(plateaus.front().from == 0.1);
    CHECK(plateaus.back().to == 8);
    for (std::size_t place = 1; place < plateaus.size(); ++place) {
        CHECK(plateaus[place].from == plateaus[place - 1].to);
        CHECK_FALSE(plateaus[place].partition == plateaus[place - 1].partition);
    }
}

TEST_CASE("weighing all ties by a power of two changes no profile", "[resolution_profile]")
{
    const auto graph = random_network<double>(40, 0.15, 5, true);
    TieGraphBuilder<double> builder(40);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * 0x1p900);
    same(resolution_profile(builder.build(), {.steps = 9}), resolution_profile(graph, {.steps = 9}));
}

TEST_CASE("a profile is the same to the last bit on any number of threads", "[resolution_profile]")
{
    const auto graph = random_network(400, 0.02, 9, true);
    const auto once = resolution_profile(graph, {.steps = 9, .search = {.execution = {.threads = 1}}});
    for (const int threads : {2, 3, 4, 8})
        same(resolution_profile(graph, {.steps = 9, .search = {.execution = {.threads = threads}}}), once);
}

TEST_CASE("without ties there is one plateau, everybody alone", "[resolution_profile]")
{
    for (const auto& graph : {TieGraph<>(), network(3, {}), weighted_network<>(2, {{0, 1, 0.0F}})}) {
        const auto profile = resolution_profile(graph);
        REQUIRE(profile.plateaus.size() == 1);
        CHECK(profile.plateaus[0].partition.count() == graph.size());
        CHECK(profile.plateaus[0].from == 0.25);
        CHECK(profile.plateaus[0].to == 4);
        CHECK(profile.steps[3].stability == 1);
    }
}

TEST_CASE("resolutions of a profile that mean nothing are refused", "[resolution_profile]")
{
    for (const double bad : {0.0, -1.0, 4.0, 5.0, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(resolution_profile(clique(3), {.lowest = bad}), InvalidOption);
    CHECK_THROWS_AS(resolution_profile(clique(3), {.highest = std::numeric_limits<double>::infinity()}), InvalidOption);
    for (const int steps : {-1, 0, 1, 10'001})
        CHECK_THROWS_AS(resolution_profile(clique(3), {.steps = steps}), InvalidOption);
}

TEST_CASE("a stopped profile answers nothing, and its progress only grows", "[resolution_profile]")
{
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(resolution_profile(karate_club(), {.search = {.execution = {.stop = source.get_token()}}}),
                    Cancelled);

    std::vector<double> told;
    (void)resolution_profile(karate_club(),
                             {.search = {.execution = {.progress = [&](double share) { told.push_back(share); }}}});
    CHECK(told.size() > 20);
    CHECK(std::ranges::is_sorted(told));
    CHECK(told.back() == 1);
}
