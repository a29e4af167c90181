#pragma once

#include <tertius/graph/person.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace tertius::detail {

/// Which tags each person has, each once, in ascending order.
struct TagRows {
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint32_t> tags;

    [[nodiscard]] std::span<const std::uint32_t> operator[](PersonId person) const
    {
        return {tags.data() + offsets[person], tags.data() + offsets[person + 1]};
    }
};

}  // namespace tertius::detail
