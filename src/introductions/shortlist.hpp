#pragma once

#include <tertius/graph/person.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tertius {

/// What the ways to some people are worth, added up in memory in proportion to them.
template <class Weight>
class Shortlist {
public:
    struct Entry {
        PersonId person = nobody;
        std::uint32_t shared = 0;
        double worth = 0;
        PersonId introducer = nobody;
        Weight strongest = 0;  // the introducer's weaker tie to the two
    };

    /// The person's entry, an empty one if they have none yet. Requires room.
    Entry& operator[](PersonId person)
    {
        std::uint32_t slot = (person * 0x9e3779b9U) >> shift_;
        while (slots_[slot] != 0) {
            Entry& entry = entries_[slots_[slot] - 1];
            if (entry.person == person) return entry;
            slot = (slot + 1) & static_cast<std::uint32_t>(slots_.size() - 1);
        }
        taken_[count_] = slot;
        entries_[count_] = {.person = person};
        slots_[slot] = ++count_;
        return entries_[count_ - 1];
    }

    /// Makes room for so many more. Entries found before may move.
    void make_room(std::size_t more)
    {
        if (count_ + more <= entries_.size()) return;
        const std::vector<Entry> full = std::exchange(entries_, std::vector<Entry>(std::bit_ceil(2 * (count_ + more))));
        taken_.resize(entries_.size());
        slots_.assign(2 * entries_.size(), 0);
        shift_ = 32U - static_cast<unsigned>(std::bit_width(slots_.size() - 1));
        for (const Entry& entry : std::span(full).first(std::exchange(count_, 0))) (*this)[entry.person] = entry;
    }

    /// In the order in which people were entered.
    [[nodiscard]] std::span<const Entry> entries() const { return std::span(entries_).first(count_); }

    void clear()
    {
        for (const std::uint32_t slot : std::span(taken_).first(count_)) slots_[slot] = 0;
        count_ = 0;
    }

private:
    std::vector<Entry> entries_;        // the first count_ of them
    std::vector<std::uint32_t> taken_;  // the slot of each
    std::vector<std::uint32_t> slots_;  // one more than the place of whose slot it is; 0: nobody's
    std::uint32_t count_ = 0;
    unsigned shift_ = 0;
};

}  // namespace tertius
