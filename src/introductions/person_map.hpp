#pragma once

#include <tertius/graph/person.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tertius::detail {

/// What is remembered of a few people among many: memory in proportion to the few.
///
/// Looked up only, never walked through, so no answer depends on the order in which it keeps people.
template <class Value>
class PersonMap {
public:
    PersonMap() : slots_(std::size_t{1} << bits_) {}

    /// What is remembered of a person; null if nothing is.
    [[nodiscard]] const Value* find(PersonId person) const
    {
        const Slot& slot = slots_[slot_of(person)];
        return slot.person == person ? &slot.value : nullptr;
    }

    /// Remembers somebody new. False, and nothing changes, if something is remembered already.
    bool insert(PersonId person, Value value)
    {
        const std::size_t slot = slot_of(person);
        if (slots_[slot].person == person) return false;
        slots_[slot] = {person, value};
        if (2 * ++count_ > slots_.size()) grow();
        return true;
    }

    /// What is remembered of a person; from now on the empty value, if nothing was. Good until the next one is new.
    Value& operator[](PersonId person)
    {
        (void)insert(person, {});
        return slots_[slot_of(person)].value;
    }

    [[nodiscard]] std::size_t size() const { return count_; }

private:
    struct Slot {
        PersonId person = nobody;
        Value value{};
    };

    /// The person's slot, or the free one that would be theirs.
    [[nodiscard]] std::size_t slot_of(PersonId person) const
    {
        std::size_t slot = (person * 0x9E3779B97F4A7C15U) >> (64 - bits_);
        while (slots_[slot].person != person && slots_[slot].person != nobody) slot = (slot + 1) & (slots_.size() - 1);
        return slot;
    }

    void grow()
    {
        const auto full = std::exchange(slots_, std::vector<Slot>(std::size_t{1} << ++bits_));
        for (const Slot& slot : full)
            if (slot.person != nobody) slots_[slot_of(slot.person)] = slot;
    }

    unsigned bits_ = 5;
    std::size_t count_ = 0;
    std::vector<Slot> slots_;
};

}  // namespace tertius::detail
