#pragma once

#include <tertius/graph/partition.hpp>
#include <tertius/graph/random.hpp>

#include <cstdint>
#include <vector>

namespace tertius::test {

inline Partition partition(std::vector<std::uint32_t> labels)
{
    return Partition(labels);
}

inline Partition random_partition(PersonId size, std::uint64_t clusters, std::uint64_t seed)
{
    Random random(seed);
    std::vector<std::uint32_t> labels(size);
    for (auto& label : labels) label = static_cast<std::uint32_t>(random.below(clusters));
    return Partition(labels);
}

}  // namespace tertius::test
