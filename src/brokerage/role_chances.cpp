#include "role_chances.hpp"

#include <cstddef>

// Given the broker's cluster A, the others of the ways are drawn from the N people left without putting back. So each
// chance is a number of ordered draws that fit over the number of all draws, and the mean over whose cluster A is.
namespace tertius::detail {

namespace {

/// n (n - 1) ... of so many factors: in how many orders that many of n people can be drawn.
double draws(double n, int people)
{
    double product = 1;
    for (int drawn = 0; drawn < people; ++drawn) product *= n - drawn;
    return n < people ? 0 : product;
}

/// Sums over clusters that the draws from other clusters than the broker's are made of.
struct ClusterSums {
    double squares = 0;
    double cubes = 0;
    std::array<double, 5> together{};  // draws of so many people from one cluster
    double pairs_squared = 0;          // squares of the draws of two

    void add(double size, double times)
    {
        squares += times * size * size;
        cubes += times * size * size * size;
        for (int people = 2; people <= 4; ++people)
            together[static_cast<std::size_t>(people)] += times * draws(size, people);
        pairs_squared += times * draws(size, 2) * draws(size, 2);
    }

    /// Draws of two pairs, each pair from one cluster.
    [[nodiscard]] double two_pairs() const { return together[4] + together[2] * together[2] - pairs_squared; }
};

/// Draws that fit, by overlap: of two people where it is same or reversed, of four where none, else of three.
using Fitting = std::array<double, overlap_count>;

Fitting coordinator_draws(double own)
{
    return {draws(own, 2), draws(own, 3), draws(own, 3), draws(own, 3), draws(own, 2), draws(own, 4)};
}

/// Sources from `sources` and targets from `targets`, which share nobody: so nobody can be both.
Fitting border_draws(double sources, double targets)
{
    return {sources * targets,
            sources * draws(targets, 2),
            draws(sources, 2) * targets,
            0,
            0,
            draws(sources, 2) * draws(targets, 2)};
}

Fitting itinerant_draws(const ClusterSums& others)
{
    return {others.together[2], others.together[3], others.together[3],
            others.together[3], others.together[2], others.two_pairs()};
}

/// Of `outside` people: all draws, less those with a source and a target of one cluster.
Fitting liaison_draws(double outside, const ClusterSums& others)
{
    const double apart = draws(outside, 2) - others.together[2];
    // One person, and two of other clusters than theirs: the sum of b (outside - b) (outside - b - 1).
    const double one_and_two = outside * outside * (outside - 1) - (2 * outside - 1) * others.squares + others.cubes;
    const double two_apart =
        outside < 4 ? 0 : draws(outside, 4) - 2 * others.together[2] * draws(outside - 2, 2) + others.two_pairs();
    return {apart, one_and_two, one_and_two, one_and_two, apart, two_apart};
}

void add_chances(std::array<double, overlap_count>& chances, const Fitting& fitting, double others, double share)
{
    constexpr std::array<int, overlap_count> people{2, 3, 3, 3, 2, 4};
    for (std::size_t overlap = 0; overlap < overlap_count; ++overlap)
        if (others >= people[overlap]) chances[overlap] += share * fitting[overlap] / draws(others, people[overlap]);
}

}  // namespace

RoleChances role_chances(const Partition& partition)
{
    const double people = partition.size();
    const double others = people - 1;
    ClusterSums all;
    for (const PersonId size : partition.sizes()) all.add(size, 1);
    RoleChances chances{};
    const auto chances_of = [&](BrokerageRole role) -> auto& { return chances[static_cast<std::size_t>(role)]; };
    for (const PersonId size : partition.sizes()) {
        const double own = size - 1.0;
        const double outside = people - size;
        const double share = size / people;
        ClusterSums rest = all;
        rest.add(size, -1);
        add_chances(chances_of(BrokerageRole::coordinator), coordinator_draws(own), others, share);
        add_chances(chances_of(BrokerageRole::itinerant), itinerant_draws(rest), others, share);
        add_chances(chances_of(BrokerageRole::gatekeeper), border_draws(outside, own), others, share);
        add_chances(chances_of(BrokerageRole::representative), border_draws(own, outside), others, share);
        add_chances(chances_of(BrokerageRole::liaison), liaison_draws(outside, rest), others, share);
    }
    return chances;
}

}  // namespace tertius::detail
