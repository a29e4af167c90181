#include <tertius/graph/error.hpp>
#include <tertius/strength/detail/history_store.hpp>

#include "sorting.hpp"

#include <algorithm>
#include <bit>
#include <span>

namespace tertius::detail {

void HistoryStore::prefetch_history(std::size_t place) const
{
    constexpr std::size_t line = 64;
    const auto* history = reinterpret_cast<const std::byte*>(&(*this)[place]);
    for (std::size_t offset = 0; offset < sizeof(HistoryOfPair); offset += line)
        __builtin_prefetch(history + offset, 1);
}

std::uint32_t HistoryStore::find(PersonId low, PersonId high, std::uint64_t hash) const
{
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = home(hash); slots_[slot].place != nowhere; slot = (slot + 1) & mask) {
        if (slots_[slot].tag != static_cast<std::uint32_t>(hash)) continue;
        const HistoryOfPair& pair = (*this)[slots_[slot].place];
        if (pair.low == low && pair.high == high) return slots_[slot].place;
    }
    return nowhere;
}

void HistoryStore::put(std::uint64_t hash, std::uint32_t place)
{
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = home(hash);
    while (slots_[slot].place != nowhere) slot = (slot + 1) & mask;
    slots_[slot] = {static_cast<std::uint32_t>(hash), place};
}

std::uint32_t HistoryStore::place_of(PersonId low, PersonId high, std::uint64_t hash)
{
    const std::uint32_t found = find(low, high, hash);
    if (found != nowhere) return found;
    const auto place = static_cast<std::uint32_t>(size_);
    pieces_[place / in_piece].push_back({low, high, {}});
    put(hash, place);
    ++size_;
    return place;
}

void HistoryStore::make_room(std::size_t more)
{
    const std::size_t wanted = size_ + more;
    if (wanted >= nowhere) throw InvalidInput("ledger.full", "a ledger holds at most 4294967294 ties");
    while (pieces_.size() * in_piece < wanted) {
        Column<HistoryOfPair> piece;
        piece.reserve(in_piece);
        pieces_.push_back(std::move(piece));
    }
    if (4 * wanted <= 3 * slots_.size()) return;
    Column<Slot> former(std::bit_ceil(4 * wanted / 3 + 1));
    former.swap(slots_);
    for (std::size_t place = 0; place < size_; ++place)
        put(hash((*this)[place].low, (*this)[place].high), static_cast<std::uint32_t>(place));
}

std::vector<const HistoryOfPair*> HistoryStore::by_pair() const
{
    struct Place {
        std::uint64_t pair;
        const HistoryOfPair* history;
    };
    std::vector<Place> places(size_);
    for (std::size_t place = 0; place < size_; ++place) {
        const HistoryOfPair& history = (*this)[place];
        places[place] = {(std::uint64_t{history.low} << 32U) | history.high, &history};
    }
    UnwrittenColumn<Place> scratch(size_);
    sort_by_digits(std::span(places), std::span(scratch), [](const Place& place) { return place.pair; });
    std::vector<const HistoryOfPair*> result(size_);
    std::ranges::transform(places, result.begin(), &Place::history);
    return result;
}

std::size_t HistoryStore::memory_bytes() const
{
    return slots_.capacity() * sizeof(Slot) + pieces_.size() * in_piece * sizeof(HistoryOfPair);
}

}  // namespace tertius::detail
