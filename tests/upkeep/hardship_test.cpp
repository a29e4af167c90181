#include <tertius/upkeep/hardship.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace tertius;

TEST_CASE("nobody is congratulated on a loss, however it is written", "[upkeep][hardship]")
{
    for (const char* kind : {"setback", "Set back", "loss", "job_loss", "LAYOFF", "laid-off", "illness", "bereavement"})
        CHECK(is_hardship(kind));
}

TEST_CASE("other news, and none, are no hardship", "[upkeep][hardship]")
{
    for (const char* kind : {"promotion", "new_job", "birthday", "congratulated", "lossless", ""})
        CHECK_FALSE(is_hardship(kind));
}
