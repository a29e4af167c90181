#include <catch2/catch_test_macros.hpp>

#include <tertius/graph/tie.hpp>

#include <functional>
#include <unordered_set>
#include <utility>
#include <vector>

using namespace tertius;

namespace {

using FriendTie = Tie<float, Direction::undirected>;
using AdviceTie = Tie<float, Direction::directed>;

template <class T>
constexpr auto hash_of = std::hash<T>{};

}  // namespace

TEST_CASE("a friendship is the same tie from either side", "[graph][tie]")
{
    const FriendTie from_ada{2, 5, 1.5F, 7};
    const FriendTie from_ben{5, 2, 1.5F, 11};
    CHECK(from_ada == from_ben);
    CHECK(hash_of<FriendTie>(from_ada) == hash_of<FriendTie>(from_ben));
    CHECK(from_ben.people() == std::pair<PersonId, PersonId>(2, 5));
}

TEST_CASE("advice given is not advice taken", "[graph][tie]")
{
    const AdviceTie given{2, 5};
    const AdviceTie taken{5, 2};
    CHECK(given != taken);
    CHECK(hash_of<AdviceTie>(given) != hash_of<AdviceTie>(taken));
    CHECK(taken.people() == std::pair<PersonId, PersonId>(5, 2));
}

TEST_CASE("who is tied makes the tie, not by how much", "[graph][tie]")
{
    CHECK(FriendTie{1, 2, 0.5F} == FriendTie{1, 2, 3.0F});
    CHECK(FriendTie{1, 2} != FriendTie{1, 3});
}

TEST_CASE("ties are ordered by their lower person, then by the other", "[graph][tie]")
{
    CHECK(FriendTie{9, 0} < FriendTie{1, 2});
    CHECK(FriendTie{1, 2} < FriendTie{3, 1});
    CHECK(AdviceTie{1, 2} < AdviceTie{9, 0});
}

TEST_CASE("a set of ties holds each friendship once", "[graph][tie]")
{
    std::unordered_set<FriendTie> ties;
    for (const auto& [a, b] : std::vector<std::pair<PersonId, PersonId>>{{0, 1}, {1, 0}, {1, 2}}) ties.insert({a, b});
    CHECK(ties.size() == 2);
}

TEST_CASE("a tie that nothing is said about weighs 1", "[graph][tie]")
{
    CHECK(FriendTie{}.weight == 1);
}
