#include <tertius/network/relationship_type.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace tertius;

TEST_CASE("there are seven types, and each is read by its own name", "[network]")
{
    CHECK(relationship_types.size() == 7);
    for (const RelationshipType type : relationship_types) {
        const auto read = parse_relationship(name(type));
        REQUIRE(read.has_value());
        CHECK(read->type == type);
        CHECK_FALSE(read->reversed);
    }
}

TEST_CASE("a mentee's record is the mentor's, turned round", "[network]")
{
    for (const char* words : {"mentee", "Mentee", "mentee-mentor", "mentee -> mentor"}) {
        const auto read = parse_relationship(words);
        REQUIRE(read.has_value());
        CHECK(read->type == RelationshipType::mentor);
        CHECK(read->reversed);
    }
    CHECK(parse_relationship("subordinate")->reversed);
    CHECK(parse_relationship("client")->type == RelationshipType::provider);
    CHECK(parse_relationship("Client-Provider")->reversed);
    CHECK(parse_relationship("advisee")->type == RelationshipType::advisor);
}

TEST_CASE("the article's own names are understood", "[network]")
{
    CHECK(parse_relationship("Mentor-mentee")->type == RelationshipType::mentor);
    CHECK(parse_relationship("supervisor_subordinate")->type == RelationshipType::supervisor);
    CHECK(parse_relationship("network contact")->type == RelationshipType::contact);
    CHECK(parse_relationship("Cross-departmental")->type == RelationshipType::cross_departmental);
    CHECK(parse_relationship("advisory")->type == RelationshipType::advisor);
}

TEST_CASE("a word outside the seven types is nothing", "[network]")
{
    for (const char* words : {"", "friend", "mentors", "peer pressure", "colleague", "M\xc3\xa9ntor"})
        CHECK_FALSE(parse_relationship(words).has_value());
}

TEST_CASE("directed types are those whose roles differ", "[network]")
{
    CHECK(is_directed(RelationshipType::mentor));
    CHECK(is_directed(RelationshipType::supervisor));
    CHECK_FALSE(is_directed(RelationshipType::peer));
    CHECK_FALSE(is_directed(RelationshipType::cross_departmental));
    CHECK(roles(RelationshipType::provider).second == "client");
}
