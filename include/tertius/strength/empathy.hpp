#pragma once

#include <tertius/network/network.hpp>
#include <tertius/strength/belief.hpp>
#include <tertius/strength/conduct.hpp>
#include <tertius/strength/detail/rows_of_pairs.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <span>
#include <vector>

namespace tertius {

struct EmpathyOptions {
    double half_life_days = 730;  ///< in which a milestone loses half its weight; > 0, infinity: never
    double reaction_days = 14;    ///< a reaction comes within; > 0
};

/// Reads empathy and understanding: those who care answer when something happens to the other, good or bad.
///
///     i towards j  Beta(1 + milestones of j that i reacted to in time, 1 + milestones that i let pass)
///     pair         mean of both sides, or the one known
///
/// Milestones count from the first contact of the two on. A reaction is an interaction of that kind (Conduct::reacted
/// or thanked); where the network records no such kinds, any message to that person alone. Each milestone counts
/// 2^(-age / half-life).
///
/// Throws  InvalidOption.
/// Cost    O(rows log rows) to make; O(milestones of both * log rows) a pair.
class EmpathyReader {
public:
    /// Looks at what happened by `at`. Keeps a reference to the network's contacts().
    EmpathyReader(const Network& network, std::span<const Contact> contacts, Time at,
                  const EmpathyOptions& options = {});

    /// How `person` answered to what happened to `other`, whom they know since `acquainted`.
    [[nodiscard]] Belief shown(PersonId person, PersonId other, Time acquainted) const;
    [[nodiscard]] TwoSided between(PersonId a, PersonId b, Time acquainted) const;
    /// Whether `person` answered in time to what happened to `other` at `since`.
    [[nodiscard]] bool reacted(PersonId person, PersonId other, Time since) const;

private:
    struct Milestone {
        PersonId person;
        Time time;
    };

    std::span<const Contact> contacts_;
    Time at_;
    EmpathyOptions options_;
    std::vector<Milestone> milestones_;  // sorted by person and time
    bool by_kind_ = false;               // whether reactions are marked as such
    detail::RowsOfPairs reactions_;
};

}  // namespace tertius
