#pragma once

#include <tertius/graph/partition.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace tertius::detail {

/// Each cluster's people in one run of memory, in ascending order.
class Members {
public:
    Members(std::span<const ClusterId> labels, ClusterId count) : first_(std::size_t{count} + 1), people_(labels.size())
    {
        for (const ClusterId cluster : labels) ++first_[cluster + 1];
        for (std::size_t cluster = 0; cluster < count; ++cluster) first_[cluster + 1] += first_[cluster];
        auto next = first_;
        for (std::size_t person = 0; person < labels.size(); ++person)
            people_[next[labels[person]]++] = static_cast<PersonId>(person);
    }
    explicit Members(const Partition& partition) : Members(partition.labels(), partition.count()) {}

    [[nodiscard]] std::span<const PersonId> of(std::size_t cluster) const
    {
        return std::span(people_).subspan(first_[cluster], first_[cluster + 1] - first_[cluster]);
    }

private:
    std::vector<std::size_t> first_;
    std::vector<PersonId> people_;
};

}  // namespace tertius::detail
