#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace tertius::detail {

/// Asks for huge pages for memory that has not been written yet. Advice: without it everything still works.
inline void prefer_huge_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes)
{
#ifdef MADV_HUGEPAGE
    constexpr std::size_t page = 4096;
    const std::size_t before = (page - reinterpret_cast<std::uintptr_t>(memory) % page) % page;
    if (bytes < before + page) return;
    madvise(static_cast<std::byte*>(memory) + before, (bytes - before) / page * page, MADV_HUGEPAGE);
#endif
}

/// Memory in huge pages where the system has them for the asking: a search that reads at random spends a sixth of its
/// time looking up where small pages lie.
template <class Item>
struct HugePages {
    using value_type = Item;

    HugePages() = default;
    template <class Other>
    HugePages(const HugePages<Other>&)
    {
    }

    Item* allocate(std::size_t count)
    {
        const std::size_t bytes = count * sizeof(Item);
        if (bytes < least) return static_cast<Item*>(::operator new(bytes));
        const std::size_t whole = (bytes + page - 1) / page * page;
        void* memory = std::aligned_alloc(page, whole);
        if (memory == nullptr) throw std::bad_alloc();
        prefer_huge_pages(memory, whole);
        return static_cast<Item*>(memory);
    }

    void deallocate(Item* items, std::size_t count)
    {
        if (count * sizeof(Item) < least)
            ::operator delete(items);
        else
            std::free(items);
    }

    friend bool operator==(const HugePages&, const HugePages&) { return true; }

private:
    static constexpr std::size_t page = std::size_t{1} << 21U;
    static constexpr std::size_t least = page / 2;  // smaller ones are not worth a page
};

/// A vector for one value a unit or a tie.
template <class Item>
using Column = std::vector<Item, HugePages<Item>>;

/// The same memory, not written before its first use: for items that are all assigned, each by the thread that has it.
template <class Item>
struct Unwritten : HugePages<Item> {
    template <class Other>
    struct rebind {
        using other = Unwritten<Other>;
    };
    template <class Made, class... Arguments>
    void construct(Made* place, Arguments&&... arguments)
    {
        if constexpr (sizeof...(Arguments) == 0)
            ::new (static_cast<void*>(place)) Made;
        else
            ::new (static_cast<void*>(place)) Made(std::forward<Arguments>(arguments)...);
    }
};

/// A vector whose items have no value until they get one.
template <class Item>
using UnwrittenColumn = std::vector<Item, Unwritten<Item>>;

}  // namespace tertius::detail
