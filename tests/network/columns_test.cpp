#include <tertius/network/columns.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace tertius;

TEST_CASE("an empty word is 'not recorded', and words are kept once", "[network]")
{
    const std::vector<std::string> rows{"mail", "", "call", "mail"};
    const WordColumn column(rows);
    CHECK(column.words == std::vector<std::string>{"call", "mail"});
    CHECK(column[0] == "mail");
    CHECK(column[1].empty());
    CHECK(column.codes[1] == no_word);
    CHECK(column.size() == 4);
}

TEST_CASE("a person may have no tag, one or several", "[network]")
{
    const std::vector<std::vector<std::string>> rows{{"law", "tax"}, {}, {"tax"}};
    const TagColumn column(rows);
    CHECK(column.size() == 3);
    CHECK(column[0].size() == 2);
    CHECK(column[1].empty());
    CHECK(column.words[column[2][0]] == "tax");
    CHECK(TagColumn().empty());
}
