#include <tertius/network/introduction_stage.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace tertius;

TEST_CASE("each stage has its word, and any other word is what came of an introduction",
          "[network][introduction_stage]")
{
    for (std::size_t stage = 0; stage < introduction_stages.size(); ++stage)
        CHECK(introduction_stage(introduction_stages[stage]) == static_cast<IntroductionStage>(stage));
    CHECK(introduction_stage("") == IntroductionStage::introduced);
    CHECK(introduction_stage("met for lunch") == IntroductionStage::introduced);
}

TEST_CASE("introductions recorded without outcomes have been made", "[network][introduction_stage]")
{
    Introductions introductions;
    introductions.time = {1, 2, 3, 4};
    CHECK(was_made(introductions, 2));
    introductions.outcome = WordColumn(std::vector<std::string>{"", "a_agreed", "declined", "works together"});
    CHECK(was_made(introductions, 0));
    CHECK_FALSE(was_made(introductions, 1));
    CHECK_FALSE(was_made(introductions, 2));
    CHECK(was_made(introductions, 3));
}
