#pragma once

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/graph/parallel.hpp>

#include <cstddef>
#include <vector>

namespace tertius::detail {

/// A vector of so many items, gigabytes of them: all threads together make its pages, and large ones.
template <class Item>
[[nodiscard]] std::vector<Item> large_vector(std::size_t count, const Execution& execution)
{
    constexpr std::size_t page = std::size_t{1} << 21U;
    std::vector<Item> result;
    result.reserve(count);
    auto* memory = reinterpret_cast<std::byte*>(result.data());
    const std::size_t bytes = count * sizeof(Item);
    prefer_huge_pages(memory, bytes);
    parallel_for(execution, bytes, page, [&](std::size_t begin, std::size_t) { memory[begin] = std::byte{}; });
    result.resize(count);
    return result;
}

}  // namespace tertius::detail
