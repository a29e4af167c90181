#include <tertius/store/store_error.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace tertius;

TEST_CASE("what goes wrong with a store's file is caught as an error of the library, with its code", "[store]")
{
    try {
        throw StoreError("store.full", "me.tertius: the disk is full");
    } catch (const Error& error) {
        CHECK(error.code() == "store.full");
        CHECK(std::string(error.what()) == "me.tertius: the disk is full");
    }
}
