#pragma once

#include "contact_shares.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tertius {

inline bool is_walk(MeetingMeasure measure)
{
    return measure == MeetingMeasure::personal_pagerank || measure == MeetingMeasure::random_walk;
}

inline void require_walk(const WalkOptions& walk)
{
    if (!(walk.damping > 0 && walk.damping < 1))
        throw InvalidOption("option.damping",
                            "damping is " + std::to_string(walk.damping) + "; must be between 0 and 1");
    if (!(walk.error > 0 && walk.error < 1))
        throw InvalidOption("option.error", "error is " + std::to_string(walk.error) + "; must be between 0 and 1");
    if (walk.steps < 2)
        throw InvalidOption("option.steps", "steps is " + std::to_string(walk.steps) + "; must be at least 2");
}

/// Walks from one person, each step to a contact in proportion to the weights, and whom they meet.
///
/// Undirected, the way back is as likely as the way there but for how much either end is tied: K_x p_xy = K_y p_yx.
/// So the walks from one of the two say what those from the other would.
template <class Weight>
class Walks {
public:
    /// `shares` are 1 / K, as those of the two measures are.
    Walks(const ContactShares<Weight>& shares, const WalkOptions& options, const Execution& execution)
        : shares_(shares),
          options_(options),
          execution_(execution),
          passed_(shares.graph().size(), 0.0),
          waiting_(shares.graph().size(), 0.0)
    {
        double everybodys_total = 0;
        for (const PersonId person : shares.graph().people()) everybodys_total += shares.total(person);
        everybodys_share_ = inverse_or_zero(everybodys_total);
    }

    /// Walks off, never along a tie between the two: the score of `companion` is then short by at most `error`.
    void start(PersonId from, PersonId companion)
    {
        companion_ = companion;
        walk(from, options_.error * inverse_or_zero(shares_.total(from) + shares_.total(companion)));
    }

    /// Walks off to everybody: anybody's score is then short by at most `error` (1 + K_other / K_from) / 2.
    void start(PersonId from)
    {
        companion_ = nobody;
        walk(from, options_.error * inverse_or_zero(2 * shares_.total(from)));
    }

    /// How likely walks from either one are to meet the other.
    [[nodiscard]] double score(PersonId other) const
    {
        const double there =
            shares_.measure() == MeetingMeasure::random_walk
                ? 2 * arriving_at(other) * everybodys_share_
                : (1 - options_.damping) * passed_[other] * (shares_.share(from_) + shares_.share(other));
        return shares_.total(from_) * there;
    }

private:
    void walk(PersonId from, double least)
    {
        for (const PersonId person : met_) passed_[person] = waiting_[person] = 0;
        met_.clear();
        walking_.clear();
        from_ = from;
        const bool counted = shares_.measure() == MeetingMeasure::random_walk;
        least_ = counted ? 0 : least;
        going_on_ = counted ? 1 : options_.damping;
        arrive(from, 1);
        for (int step = 1; !walking_.empty() && !(counted && step == options_.steps); ++step) take_step();
    }

    /// Everybody with enough walks waiting sends them on, all at once.
    void take_step()
    {
        leaving_.clear();
        for (const PersonId person : walking_) leaving_.emplace_back(person, std::exchange(waiting_[person], 0.0));
        walking_.clear();
        for (const auto& [person, walks] : leaving_) {
            throw_if_stopped(execution_);
            passed_[person] += walks;
            const double sent = going_on_ * walks * shares_.share(person);
            const auto alters = shares_.graph().alters(person);
            for (std::size_t place = 0; place < alters.size(); ++place)
                if (!is_barred(person, alters[place])) arrive(alters[place], sent * shares_.strength(person, place));
        }
    }

    [[nodiscard]] bool is_barred(PersonId a, PersonId b) const
    {
        return (a == from_ && b == companion_) || (a == companion_ && b == from_);
    }

    void arrive(PersonId person, double walks)
    {
        if (!(walks > 0)) return;
        double& waiting = waiting_[person];
        if (waiting == 0 && passed_[person] == 0) met_.push_back(person);
        const double enough = least_ * shares_.total(person);
        const bool waited = waiting > enough;
        waiting += walks;
        if (!waited && waiting > enough) walking_.push_back(person);
    }

    /// The walks of up to `steps` steps that end at somebody, by their last step.
    [[nodiscard]] double arriving_at(PersonId other) const
    {
        const auto alters = shares_.graph().alters(other);
        double sum = 0;
        for (std::size_t place = 0; place < alters.size(); ++place) {
            const PersonId last = alters[place];
            if (last != from_)
                sum += (passed_[last] + waiting_[last]) * shares_.strength(other, place) * shares_.share(last);
        }
        return sum;
    }

    const ContactShares<Weight>& shares_;
    WalkOptions options_;
    const Execution& execution_;
    double everybodys_share_ = 0;  // 1 / (sum of everybody's K)
    PersonId from_ = nobody;
    PersonId companion_ = nobody;
    double least_ = 0;             // walks a unit of K that stay where they are
    double going_on_ = 1;          // of the walks at each step
    std::vector<double> passed_;   // walks that have been with a person and gone on
    std::vector<double> waiting_;  // walks that are with a person
    std::vector<PersonId> met_;
    std::vector<PersonId> walking_;  // with more waiting than may stay
    std::vector<std::pair<PersonId, double>> leaving_;
};

}  // namespace tertius
