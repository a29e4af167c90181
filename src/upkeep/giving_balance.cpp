#include <tertius/upkeep/giving_balance.hpp>

#include <tertius/strength/reciprocity.hpp>

#include "require_ego.hpp"

namespace tertius {

GivingBalance giving_balance(const Network& network, const TieCourses& courses)
{
    detail::require_ego(network, courses.ego);
    const ReciprocityReader gifts(network, courses.at);
    GivingBalance balance;
    double normal = 0;
    auto tie = courses.ties.begin();
    for (PersonId other = 0; other < network.size(); ++other) {
        const bool tied = tie != courses.ties.end() && tie->alter == other;
        const double normal_share = tied ? tie++->normal_share : .5;
        if (other == courses.ego) continue;
        const double given = gifts.given(courses.ego, other);
        const double received = gifts.given(other, courses.ego);
        balance.given += given;
        balance.received += received;
        normal += (given + received) * normal_share;
    }
    const double passed = balance.given + balance.received;
    balance.share = share_belief(balance.given, balance.received);
    if (passed > 0) balance.normal = normal / passed;
    return balance;
}

}  // namespace tertius
