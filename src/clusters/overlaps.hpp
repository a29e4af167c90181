#pragma once

#include "grouping.hpp"

#include <tertius/graph/partition.hpp>

#include <span>
#include <vector>

namespace tertius::detail {

/// Two clusters, one of each partition, and how many people are in both: at least 1.
struct Overlap {
    ClusterId a = 0;
    ClusterId b = 0;
    PersonId people = 0;
};

/// Every overlap once, by the first partition's clusters: at most one a person, never a table of all pairs.
inline std::vector<Overlap> overlaps(std::span<const ClusterId> a, ClusterId count_a, std::span<const ClusterId> b,
                                     ClusterId count_b)
{
    const Grouping members = group(a, count_a);
    std::vector<PersonId> shared(count_b);  // with the cluster in turn; 0 in between
    std::vector<Overlap> result;
    for (ClusterId cluster = 0; cluster < count_a; ++cluster) {
        const std::size_t first = result.size();
        for (const PersonId person : members[cluster])
            if (shared[b[person]]++ == 0) result.push_back({cluster, b[person], 0});
        for (std::size_t place = first; place < result.size(); ++place) {
            result[place].people = shared[result[place].b];
            shared[result[place].b] = 0;
        }
    }
    return result;
}

}  // namespace tertius::detail
