#pragma once

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/graph/random.hpp>
#include <tertius/strength/tie_histories.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tertius::detail {

/// The histories of many pairs, found by the pair: an open-addressing table of places, 8 bytes a slot and at most
/// three quarters full, beside the histories in pieces of 2 MB that never move.
class HistoryStore {
public:
    static constexpr std::uint32_t nowhere = ~std::uint32_t{0};

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] HistoryOfPair& operator[](std::size_t place) { return pieces_[place / in_piece][place % in_piece]; }
    [[nodiscard]] const HistoryOfPair& operator[](std::size_t place) const
    {
        return pieces_[place / in_piece][place % in_piece];
    }

    [[nodiscard]] static std::uint64_t hash(PersonId low, PersonId high)
    {
        return Random::mix((std::uint64_t{low} << 32U) | high);
    }
    /// Asks for the memory that a search for that hash will look at first.
    void prefetch_slot(std::uint64_t hash) const { __builtin_prefetch(slots_.data() + home(hash)); }
    void prefetch_history(std::size_t place) const;

    /// The pair's place, or nowhere.
    [[nodiscard]] std::uint32_t find(PersonId low, PersonId high, std::uint64_t hash) const;
    /// The pair's place; an empty history is made for a new pair. Requires  room: see make_room().
    [[nodiscard]] std::uint32_t place_of(PersonId low, PersonId high, std::uint64_t hash);
    /// Lets so many pairs more find room without moving the table. Throws std::bad_alloc, and changes nothing then.
    void make_room(std::size_t more);

    /// All histories, sorted by pair.
    [[nodiscard]] std::vector<const HistoryOfPair*> by_pair() const;
    [[nodiscard]] std::size_t memory_bytes() const;

private:
    struct Slot {
        std::uint32_t tag = 0;  // the hash's low half
        std::uint32_t place = nowhere;
    };
    static constexpr std::size_t in_piece = (std::size_t{1} << 21U) / sizeof(HistoryOfPair);

    [[nodiscard]] std::size_t home(std::uint64_t hash) const { return (hash >> 32U) & (slots_.size() - 1); }
    void put(std::uint64_t hash, std::uint32_t place);

    Column<Slot> slots_{Column<Slot>(16)};
    std::vector<Column<HistoryOfPair>> pieces_;
    std::size_t size_ = 0;
};

}  // namespace tertius::detail
