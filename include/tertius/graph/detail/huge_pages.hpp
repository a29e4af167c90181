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

inline constexpr std::size_t huge_page = std::size_t{1} << 21U;

constexpr std::size_t whole_pages(std::size_t bytes)
{
    return (bytes + huge_page - 1) / huge_page * huge_page;
}

/// Whole huge pages straight from the system, to which they go back: the standard allocator would keep what large
/// columns leave behind.
inline void* huge_pages(std::size_t bytes)
{
#ifdef __linux__
    // One page more than needed, so that an aligned stretch lies inside; the rest is given back.
    void* memory = mmap(nullptr, bytes + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    auto* first = static_cast<std::byte*>(memory);
    const std::size_t before = (huge_page - reinterpret_cast<std::uintptr_t>(first) % huge_page) % huge_page;
    if (before > 0) munmap(first, before);
    munmap(first + before + bytes, huge_page - before);
    prefer_huge_pages(first + before, bytes);
    return first + before;
#else
    return ::operator new(bytes);
#endif
}

inline void return_huge_pages(void* memory, [[maybe_unused]] std::size_t bytes)
{
#ifdef __linux__
    munmap(memory, bytes);
#else
    ::operator delete(memory);
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
        return static_cast<Item*>(huge_pages(whole_pages(bytes)));
    }

    void deallocate(Item* items, std::size_t count)
    {
        const std::size_t bytes = count * sizeof(Item);
        if (bytes < least)
            ::operator delete(items);
        else
            return_huge_pages(items, whole_pages(bytes));
    }

    friend bool operator==(const HugePages&, const HugePages&) { return true; }

private:
    static constexpr std::size_t least = huge_page / 2;  // smaller ones are not worth a page
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
