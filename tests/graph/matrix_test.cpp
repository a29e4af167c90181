#include <tertius/graph/matrix.hpp>

#include <catch2/catch_test_macros.hpp>

#include "support/networks.hpp"

using namespace tertius;

TEST_CASE("the matrix shows the graph's own memory", "[graph]")
{
    const auto club = test::karate_club<double>(true);
    const TieMatrix matrix(club);
    const auto view = matrix.view();
    CHECK(view.valuePtr() == club.weights().data());
    CHECK(static_cast<const void*>(view.innerIndexPtr()) == static_cast<const void*>(club.alters().data()));
}

TEST_CASE("rows of the matrix add up to weighted degrees, weighted or not", "[graph]")
{
    for (const bool weighted : {false, true}) {
        const auto club = test::karate_club<double>(weighted);
        const TieMatrix matrix(club);
        const Eigen::VectorXd sums = matrix.view() * Eigen::VectorXd::Ones(34);
        for (const PersonId person : club.people()) CHECK(sums[person] == club.weighted_degree(person));
    }
}

TEST_CASE("the matrix of nobody is empty", "[graph]")
{
    const TieGraph<> nobody_at_all;
    CHECK(TieMatrix(nobody_at_all).view().nonZeros() == 0);
}
