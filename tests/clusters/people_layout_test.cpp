#include <tertius/clusters/people_layout.hpp>

#include "support/networks.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <span>
#include <utility>
#include <vector>

using namespace tertius;
using namespace tertius::test;

namespace {

double distance(Position a, Position b)
{
    return std::hypot(static_cast<double>(a.x) - b.x, static_cast<double>(a.y) - b.y);
}

/// Everybody with the next `size - 1` in one cluster, the next `size` in another, and so on.
Partition blocks(PersonId people, PersonId size)
{
    std::vector<ClusterId> labels(people);
    for (PersonId person = 0; person < people; ++person) labels[person] = person / size;
    return Partition(labels);
}

/// Clusters of equal size; everybody has six ties in their own and one to anybody.
TieGraph<> planted(PersonId clusters, PersonId size)
{
    Random random(5);
    const PersonId people = clusters * size;
    TieGraphBuilder<> builder(people);
    for (PersonId person = 0; person < people; ++person)
        for (int tie = 0; tie < 7; ++tie) {
            const auto mate = static_cast<PersonId>(person / size * size + random.below(size));
            const auto alter = tie < 6 ? mate : static_cast<PersonId>(random.below(people));
            if (alter != person) builder.add(person, alter);
        }
    return builder.build();
}

/// (b - a) / max(a, b) on average: a, how far somebody's cluster is from them, b, how far the nearest other one is.
double mean_silhouette(std::span<const Position> positions, const Partition& partition)
{
    double total = 0;
    for (PersonId ego = 0; ego < partition.size(); ++ego) {
        std::vector<double> away(partition.count(), 0);
        for (PersonId other = 0; other < partition.size(); ++other)
            away[partition[other]] += distance(positions[ego], positions[other]);
        double nearest = std::numeric_limits<double>::infinity();
        for (ClusterId cluster = 0; cluster < partition.count(); ++cluster)
            if (cluster != partition[ego]) nearest = std::min(nearest, away[cluster] / partition.sizes()[cluster]);
        const double own = away[partition[ego]] / (partition.sizes()[partition[ego]] - 1);
        total += (nearest - own) / std::max(nearest, own);
    }
    return total / partition.size();
}

double least_distance(std::span<const Position> positions)
{
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < positions.size(); ++a)
        for (std::size_t b = a + 1; b < positions.size(); ++b)
            least = std::min(least, distance(positions[a], positions[b]));
    return least;
}

bool all_finite_and_apart(std::span<const Position> positions)
{
    std::set<std::pair<float, float>> spots;
    for (const Position& position : positions) {
        if (!std::isfinite(position.x) || !std::isfinite(position.y)) return false;
        spots.insert({position.x, position.y});
    }
    return spots.size() == positions.size();
}

struct Circle {
    Position middle;
    double radius = 0;
};

/// Around the people of each cluster.
std::vector<Circle> circles_around(std::span<const Position> positions, const Partition& partition)
{
    std::vector<Circle> circles(partition.count());
    for (PersonId person = 0; person < partition.size(); ++person) {
        const auto people = static_cast<float>(partition.sizes()[partition[person]]);
        circles[partition[person]].middle.x += positions[person].x / people;
        circles[partition[person]].middle.y += positions[person].y / people;
    }
    for (PersonId person = 0; person < partition.size(); ++person) {
        Circle& circle = circles[partition[person]];
        circle.radius = std::max(circle.radius, distance(circle.middle, positions[person]));
    }
    return circles;
}

template <class Weight>
TieGraph<Weight> scaled(const TieGraph<Weight>& graph, Weight factor)
{
    TieGraphBuilder<Weight> builder(graph.size());
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight * factor);
    return builder.build();
}

}  // namespace

TEST_CASE("clusters stand apart in a picture", "[people_layout]")
{
    const auto graph = planted(12, 40);
    const auto partition = blocks(480, 40);
    const auto positions = lay_out(graph, partition);
    // Two discs of radius 1 whose middles are 3 apart: a is 0.9 on average, b little above 3, so about 0.7.
    CHECK(mean_silhouette(positions, partition) > 0.6);
    const auto circles = circles_around(positions, partition);
    for (std::size_t a = 0; a < circles.size(); ++a)
        for (std::size_t b = a + 1; b < circles.size(); ++b)
            CHECK(distance(circles[a].middle, circles[b].middle) > circles[a].radius + circles[b].radius);
}

TEST_CASE("clusters of very different sizes do not overlap in a picture", "[people_layout]")
{
    const auto graph = planted(50, 40);
    std::vector<ClusterId> labels(2000);
    for (PersonId person = 0; person < 2000; ++person) labels[person] = person < 1200 ? 0 : person / 40;
    const Partition partition(labels);
    const auto circles = circles_around(lay_out(graph, partition), partition);
    for (std::size_t a = 0; a < circles.size(); ++a)
        for (std::size_t b = a + 1; b < circles.size(); ++b)
            CHECK(distance(circles[a].middle, circles[b].middle) > circles[a].radius + circles[b].radius);
}

TEST_CASE("people stand nearer those they have stronger ties with", "[people_layout]")
{
    Random random(3);
    TieGraphBuilder<double> builder(120);
    for (PersonId person = 0; person < 120; ++person)
        for (int tie = 0; tie < 6; ++tie) {
            const auto other = static_cast<PersonId>(random.below(120));
            if (other != person) builder.add(person, other, tie < 3 ? 9.0 : 1.0);
        }
    const auto graph = builder.build();
    const auto positions = lay_out(graph, blocks(120, 120));
    double strong = 0;
    double weak = 0;
    double strangers = 0;
    int strong_count = 0;
    int weak_count = 0;
    int stranger_count = 0;
    for (PersonId a = 0; a < 120; ++a)
        for (PersonId b = a + 1; b < 120; ++b) {
            const double weight = graph.weight(a, b);
            (weight >= 9 ? strong : weight > 0 ? weak : strangers) += distance(positions[a], positions[b]);
            ++(weight >= 9 ? strong_count : weight > 0 ? weak_count : stranger_count);
        }
    CHECK(strong / strong_count < 0.9 * weak / weak_count);
    CHECK(weak / weak_count < strangers / stranger_count);
}

TEST_CASE("who leads out of a cluster stands where they lead to", "[people_layout]")
{
    TieGraphBuilder<> builder(40);
    for (const PersonId first : {0U, 20U})
        for (PersonId a = first; a < first + 20; ++a)
            for (PersonId b = a + 1; b < first + 20; ++b) builder.add(a, b);
    builder.add(7, 33, 30);
    const auto partition = blocks(40, 20);
    const auto positions = lay_out(builder.build(), partition);
    const auto circles = circles_around(positions, partition);
    const double between = distance(circles[0].middle, circles[1].middle);
    CHECK(distance(positions[7], circles[1].middle) < between - 0.3 * circles[0].radius);
    CHECK(distance(positions[33], circles[0].middle) < between - 0.3 * circles[1].radius);
}

TEST_CASE("neighbours in a picture are about one apart, and nobody covers another", "[people_layout]")
{
    const auto positions = lay_out(planted(6, 100), blocks(600, 100));
    CHECK(least_distance(positions) > 0.5);
    double mean = 0;
    for (const Position& ego : positions) {
        double nearest = std::numeric_limits<double>::infinity();
        for (const Position& other : positions)
            if (other != ego) nearest = std::min(nearest, distance(ego, other));
        mean += nearest / 600;
    }
    CHECK(mean > 0.7);
    CHECK(mean < 1.3);
}

TEST_CASE("a picture is the same to the last bit on any number of threads", "[people_layout]")
{
    const auto graph = planted(10, 300);
    const auto once = lay_out(graph, blocks(3000, 300), {.execution = {.threads = 1}});
    for (const int threads : {2, 3, 4})
        CHECK(lay_out(graph, blocks(3000, 300), {.execution = {.threads = threads}}) == once);
}

TEST_CASE("weighing all ties by a power of two changes no picture", "[people_layout]")
{
    const auto graph = random_network<double>(80, 0.1, 4, true);
    const auto once = lay_out(graph, blocks(80, 16));
    CHECK(lay_out(scaled(graph, 0x1p-900), blocks(80, 16)) == once);
    CHECK(lay_out(scaled(graph, 0x1p900), blocks(80, 16)) == once);
}

TEST_CASE("a tie of weight 0 draws nobody", "[people_layout]")
{
    TieGraphBuilder<> without(40);
    TieGraphBuilder<> with(40);
    for (PersonId person = 0; person < 39; ++person) {
        without.add(person, person + 1, 2);
        with.add(person, person + 1, 2);
    }
    with.add(3, 30, 0);
    CHECK(lay_out(with.build(), blocks(40, 20)) == lay_out(without.build(), blocks(40, 20)));
}

TEST_CASE("an isolate who comes last moves nobody", "[people_layout]")
{
    const auto graph = planted(5, 30);
    TieGraphBuilder<> builder(152);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight);
    std::vector<ClusterId> labels(152);
    for (PersonId person = 0; person < 152; ++person) labels[person] = person < 150 ? person / 30 : person;
    const auto before = lay_out(graph, blocks(150, 30));
    auto after = lay_out(builder.build(), Partition(labels));
    CHECK(least_distance(after) > 0.5);
    after.resize(150);
    CHECK(after == before);
}

TEST_CASE("another seed draws another picture of the same network", "[people_layout]")
{
    const auto graph = planted(3, 30);
    CHECK(lay_out(graph, blocks(90, 30), {.seed = 1}) != lay_out(graph, blocks(90, 30)));
    CHECK(lay_out(graph, blocks(90, 30), {.seed = 1}) == lay_out(graph, blocks(90, 30), {.seed = 1}));
}

TEST_CASE("nobody, one person and two are drawn too", "[people_layout]")
{
    CHECK(lay_out(TieGraph<>(), Partition()).empty());
    CHECK(lay_out(network(1, {}), blocks(1, 1)) == std::vector<Position>{{0, 0}});
    const auto pair = lay_out(network(2, {{0, 1}}), blocks(2, 2));
    CHECK(distance(pair[0], pair[1]) > 0.5);
    CHECK(distance(pair[0], pair[1]) < 2);
}

TEST_CASE("a star of five thousand fills its disc around its middle", "[people_layout]")
{
    const auto positions = lay_out(star(5000), blocks(5001, 5001));
    CHECK(all_finite_and_apart(positions));
    double radius = 0;
    for (const Position& position : positions) radius = std::max(radius, distance(position, {}));
    CHECK(radius < 45);  // sqrt(5001 / pi) = 39.9
    CHECK(distance(positions[0], {}) < 0.2 * radius);
}

TEST_CASE("weights at the ends of their range draw finite pictures", "[people_layout]")
{
    TieGraphBuilder<double> builder(60);
    Random random(2);
    for (PersonId person = 0; person < 60; ++person)
        for (int tie = 0; tie < 4; ++tie) {
            const auto other = static_cast<PersonId>(random.below(60));
            if (other > person)
                builder.add(person, other, tie % 2 == 0 ? 1e307 : std::numeric_limits<double>::denorm_min());
        }
    CHECK(all_finite_and_apart(lay_out(builder.build(), blocks(60, 20))));
}

TEST_CASE("thousands of pairs and isolates stand each in a place of their own", "[people_layout]")
{
    TieGraphBuilder<> builder(5000);
    std::vector<ClusterId> labels(5000);
    for (PersonId person = 0; person < 5000; ++person) {
        labels[person] = person < 3000 ? person / 2 : person;
        if (person < 3000 && person % 2 == 0) builder.add(person, person + 1);
    }
    const auto positions = lay_out(builder.build(), Partition(labels));
    CHECK(all_finite_and_apart(positions));
    CHECK(least_distance(positions) > 0.5);
    for (PersonId person = 0; person < 3000; person += 500) {
        const double mate = distance(positions[person], positions[person + 1]);
        for (PersonId other = 0; other < 5000; ++other)
            if (other != person && other != person + 1) REQUIRE(distance(positions[person], positions[other]) > mate);
    }
}

TEST_CASE("people of a cluster whom no tie joins are drawn together", "[people_layout]")
{
    const auto positions = lay_out(network(60, {{0, 1}}), blocks(60, 30));
    CHECK(mean_silhouette(positions, blocks(60, 30)) > 0.5);
    CHECK(least_distance(positions) > 0.5);
}

TEST_CASE("directed ties draw both of their ends", "[people_layout]")
{
    TieGraphBuilder<float, Direction::directed> builder(200);
    const auto graph = planted(5, 40);
    for (const auto& tie : graph.ties()) builder.add(tie.source, tie.target, tie.weight);
    const auto positions = lay_out(builder.build(), blocks(200, 40));
    CHECK(mean_silhouette(positions, blocks(200, 40)) > 0.6);
}

TEST_CASE("a picture of other people than the graph's is refused, a stopped one is none", "[people_layout]")
{
    CHECK_THROWS_AS(lay_out(clique(4), blocks(5, 5)), InvalidInput);
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(lay_out(clique(4), blocks(4, 4), {.execution = {.stop = source.get_token()}}), Cancelled);
}
