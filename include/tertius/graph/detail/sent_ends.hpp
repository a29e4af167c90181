#pragma once

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/graph/parallel.hpp>
#include <tertius/graph/person.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

// The first of two steps in which ties are filed: see tie_rows.hpp.
namespace tertius::detail {

/// Ties as they were recorded; no weights: all are 1.
template <class Weight>
struct TieList {
    std::span<const PersonId> sources;
    std::span<const PersonId> targets;
    std::span<const Weight> weights;
};

/// At which person a tie is filed: its source (out-ties), its target (in-ties) or both (undirected).
enum class Ends : std::uint8_t { source, target, both };

/// What a row holds of a tie.
template <class Weight>
struct TieEnd {
    /// A tie on its way to ego's row.
    struct Sent {
        PersonId ego;
        PersonId alter;
        Weight weight;
        [[nodiscard]] TieEnd end() const { return {alter, weight}; }
    };
    using weight_type = Weight;

    PersonId alter;
    Weight weight;

    static Sent sent(PersonId ego, PersonId alter, const TieList<Weight>& list, std::size_t tie)
    {
        return {ego, alter, list.weights[tie]};
    }
    friend bool operator<(const TieEnd& a, const TieEnd& b)
    {
        return std::tie(a.alter, a.weight) < std::tie(b.alter, b.weight);
    }
};

/// The same where all weights are 1: half as much to move and to sort.
template <class Weight>
struct PlainEnd {
    struct Sent {
        PersonId ego;
        PersonId alter;
        [[nodiscard]] PlainEnd end() const { return {alter}; }
    };
    using weight_type = Weight;

    PersonId alter;
    static constexpr Weight weight{1};

    static Sent sent(PersonId ego, PersonId alter, const TieList<Weight>&, std::size_t) { return {ego, alter}; }
    friend bool operator<(const PlainEnd& a, const PlainEnd& b) { return a.alter < b.alter; }
};

/// People in ranges of 2^shift neighbours.
class Ranges {
public:
    Ranges(PersonId size, std::uint64_t ends) : size_(size)
    {
        // More ranges than this and the sorting by range itself gets lost in memory.
        constexpr std::uint64_t ends_each = 1U << 18U;
        constexpr std::uint64_t most = 512;
        const auto wanted = std::clamp<std::uint64_t>(ends / ends_each, 1, most);
        while (count() > wanted) ++shift_;
    }
    [[nodiscard]] std::size_t count() const { return ((std::uint64_t{size_} - 1) >> shift_) + 1; }
    [[nodiscard]] std::size_t of(PersonId person) const { return person >> shift_; }
    [[nodiscard]] std::size_t first(std::size_t range) const { return std::min<std::size_t>(size_, range << shift_); }

private:
    PersonId size_;
    unsigned shift_ = 0;
};

/// Calls send(ego, alter, tie) for each end of the ties [first, last) that is to be stored.
template <class Weight, class Send>
void for_each_end(const TieList<Weight>& list, Ends ends, std::size_t first, std::size_t last, const Send& send)
{
    for (std::size_t tie = first; tie < last; ++tie) {
        if (ends != Ends::target) send(list.sources[tie], list.targets[tie], tie);
        if (ends != Ends::source) send(list.targets[tie], list.sources[tie], tie);
    }
}

/// Ends sorted by range; those of a range from starts[range] to starts[range + 1].
template <class End>
struct SentEnds {
    std::vector<std::uint64_t> starts;
    UnwrittenColumn<typename End::Sent> ends;

    [[nodiscard]] auto of(std::size_t range) const
    {
        return std::span(ends).subspan(starts[range], starts[range + 1] - starts[range]);
    }
};

/// Turns the counts of every piece and range into where the piece is to write; returns where the ranges start.
inline std::vector<std::uint64_t> starts_of(std::span<std::uint64_t> counts, std::size_t ranges)
{
    std::vector<std::uint64_t> starts;
    starts.reserve(ranges + 1);
    std::uint64_t total = 0;
    for (std::size_t range = 0; range < ranges; ++range) {
        starts.push_back(total);
        for (std::size_t place = range; place < counts.size(); place += ranges) {
            const auto count = counts[place];
            counts[place] = total;
            total += count;
        }
    }
    starts.push_back(total);
    return starts;
}

/// Sorts the ends by range, each piece of the list for itself.
template <class End, class Weight>
SentEnds<End> send(const TieList<Weight>& list, Ends ends, const Ranges& ranges, const Execution& execution)
{
    const std::size_t ties = list.sources.size();
    const std::size_t grain = std::max<std::size_t>(std::size_t{1} << 16U, (ties + 63) / 64);
    const std::size_t pieces = (ties + grain - 1) / grain;
    std::vector<std::uint64_t> counts(pieces * ranges.count(), 0);
    const auto of_piece = [&](std::size_t first) { return counts.data() + first / grain * ranges.count(); };
    parallel_for(execution, ties, grain, [&](std::size_t first, std::size_t last) {
        const auto count = of_piece(first);
        for_each_end(list, ends, first, last, [&](PersonId ego, PersonId, std::size_t) { ++count[ranges.of(ego)]; });
    });
    SentEnds<End> sent{starts_of(counts, ranges.count()), {}};
    sent.ends.resize(sent.starts.back());
    parallel_for(execution, ties, grain, [&](std::size_t first, std::size_t last) {
        const auto next = of_piece(first);
        for_each_end(list, ends, first, last, [&](PersonId ego, PersonId alter, std::size_t tie) {
            sent.ends[next[ranges.of(ego)]++] = End::sent(ego, alter, list, tie);
        });
    });
    return sent;
}

}  // namespace tertius::detail
