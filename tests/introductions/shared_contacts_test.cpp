#include "support/networks.hpp"

#include <tertius/introductions/shared_contacts.hpp>

#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace tertius;

namespace {

std::vector<PersonId> contacts_of_both(const TieGraph<>& graph, PersonId a, PersonId b)
{
    std::vector<PersonId> contacts;
    for_each_shared_contact(graph, a, b, [&](PersonId contact, float, float) { contacts.push_back(contact); });
    return contacts;
}

}  // namespace

TEST_CASE("two members of one clique share the rest of it", "[introductions][shared_contacts]")
{
    CHECK(contacts_of_both(test::two_cliques_and_a_broker(), 0, 1) == std::vector<PersonId>{2, 3});
    CHECK(contacts_of_both(test::two_cliques_and_a_broker(), 0, 8).empty());
}

TEST_CASE("a shared contact comes with the weights of both ties, each on its side", "[introductions][shared_contacts]")
{
    const auto graph = test::weighted_network<float>(3, {{0, 1, 0.5F}, {1, 2, 0.25F}});
    for (const bool turned : {false, true})
        for_each_shared_contact(graph, turned ? 2 : 0, turned ? 0 : 2, [&](PersonId contact, float a, float b) {
            CHECK(contact == 1);
            CHECK(a == (turned ? 0.25F : 0.5F));
            CHECK(b == (turned ? 0.5F : 0.25F));
        });
}

TEST_CASE("the best introducer is the one whose weaker tie is the strongest", "[introductions][shared_contacts]")
{
    // Between 0 and 1: person 2 has ties of .9 and .2, person 3 of .5 and .4, person 4 of .4 and .9.
    // The weaker ones are .2, .4 and .4; of the two best the lower person, 3, is named.
    const auto graph = test::weighted_network<float>(
        5, {{0, 2, 0.9F}, {1, 2, 0.2F}, {0, 3, 0.5F}, {1, 3, 0.4F}, {0, 4, 0.4F}, {1, 4, 0.9F}});
    const auto shared = shared_contacts(graph, 0, 1);
    CHECK(shared.introducer == 3);
    CHECK(shared.count == 3);
}

TEST_CASE("two people without a shared contact have no introducer", "[introductions][shared_contacts]")
{
    const auto shared = shared_contacts(test::network(3, {{0, 1}}), 0, 2);
    CHECK(shared.introducer == nobody);
    CHECK(shared.count == 0);
}

TEST_CASE("shared contacts are what both lists hold, however unequal the two people's circles",
          "[introductions][shared_contacts]")
{
    // Person 0 knows everybody, the others a few: both ways of looking them up are taken.
    TieGraphBuilder<> builder(200);
    Random random(4);
    for (PersonId other = 1; other < 200; ++other) builder.add(0, other);
    for (int tie = 0; tie < 400; ++tie) {
        const auto a = static_cast<PersonId>(1 + random.below(199));
        const auto b = static_cast<PersonId>(1 + random.below(199));
        if (a != b) builder.add(a, b);
    }
    const auto graph = builder.build();
    for (PersonId a = 0; a < 200; a += 7)
        for (PersonId b = 0; b < 200; ++b) {
            std::vector<PersonId> expected;
            for (const PersonId contact : graph.people())
                if (graph.has_tie(a, contact) && graph.has_tie(b, contact)) expected.push_back(contact);
            REQUIRE(contacts_of_both(graph, a, b) == expected);
        }
}
