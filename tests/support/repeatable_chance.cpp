#include "support/repeatable_chance.hpp"

#include <tertius/graph/random.hpp>

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>

namespace tertius::test {

namespace {

Random chance{0};

std::uint32_t draw()
{
    return static_cast<std::uint32_t>(chance());
}

void fill(void* const bytes, const std::size_t size)
{
    std::generate_n(static_cast<unsigned char*>(bytes), size, [] { return static_cast<unsigned char>(chance()); });
}

randombytes_implementation repeatable{
    .implementation_name = [] { return "repeatable"; },
    .random = draw,
    .stir = nullptr,
    .uniform = nullptr,
    .buf = fill,
    .close = nullptr,
};

}  // namespace

void repeat_chance()
{
    chance = Random(0);
    randombytes_set_implementation(&repeatable);
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, 1, nullptr);
}

}  // namespace tertius::test
