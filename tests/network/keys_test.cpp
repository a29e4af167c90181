#include <tertius/graph/error.hpp>
#include <tertius/network/keys.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace tertius;
using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

TEST_CASE("a column keeps each key once and a code for each row", "[network]")
{
    const KeyColumn column(Keys(Texts{"Cy", "Ada", "Cy"}));
    CHECK(std::get<Texts>(column.keys) == Texts{"Ada", "Cy"});
    CHECK(column.codes == std::vector<std::uint32_t>{1, 0, 1});
}

TEST_CASE("people are found by the very key they were given", "[network]")
{
    const KeyIndex texts(Keys(Texts{"Ben", "Ada", "007"}));
    CHECK(texts.find(Key(std::string("Ada"))) == 1);
    CHECK(texts.find(Key(std::string("7"))) == nobody);
    CHECK(texts.find(Key(std::int64_t{7})) == nobody);
    const KeyIndex numbers(Keys(Numbers{40, 7, 12}));
    CHECK(numbers.find(Key(std::int64_t{7})) == 1);
    CHECK(numbers.find(Key(std::string("7"))) == nobody);
    CHECK(to_text(key_at(numbers.keys(), 2)) == "12");
}

TEST_CASE("repeated, empty and negative keys are refused with their row", "[network]")
{
    const auto message = [](Keys keys) {
        try {
            (void)KeyIndex(std::move(keys));
        } catch (const InvalidInput& error) {
            return error.code() + ": " + error.what();
        }
        return std::string("none");
    };
    CHECK(message(Texts{"Ada", "Ben", "Ada"}) == "key.repeated: people row 2: key Ada stands in row 0 already");
    CHECK(message(Texts{"Ada", ""}) == "key.missing: people row 1: key is an empty text");
    CHECK(message(Numbers{3, -1}) == "key.negative: people row 1: key is -1; number keys must be >= 0");
}

TEST_CASE("keys chosen to collide in a hash table do not slow the index down", "[network]")
{
    Numbers keys;
    for (std::int64_t place = 0; place < 100'000; ++place) keys.push_back(place * 107'897);  // a bucket count
    const KeyIndex index{Keys(keys)};
    CHECK(index.size() == 100'000);
    CHECK(index.find(Key(keys[77'777])) == 77'777);
}
