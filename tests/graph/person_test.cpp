#include <catch2/catch_test_macros.hpp>

#include <tertius/graph/person.hpp>

#include <type_traits>

using namespace tertius;

TEST_CASE("nobody is beyond every person that fits into 32 bits", "[graph][person]")
{
    STATIC_CHECK(sizeof(PersonId) == 4);
    STATIC_CHECK(std::is_unsigned_v<PersonId>);
    STATIC_CHECK(nobody == 4294967295U);
}
