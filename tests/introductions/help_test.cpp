#include "support/professional_networks.hpp"

#include <tertius/introductions/help.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <span>

using namespace tertius;
using Catch::Matchers::WithinRel;
using test::TagLists;
using test::Words;

namespace {

Words told(const Help& help, std::span<const std::uint32_t> numbers)
{
    Words words;
    for (const std::uint32_t number : numbers) words.push_back(help.words()[number]);
    return words;
}

/// Ada needs law and data analysis; Ben offers law and is skilled in law and Rust; Cem offers law.
NetworkRecords three_people()
{
    auto records = test::people_named({"Ada", "Ben", "Cem"});
    records.people.needs = TagColumn(TagLists{{"law", "data analysis"}, {}, {}});
    records.people.offers = TagColumn(TagLists{{}, {"Law"}, {"law"}});
    records.people.skills = TagColumn(TagLists{{}, {"LAW", "Rust", "Data-Analysis"}, {}});
    return records;
}

}  // namespace

TEST_CASE("people provide what they offer and what they are skilled in, each once", "[introductions][help]")
{
    const Help help{Network(three_people())};
    CHECK(told(help, help.needs(0)) == Words{"data analysis", "law"});
    CHECK(told(help, help.provided(1)) == Words{"data analysis", "law", "Rust"});
    CHECK(told(help, help.provided(2)) == Words{"law"});
    CHECK(help.needs(2).empty());
    CHECK(help.provided(0).empty());
}

TEST_CASE("what one person alone provides is rare and what all provide is not", "[introductions][help]")
{
    // Two people provide anything: both law, one of them Rust.
    const Help help{Network(three_people())};
    CHECK(help.rarity(help.provided(2)[0]) == 0);
    CHECK(help.rarity(help.provided(1)[2]) == 1);

    // Two of five: 1 - ln 2 / ln 5.
    auto records = test::people_named({"Ada", "Ben", "Cem", "Dee", "Eve"});
    records.people.offers = TagColumn(TagLists{{"law"}, {"law"}, {"hiring"}, {"capital"}, {"press"}});
    const Help of_five{Network(records)};
    CHECK_THAT(of_five.rarity(of_five.provided(0)[0]), WithinRel(1 - std::log(2) / std::log(5)));
}

TEST_CASE("where one person provides anything, or nobody does, nothing is known to be rare", "[introductions][help]")
{
    auto records = test::people_named({"Ada", "Ben"});
    records.people.needs = TagColumn(TagLists{{"law"}, {}});
    const Help of_nobody{Network(records)};
    CHECK(of_nobody.rarity(of_nobody.needs(0)[0]) == 0);
    records.people.offers = TagColumn(TagLists{{}, {"law"}});
    const Help of_one{Network(records)};
    CHECK(of_one.rarity(of_one.needs(0)[0]) == 0);
    CHECK(Help{Network(test::people_named({"Ada"}))}.needs(0).empty());
}
