#pragma once

#include <tertius/graph/tie.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace tertius::detail {

/// The four columns that a tie is read from; owned by a TieGraph.
template <class Weight>
struct TieColumns {
    const std::uint64_t* offsets = nullptr;
    const PersonId* alters = nullptr;
    const Weight* weights = nullptr;  // null: all are 1

    [[nodiscard]] Weight weight(std::uint64_t end) const { return weights ? weights[end] : Weight{1}; }
};

/// Walks ties in the order of their ends. `Walk` says which ends count and which way the tie is turned.
///
/// Ties are made on the way, not stored, so this is a forward iterator by C++20's rules and an input iterator by
/// the older ones.
template <class Weight, Direction direction, class Walk>
class TieIterator {
public:
    using value_type = Tie<Weight, direction>;
    using reference = value_type;
    using pointer = void;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    TieIterator() = default;
    TieIterator(TieColumns<Weight> columns, PersonId ego, std::uint64_t end, std::uint64_t last)
        : columns_(columns), end_(end), last_(last), ego_(ego)
    {
        Walk::settle(columns_, ego_, end_, last_);
    }

    value_type operator*() const
    {
        const PersonId alter = columns_.alters[end_];
        return {Walk::towards_ego ? alter : ego_, Walk::towards_ego ? ego_ : alter, columns_.weight(end_), end_};
    }

    TieIterator& operator++()
    {
        ++end_;
        Walk::settle(columns_, ego_, end_, last_);
        return *this;
    }

    TieIterator operator++(int)
    {
        TieIterator before = *this;
        ++*this;
        return before;
    }

    friend bool operator==(const TieIterator& a, const TieIterator& b) { return a.end_ == b.end_; }

private:
    TieColumns<Weight> columns_;
    std::uint64_t end_ = 0;
    std::uint64_t last_ = 0;
    PersonId ego_ = 0;
};

/// All ties of one ego, away from them.
struct FromEgo {
    static constexpr bool towards_ego = false;
    static void settle(const auto&, PersonId, std::uint64_t, std::uint64_t) {}
};

/// All ties of one ego, towards them.
struct TowardsEgo {
    static constexpr bool towards_ego = true;
    static void settle(const auto&, PersonId, std::uint64_t, std::uint64_t) {}
};

/// Every tie of the graph once: an undirected one from its lower person.
template <Direction direction>
struct EveryTie {
    static constexpr bool towards_ego = false;
    static void settle(const auto& columns, PersonId& ego, std::uint64_t& end, std::uint64_t last)
    {
        for (; end != last; ++end) {
            while (end == columns.offsets[ego + 1]) ++ego;
            if (direction == Direction::directed || ego < columns.alters[end]) return;
        }
    }
};

}  // namespace tertius::detail
