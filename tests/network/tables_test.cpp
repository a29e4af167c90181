#include <tertius/network/network.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace tertius;

TEST_CASE("a table lists its columns, those it cannot do without first", "[network]")
{
    std::vector<std::string> required;
    const Interactions table;
    table.columns(
        [&](std::string_view column, Need need, const auto&) {
            if (need == Need::required) required.emplace_back(column);
        },
        table);
    CHECK(required == std::vector<std::string>{"from", "to", "time"});
}

TEST_CASE("a table has as many rows as its longest column", "[network]")
{
    Milestones table;
    CHECK(row_count(table) == 0);
    table.time = {1, 2, 3};
    CHECK(row_count(table) == 3);
}
