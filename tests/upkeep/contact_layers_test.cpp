#include <tertius/graph/random.hpp>
#include <tertius/upkeep/contact_layers.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <vector>

using namespace tertius;

namespace {

/// Ego 0's ties with people 1, 2, ..., of so many contacts a month.
TieCourses paced(const std::vector<double>& paces)
{
    TieCourses courses;
    for (const double pace : paces)
        courses.ties.push_back({.alter = static_cast<PersonId>(courses.ties.size() + 1), .contacts_a_month = pace});
    return courses;
}

std::map<PersonId, std::uint32_t> layer_of(const std::vector<LayerMember>& members)
{
    std::map<PersonId, std::uint32_t> layers;
    for (const auto& member : members) layers[member.alter] = member.layer;
    return layers;
}

/// One by one: the innermost layer with room whose least pace somebody keeps, by a search over everybody each time.
std::map<PersonId, std::uint32_t> by_search(const TieCourses& courses)
{
    const std::vector<std::pair<std::uint32_t, double>> layers{
        {5, 365.25 / 84}, {15, 1.0}, {50, 1.0 / 6}, {150, 1.0 / 12}};
    std::map<PersonId, std::uint32_t> found;
    for (const auto& tie : courses.ties) {
        std::size_t busier = 0;
        for (const auto& other : courses.ties)
            busier += other.contacts_a_month > tie.contacts_a_month ||
                      (other.contacts_a_month == tie.contacts_a_month && other.alter < tie.alter);
        for (const auto& [size, least] : layers)
            if (busier < size && tie.contacts_a_month >= least) {
                found[tie.alter] = size;
                break;
            }
    }
    return found;
}

}  // namespace

TEST_CASE("the five busiest weekly contacts are the innermost layer", "[contact_layers]")
{
    // Seven people weekly or oftener, three a month or more, one twice a year, one yearly, one less.
    const auto members = contact_layers(paced({9, 8, 7, 6, 5, 4.5, 4.4, 3, 2, 1, .2, .09, .05}));
    CHECK(
        layer_of(members) ==
        std::map<PersonId, std::uint32_t>{
            {1, 5}, {2, 5}, {3, 5}, {4, 5}, {5, 5}, {6, 15}, {7, 15}, {8, 15}, {9, 15}, {10, 15}, {11, 50}, {12, 150}});
    CHECK(members.front().contacts_a_month == 9);
}

TEST_CASE("who is written to once a year is nobody's confidant, even without others", "[contact_layers]")
{
    const auto members = contact_layers(paced({.1, .1}));
    REQUIRE(members.size() == 2);
    CHECK(members[0].layer == 150);
    CHECK(members[0].alter == 1);  // of equals the lower person first
    CHECK(contact_layers(paced({.08})).empty());
    CHECK(contact_layers({}).empty());
}

TEST_CASE("layers hold 5, 15, 50 and 150 people and no more", "[contact_layers]")
{
    std::map<std::uint32_t, int> sizes;
    for (const auto& member : contact_layers(paced(std::vector<double>(400, 30.0)))) ++sizes[member.layer];
    CHECK(sizes == std::map<std::uint32_t, int>{{5, 5}, {15, 10}, {50, 35}, {150, 100}});
}

TEST_CASE("layers are those found by a search for everybody", "[contact_layers]")
{
    Random random(3);
    for (int round = 0; round < 20; ++round) {
        std::vector<double> paces(static_cast<std::size_t>(random.below(300)));
        for (double& pace : paces) pace = std::exp2(6 * random.unit() - 4);
        const auto courses = paced(paces);
        CHECK(layer_of(contact_layers(courses)) == by_search(courses));
    }
}

TEST_CASE("somebody further out moves nobody further in", "[contact_layers]")
{
    std::vector<double> paces;
    Random random(4);
    for (int person = 0; person < 80; ++person) paces.push_back(.1 + 8 * random.unit() * random.unit());
    const auto before = layer_of(contact_layers(paced(paces)));
    const double least = *std::ranges::min_element(paces);
    for (const double pace : {least / 2, least / 100, 0.0}) {
        auto more = paces;
        more.push_back(pace);
        auto after = layer_of(contact_layers(paced(more)));
        after.erase(81);
        CHECK(after == before);
    }
}
