#include "support/professional_networks.hpp"

#include <tertius/introductions/benefit.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace tertius;
using Catch::Matchers::WithinRel;
using test::TagLists;
using test::Words;

namespace {

constexpr PersonId ola = 0;
constexpr PersonId ada = 1;
constexpr PersonId ben = 2;
constexpr PersonId cem = 3;
constexpr PersonId dee = 4;

}  // namespace

TEST_CASE("what Ada and Ben gain from each other adds up from its parts", "[introductions][benefit]")
{
    // Ben offers one of Ada's two needs. Of four people with goals or values two are for clean energy: its
    // rarity is 1 - ln 2 / ln 4 = 1/2, the common ground 1/4. To Ada Ben opens Dee (.5) beside ties of .8 +
    // .5, to Ben Ada opens Cem (.5) beside .6 + .5. They work in different organisations; no department
    // is recorded.
    const Network network(test::olas_circle());
    const auto strengths = test::olas_strengths();
    const auto [a, b] = Benefits(network, strengths.graph()).of(ada, ben);
    CHECK(a.needs_met == 0.5);
    CHECK_THAT(a.common_ground, WithinRel(0.25));
    CHECK_THAT(a.opening, WithinRel(0.5 / 1.8));
    CHECK(a.distance == 1);
    CHECK_THAT(a.value(), WithinRel(0.4 * 0.5 + 0.2 * 0.25 + 0.3 * 0.5 / 1.8 + 0.1));
    CHECK(std::isnan(b.needs_met));
    CHECK_THAT(b.common_ground, WithinRel(0.25));
    CHECK_THAT(b.opening, WithinRel(0.5 / 1.6));
    CHECK_THAT(b.value(), WithinRel((0.2 * 0.25 + 0.3 * 0.5 / 1.6 + 0.1) / 0.6));
}

TEST_CASE("each side is told what is in it for them, the weightiest first", "[introductions][benefit]")
{
    const Network network(test::olas_circle());
    const auto strengths = test::olas_strengths();
    const Benefits benefits(network, strengths.graph());
    CHECK(benefits.reasons(ada, ben) ==
          Words{"Ben can help with what you need: investment", "Ben works at Initech, you at Acme",
                "Ben knows 1 person you have not met", "You and Ben share the goal clean energy"});
    CHECK(benefits.reasons(ben, ada) == Words{"Ada works at Acme, you at Initech",
                                              "Ada knows 1 person you have not met",
                                              "You and Ada share the goal clean energy"});
}

TEST_CASE("what the records cannot show is left out, not held against anybody", "[introductions][benefit]")
{
    const Network network(test::people_named({"Ola", "Ada", "Ben", "Cem", "Dee"}));
    const auto strengths = test::olas_strengths();
    const auto benefit = Benefits(network, strengths.graph()).of(ada, ben).a;
    CHECK(std::isnan(benefit.needs_met));
    CHECK(std::isnan(benefit.common_ground));
    CHECK(std::isnan(benefit.distance));
    CHECK(benefit.value() == benefit.opening);
    CHECK(std::isnan(Benefit{}.value()));
}

TEST_CASE("a need that is known not to be met counts as 0", "[introductions][benefit]")
{
    auto records = test::olas_circle();
    records.people.offers = TagColumn(TagLists{{}, {}, {"design"}, {}, {}});
    const Network network(records);
    const auto strengths = test::olas_strengths();
    const Benefits benefits(network, strengths.graph());
    CHECK(benefits.of(ada, ben).a.needs_met == 0);
    CHECK(benefits.reasons(ada, ben).front() == "Ben works at Initech, you at Acme");
}

TEST_CASE("a skill serves a need as an offer does", "[introductions][benefit]")
{
    auto records = test::olas_circle();
    records.people.skills = TagColumn(TagLists{{}, {}, {"legal advice", "investment"}, {}, {}});
    const Network network(records);
    const auto strengths = test::olas_strengths();
    const Benefits benefits(network, strengths.graph());
    CHECK(benefits.of(ada, ben).a.needs_met == 1);
    CHECK(benefits.reasons(ada, ben).front() == "Ben can help with what you need: investment and legal advice");
}

TEST_CASE("sharing what is rare is more common ground than sharing what everybody has", "[introductions][benefit]")
{
    auto records = test::people_named({"Ola", "Ada", "Ben", "Cem", "Dee"});
    records.people.skills =
        TagColumn(TagLists{{"mail"}, {"mail", "rust"}, {"mail", "rust"}, {"mail", "law"}, {"mail", "law"}});
    records.people.values = TagColumn(TagLists{{}, {"rust"}, {}, {}, {}});
    const Network network(records);
    const auto strengths = test::olas_strengths();
    const Benefits benefits(network, strengths.graph());
    // Everybody can mail: worth nothing. Two of five can do Rust; that Ada values "rust" is another thing.
    CHECK(benefits.of(ola, ada).a.common_ground == 0);
    CHECK_THAT(benefits.of(ada, ben).a.common_ground, WithinRel(0.5 * (1 - std::log(2) / std::log(5))));
    CHECK(benefits.of(ada, ben).b.common_ground == benefits.of(ada, ben).a.common_ground);
    CHECK(benefits.reasons(ada, ben).back() == "You and Ben share the skill rust and the skill mail");
}

TEST_CASE("somebody whose contacts one knows already opens nothing", "[introductions][benefit]")
{
    // Dee and Ada know exactly Cem and Ola both.
    const Network network(test::people_named({"Ola", "Ada", "Ben", "Cem", "Dee"}));
    const auto strengths = test::strengths(5, {{0, 1, 0.1}, {0, 4, 0.1}, {1, 3, 0.2}, {3, 4, 0.7}});
    const Benefits benefits(network, strengths.graph());
    CHECK(benefits.of(ada, dee).a.opening == 0);
    CHECK(benefits.of(ada, dee).b.opening == 0);
    CHECK(benefits.reasons(ada, dee).empty());
}

TEST_CASE("two who know nobody at all open nothing that could be measured", "[introductions][benefit]")
{
    const Network network(test::people_named({"Ola", "Ada"}));
    const auto strengths = test::strengths(2, {});
    CHECK(std::isnan(Benefits(network, strengths.graph()).of(0, 1).a.opening));
}

TEST_CASE("people of other departments and clusters are further away", "[introductions][benefit]")
{
    auto records = test::olas_circle();
    records.people.department = WordColumn(Words{"", "Law", "", "Research", ""});
    const Network network(records);
    const auto strengths = test::olas_strengths();
    const Benefits by_records(network, strengths.graph());
    CHECK(by_records.of(ada, cem).a.distance == 0.5);  // one organisation, two departments
    CHECK(by_records.reasons(ada, cem).back() == "Cem works in Research, you in Law");
    CHECK(std::isnan(by_records.of(ada, dee).a.distance));

    const std::vector<std::uint32_t> labels{0, 0, 0, 0, 1};
    const Benefits by_cluster(network, strengths.graph(), Partition(labels));
    CHECK_THAT(by_cluster.of(ada, cem).a.distance, WithinRel(1.0 / 3));
    CHECK(by_cluster.of(ada, dee).a.distance == 1);
    CHECK(by_cluster.reasons(ada, dee).front() == "Dee moves in other circles than you");
}

TEST_CASE("people of different levels complement each other", "[introductions][benefit]")
{
    // Levels from 1 to 5: Ada and Ben are 2 of 4 apart, Ada and Cem of one level; Dee's is not recorded.
    auto records = test::people_named({"Ola", "Ada", "Ben", "Cem", "Dee"});
    records.people.level = {5, 1, 3, 1, no_number};
    const Network network(records);
    const auto strengths = test::olas_strengths();
    const Benefits benefits(network, strengths.graph());
    CHECK(benefits.of(ada, ben).a.distance == 0.5);
    CHECK(benefits.of(ada, ben).b.distance == 0.5);
    CHECK(benefits.of(ada, cem).a.distance == 0);
    CHECK(std::isnan(benefits.of(ada, dee).a.distance));
    CHECK(benefits.reasons(ada, ben).back() == "Ben is more senior than you");
    CHECK(benefits.reasons(ben, ada).back() == "Ada is less senior than you");

    records.people.organisation = WordColumn(Words{"", "Acme", "Initech", "Acme", ""});
    const Network with_organisations(records);
    CHECK(Benefits(with_organisations, strengths.graph()).of(ada, ben).a.distance == 0.75);
}
