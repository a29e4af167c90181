#include <catch2/catch_test_macros.hpp>

#include <tertius/graph/error.hpp>

#include <stdexcept>
#include <string>

using namespace tertius;

TEST_CASE("an error tells people what happened and programs which error it is", "[graph][error]")
{
    const InvalidInput error("weight.negative", "tie 3: weight is -1; must be >= 0");
    CHECK(std::string(error.what()) == "tie 3: weight is -1; must be >= 0");
    CHECK(error.code() == "weight.negative");
}

TEST_CASE("somebody unknown and a stopped call have one code each", "[graph][error]")
{
    CHECK(UnknownPerson("no Ada here").code() == "person.unknown");
    CHECK(Cancelled().code() == "run.cancelled");
}

TEST_CASE("whoever catches Error catches all of them, and none for another", "[graph][error]")
{
    CHECK_THROWS_AS(throw UnknownPerson("no Ada here"), Error);
    CHECK_THROWS_AS(throw InvalidInput("code", "message"), Error);
    CHECK_THROWS_AS(throw InvalidOption("code", "message"), Error);
    CHECK_THROWS_AS(throw Cancelled(), std::runtime_error);
    try {
        throw InvalidOption("option.threads", "threads is -1");
    } catch (const InvalidInput&) {
        FAIL("an option is not an input");
    } catch (const InvalidOption& error) {
        CHECK(error.code() == "option.threads");
    }
}
