#pragma once

#include <tertius/graph/error.hpp>
#include <tertius/graph/person.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tertius {

/// A cluster's place in a partition: 0, 1, 2, ... in the order of each cluster's first person.
using ClusterId = std::uint32_t;

/// Who belongs together: each person in exactly one cluster.
///
/// Clusters are numbered by their first person, so two partitions that group people alike have equal labels.
class Partition {
public:
    /// Nobody, in no cluster.
    Partition() = default;

    /// Groups people by equal labels; any numbers serve, gaps are closed.
    /// Cost  O(n log n).
    explicit Partition(std::span<const std::uint32_t> labels);

    /// Everybody alone.
    [[nodiscard]] static Partition singletons(PersonId size);

    [[nodiscard]] PersonId size() const { return static_cast<PersonId>(labels_.size()); }
    [[nodiscard]] ClusterId count() const { return static_cast<ClusterId>(sizes_.size()); }
    [[nodiscard]] ClusterId operator[](PersonId person) const { return labels_[person]; }
    /// Each person's cluster.
    [[nodiscard]] std::span<const ClusterId> labels() const { return labels_; }
    /// How many people each cluster has.
    [[nodiscard]] std::span<const PersonId> sizes() const { return sizes_; }
    /// Each cluster's people, in ascending order.
    [[nodiscard]] std::vector<std::vector<PersonId>> members() const;

    friend bool operator==(const Partition& a, const Partition& b) { return a.labels_ == b.labels_; }

private:
    std::vector<ClusterId> labels_;
    std::vector<PersonId> sizes_;
};

/// Guard line of everything that reads a partition beside a graph.
inline void require_partition(PersonId size, const Partition& partition)
{
    if (partition.size() != size)
        throw InvalidInput("partition.size", "the partition has " + std::to_string(partition.size()) +
                                                 " people, the graph " + std::to_string(size));
}

}  // namespace tertius
