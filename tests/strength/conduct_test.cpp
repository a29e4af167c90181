#include <tertius/strength/conduct.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace tertius;

TEST_CASE("a kind is read however it is written", "[strength]")
{
    CHECK(parse_conduct("no_show") == Conduct::missed);
    CHECK(parse_conduct("No-Show") == Conduct::missed);
    CHECK(parse_conduct("THANK YOU") == Conduct::thanked);
    CHECK(parse_conduct("congratulations") == Conduct::reacted);
    CHECK(parse_conduct("on time") == Conduct::attended);
    CHECK(parse_conduct("late") == Conduct::late);
    CHECK(parse_conduct("request") == Conduct::requested);
    CHECK(parse_conduct("Follow-up") == Conduct::inquired);
    CHECK(parse_conduct("disclosure") == Conduct::disclosed);
}

TEST_CASE("any other word is ordinary", "[strength]")
{
    CHECK(parse_conduct("") == Conduct::ordinary);
    CHECK(parse_conduct("invoice") == Conduct::ordinary);
    CHECK(parse_conduct("unattended") == Conduct::ordinary);
}

TEST_CASE("each row has the conduct of its word, and none where no word is recorded", "[strength]")
{
    const WordColumn kinds(std::vector<std::string>{"thanks", "", "missed", "thanks"});
    CHECK(conduct_of(kinds) == std::vector{Conduct::thanked, Conduct::ordinary, Conduct::missed, Conduct::thanked});
    CHECK(conduct_of(WordColumn{}).empty());
}
