#pragma once

#include <tertius/clusters/match_partitions.hpp>

#include <cstdint>
#include <vector>

namespace tertius::test {

/// The people of each cluster, by id.
inline Census census(const std::vector<std::vector<std::uint64_t>>& clusters)
{
    std::vector<std::uint64_t> ids;
    std::vector<std::uint32_t> labels;
    for (std::uint32_t label = 0; label < clusters.size(); ++label)
        for (const std::uint64_t id : clusters[label]) {
            ids.push_back(id);
            labels.push_back(label);
        }
    return {ids, Partition(labels)};
}

}  // namespace tertius::test
