#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace tertius::detail {

/// Memory in huge pages where the system has them for the asking: the search reads at random, and with small pages
/// spends a sixth of its time looking up where they lie.
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
#ifdef MADV_HUGEPAGE
        madvise(memory, whole, MADV_HUGEPAGE);  // advice: without it everything still works
#endif
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

}  // namespace tertius::detail
