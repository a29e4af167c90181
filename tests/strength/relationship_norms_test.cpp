#include <tertius/strength/relationship_norms.hpp>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>

#include "support/logs.hpp"
#include "support/records.hpp"

using namespace tertius;
using Catch::Approx;
using test::day;

namespace {

RelationshipNorms norms_of(const test::Records& records, Time at = 1000 * day)
{
    const Network network = records.network();
    const auto histories = tie_histories(contacts(network.interactions()), at);
    return {network, histories, true, at};
}

}  // namespace

TEST_CASE("roles that differ share unevenly, roles alike share alike", "[strength]")
{
    for (const RelationshipType type : relationship_types) {
        const RelationshipNorm& norm = prior_norm(type);
        CHECK((norm.share == .5) == !is_directed(type));
        CHECK(norm.gap_days > 0);
        CHECK(norm.share_deviation() == Approx(std::sqrt(norm.share * (1 - norm.share) / 11)));
    }
    CHECK(prior_norm(RelationshipType::advisor).gap_days == Approx(91));
}

TEST_CASE("a network's own mentors correct what is normal for mentors, and nobody else", "[strength]")
{
    test::Records records;
    for (int pair = 0; pair < 10; ++pair) {
        const std::string mentor = "mentor" + std::to_string(pair);
        const std::string mentee = "mentee" + std::to_string(pair);
        records.relationship(mentee, mentor, "mentee").gift(mentor, mentee, 0).gift(mentee, mentor, day);
        records.interaction(mentee, mentor, 0).interaction(mentee, mentor, 10 * day);
    }
    const RelationshipNorms norms = norms_of(records);
    // Ten pairs at 1/2 against a prior of .8 worth ten.
    CHECK(norms[RelationshipType::mentor].share == Approx((10 * .8 + 10 * .5) / 20));
    CHECK(norms[RelationshipType::mentor].initiates == Approx((10 * .4 + 0) / 20));
    CHECK(norms[RelationshipType::mentor].gap_days == Approx(std::sqrt(30 * 10)).epsilon(1e-3));
    CHECK(norms[RelationshipType::mentor].weight == 20);
    CHECK(norms[RelationshipType::mentor].share_deviation() < prior_norm(RelationshipType::mentor).share_deviation());
    CHECK(norms[RelationshipType::peer].share == .5);
    CHECK(norms[RelationshipType::peer].weight == 10);
}

TEST_CASE("without declared relationships the priors stand", "[strength]")
{
    const RelationshipNorms norms = norms_of(test::Records().interaction("Ada", "Ben", 0));
    for (const RelationshipType type : relationship_types) CHECK(norms[type].share == prior_norm(type).share);
}
