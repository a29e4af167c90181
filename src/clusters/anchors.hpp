#pragma once

#include "grouping.hpp"
#include "level.hpp"

#include <tertius/graph/partition.hpp>

#include <optional>
#include <span>
#include <vector>

namespace tertius::detail {

/// Guard line of a start and of people who are to stay where it has them.
void require_start(PersonId size, const std::optional<Partition>& start, std::span<const PersonId> fixed);

/// Where a search begins. People who are fixed in the same cluster become one unit, an anchor: others may come and go,
/// the anchor stays.
class Anchored {
public:
    Anchored(const Execution& execution, const Level& ground, const std::optional<Partition>& start,
             std::span<const PersonId> fixed);

    [[nodiscard]] bool is_needed() const { return !unit_of_.empty(); }
    [[nodiscard]] const Level& level() const { return is_needed() ? anchored_ : ground_; }
    /// The people of each unit, if there are anchors.
    [[nodiscard]] const Grouping& members() const { return members_; }
    /// The cluster in which each unit begins.
    [[nodiscard]] Column<UnitId> start() const { return start_; }
    /// From clusters of units to clusters of people.
    [[nodiscard]] Column<UnitId> labels_of_people(Column<UnitId> labels) const;

private:
    const Level& ground_;
    Column<UnitId> start_;
    Column<UnitId> unit_of_;  // of each person; empty without anchors
    Grouping members_;
    Level anchored_;
};

}  // namespace tertius::detail
