#pragma once

#include <tertius/graph/partition.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace tertius {

/// A circle's place in a cover: 0, 1, 2, ... in the order of their lists of people.
using CircleId = std::uint32_t;

/// Who belongs together where people wear several hats: each person in one circle or more.
///
/// A circle's list holds its people in ascending order; circles are numbered by their lists, compared as words are, and
/// two circles of the same people are one. So two covers that group people alike are equal, whatever the labels, and
/// circles that do not overlap are numbered as the clusters of a Partition are.
class Cover {
public:
    /// Nobody, in no circle.
    Cover() = default;

    /// Person people[i] is in the circle labelled circles[i], for every i; any labels serve, repeated rows count once.
    ///
    /// Throws  InvalidInput if the columns differ in length, or somebody is out of range or in no circle.
    /// Cost    O(r log r), r the rows.
    Cover(PersonId size, std::span<const PersonId> people, std::span<const std::uint32_t> circles);

    /// A circle for each cluster.
    explicit Cover(const Partition& partition);

    /// The same as the constructor; each label becomes the number of its circle.
    [[nodiscard]] static Cover numbered(PersonId size, std::span<const PersonId> people, std::span<CircleId> circles);

    [[nodiscard]] PersonId size() const { return static_cast<PersonId>(circle_starts_.size() - 1); }
    [[nodiscard]] CircleId count() const { return static_cast<CircleId>(people_starts_.size() - 1); }
    /// How many pairs of a person and a circle of theirs there are.
    [[nodiscard]] std::uint64_t membership_count() const { return people_.size(); }

    /// One person's circles, in ascending order.
    [[nodiscard]] std::span<const CircleId> circles(PersonId person) const
    {
        return std::span(circles_).subspan(circle_starts_[person], circle_starts_[person + 1] - circle_starts_[person]);
    }
    /// One circle's people, in ascending order.
    [[nodiscard]] std::span<const PersonId> people(CircleId circle) const
    {
        return std::span(people_).subspan(people_starts_[circle], people_starts_[circle + 1] - people_starts_[circle]);
    }

    friend bool operator==(const Cover& a, const Cover& b)
    {
        return a.people_ == b.people_ && a.people_starts_ == b.people_starts_;
    }

private:
    std::vector<std::uint64_t> circle_starts_{0};
    std::vector<CircleId> circles_;  // person by person
    std::vector<std::uint64_t> people_starts_{0};
    std::vector<PersonId> people_;  // circle by circle
};

/// Guard line of everything that compares two covers.
inline void require_same_people(const Cover& a, const Cover& b)
{
    if (a.size() != b.size())
        throw InvalidInput("cover.size", "the covers are of " + std::to_string(a.size()) + " and of " +
                                             std::to_string(b.size()) + " people; must be the same people");
}

}  // namespace tertius
