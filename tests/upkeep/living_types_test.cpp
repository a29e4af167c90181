#include "support/records.hpp"

#include <tertius/upkeep/living_types.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace tertius;
using Catch::Approx;

namespace {

TieCourse tie(PersonId alter, std::vector<TieType> types, double alive, bool declared = true)
{
    return {.alter = alter, .types = std::move(types), .declared = declared, .alive = alive};
}

const LivingType& of(const auto& types, RelationshipType type)
{
    return types[static_cast<std::size_t>(type)];
}

}  // namespace

TEST_CASE("a type is alive if one of its ties is", "[living_types]")
{
    using enum RelationshipType;
    const auto types = living_types({0,
                                     0,
                                     90,
                                     {tie(1, {{mentor, 1, true}}, .9), tie(2, {{mentor, 1, false}}, .1),
                                      tie(3, {{advisor, 1, true}}, .4), tie(4, {{peer, 1, false}}, .5)}});
    CHECK(of(types, mentor).ties == 2);
    CHECK(of(types, mentor).alive == 1);
    CHECK(of(types, advisor).ties == 1);
    CHECK(of(types, advisor).alive == 0);
    CHECK(of(types, peer).alive == 1);
    CHECK(of(types, provider).ties == 0);
    for (std::size_t place = 0; place < types.size(); ++place) CHECK(types[place].type == relationship_types[place]);
}

TEST_CASE("declared types count each, inferred ones only the likeliest", "[living_types]")
{
    using enum RelationshipType;
    const auto types = living_types({0,
                                     0,
                                     90,
                                     {tie(1, {{peer, .5, false}, {cross_departmental, .5, false}}, 1),
                                      // Mentor one way or the other is likelier than peer, which leads the list.
                                      tie(2, {{peer, .4, false}, {mentor, .3, true}, {mentor, .3, false}}, 1, false)}});
    CHECK(of(types, peer).ties == 1);
    CHECK(of(types, cross_departmental).ties == 1);
    CHECK(of(types, mentor).ties == 1);
}

TEST_CASE("a tie of unknown life is a tie and not alive", "[living_types]")
{
    const auto types = living_types({0, 0, 90, {tie(1, {{RelationshipType::contact, 1, false}}, unscored)}});
    CHECK(of(types, RelationshipType::contact).ties == 1);
    CHECK(of(types, RelationshipType::contact).alive == 0);
    CHECK(std::isnan(type_variety(types)));
}

TEST_CASE("variety is 0 with one type, 1 with all seven alike", "[living_types]")
{
    auto types = living_types({});
    CHECK(std::isnan(type_variety(types)));
    types[1].alive = 12;
    CHECK(type_variety(types) == 0);
    types[4].alive = 12;
    CHECK(type_variety(types) == Approx(std::log(2) / std::log(7)));
    for (auto& type : types) type.alive = 3;
    CHECK(type_variety(types) == Approx(1));
}

TEST_CASE("what is declared beats what would be inferred", "[living_types]")
{
    test::Records records;
    records.person({.key = "Ada", .organisation = "Acme", .level = 5});
    records.person({.key = "Ben", .organisation = "Acme", .level = 1});
    for (int week = 0; week < 20; ++week) records.interaction("Ada", "Ben", week * 7 * 86'400);
    const auto inferred = living_types(tie_courses(records.network(), 0));
    CHECK(of(inferred, RelationshipType::supervisor).alive == 1);
    records.relationship("Ada", "Ben", "mentor");
    const auto declared = living_types(tie_courses(records.network(), 0));
    CHECK(of(declared, RelationshipType::mentor).alive == 1);
    CHECK(of(declared, RelationshipType::supervisor).ties == 0);
}
