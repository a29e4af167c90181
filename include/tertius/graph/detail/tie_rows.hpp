#pragma once

#include <tertius/graph/error.hpp>
#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

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

template <class Weight>
struct TieRows {
    std::vector<std::uint64_t> offsets;
    std::vector<PersonId> alters;
    std::vector<Weight> weights;  // empty: all are 1
};

template <class Weight>
struct TieEnd {
    PersonId alter;
    Weight weight;
    friend bool operator<(const TieEnd& a, const TieEnd& b)
    {
        return std::tie(a.alter, a.weight) < std::tie(b.alter, b.weight);
    }
};

/// Calls file(ego, alter, position) for each end that is to be stored.
template <class Weight, class File>
void for_each_end(const TieList<Weight>& list, Ends ends, const File& file)
{
    for (std::size_t tie = 0; tie < list.sources.size(); ++tie) {
        if (ends != Ends::target) file(list.sources[tie], list.targets[tie], tie);
        if (ends != Ends::source) file(list.targets[tie], list.sources[tie], tie);
    }
}

/// The weight that sorted records [first, last) of one tie make together. Added up from the smallest, so that
/// the order of the records does not matter.
template <class Weight>
Weight merged_weight(const TieEnd<Weight>* first, const TieEnd<Weight>* last, ParallelTies parallel)
{
    if (parallel != ParallelTies::sum) return (last - 1)->weight;
    double total = 0;
    for (; first != last; ++first) total += first->weight;
    return static_cast<Weight>(total);
}

/// Merges the sorted ends of one row in place; returns how many are left.
template <class Weight>
std::size_t merge_row(std::span<TieEnd<Weight>> row, ParallelTies parallel)
{
    std::size_t kept = 0;
    for (std::size_t first = 0, last = 0; first < row.size(); first = last) {
        while (last < row.size() && row[last].alter == row[first].alter) ++last;
        const Weight weight = merged_weight(row.data() + first, row.data() + last, parallel);
        row[kept++] = {row[first].alter, weight};
    }
    return kept;
}

template <class Weight>
PersonId first_repeated_alter(std::span<const TieEnd<Weight>> row)
{
    const auto found = std::ranges::adjacent_find(row, {}, &TieEnd<Weight>::alter);
    return found == row.end() ? nobody : found->alter;
}

/// Row boundaries: how many ends are filed at the people before each one.
template <class Weight>
std::vector<std::uint64_t> row_offsets(PersonId size, const TieList<Weight>& list, Ends ends)
{
    std::vector<std::uint64_t> offsets(std::size_t{size} + 1, 0);
    for_each_end(list, ends, [&](PersonId ego, PersonId, std::size_t) { ++offsets[ego + 1]; });
    for (std::size_t ego = 0; ego < size; ++ego) offsets[ego + 1] += offsets[ego];
    return offsets;
}

template <class Weight>
std::vector<TieEnd<Weight>> filed_ends(std::span<const std::uint64_t> offsets, const TieList<Weight>& list, Ends ends)
{
    std::vector<TieEnd<Weight>> filed(offsets.back());
    std::vector<std::uint64_t> next(offsets.begin(), offsets.end() - 1);
    for_each_end(list, ends, [&](PersonId ego, PersonId alter, std::size_t tie) {
        filed[next[ego]++] = {alter, list.weights.empty() ? Weight{1} : list.weights[tie]};
    });
    return filed;
}

inline void refuse_parallel_tie(PersonId ego, PersonId alter)
{
    throw InvalidInput("tie.parallel", "people " + std::to_string(ego) + " and " + std::to_string(alter) +
                                           " are tied more than once, and parallel ties are to be refused");
}

inline void refuse_overflow(PersonId ego, PersonId alter)
{
    throw InvalidInput("weight.overflow", "the weights between people " + std::to_string(ego) + " and " +
                                              std::to_string(alter) + " add up to more than the weight type holds");
}

/// The first `kept[ego]` ends of each row, as columns.
template <class Weight>
TieRows<Weight> as_columns(std::span<const std::uint64_t> offsets, std::span<const std::uint64_t> kept,
                           std::span<const TieEnd<Weight>> filed)
{
    TieRows<Weight> rows{{0}, {}, {}};
    rows.offsets.reserve(offsets.size());
    std::uint64_t total = 0;
    for (const auto count : kept) rows.offsets.push_back(total += count);

    const auto for_each_kept = [&](const auto& visit) {
        for (std::size_t ego = 0; ego < kept.size(); ++ego)
            for (const auto& end : filed.subspan(offsets[ego], kept[ego])) visit(static_cast<PersonId>(ego), end);
    };
    bool weighted = false;
    rows.alters.reserve(total);
    for_each_kept([&](PersonId ego, const TieEnd<Weight>& end) {
        if (!std::isfinite(end.weight)) refuse_overflow(ego, end.alter);
        weighted |= end.weight != 1;
        rows.alters.push_back(end.alter);
    });
    if (!weighted) return rows;
    rows.weights.reserve(total);
    for_each_kept([&](PersonId, const TieEnd<Weight>& end) { rows.weights.push_back(end.weight); });
    return rows;
}

/// Files every tie at its people, sorted by alter, parallel ties merged.
template <class Weight>
TieRows<Weight> tie_rows(PersonId size, const TieList<Weight>& list, Ends ends, ParallelTies parallel,
                         const Execution& execution)
{
    const auto offsets = row_offsets(size, list, ends);
    auto filed = filed_ends(offsets, list, ends);
    std::vector<std::uint64_t> kept(size);
    std::vector<PersonId> repeated(parallel == ParallelTies::refuse ? size : 0, nobody);
    parallel_for(execution, size, 1024, [&](std::size_t begin, std::size_t end) {
        for (std::size_t ego = begin; ego < end; ++ego) {
            const auto row = std::span(filed).subspan(offsets[ego], offsets[ego + 1] - offsets[ego]);
            std::sort(row.begin(), row.end());
            if (parallel == ParallelTies::refuse) repeated[ego] = first_repeated_alter<Weight>(row);
            kept[ego] = merge_row(row, parallel);
        }
    });
    for (PersonId ego = 0; ego < repeated.size(); ++ego)
        if (repeated[ego] != nobody) refuse_parallel_tie(ego, repeated[ego]);
    return as_columns<Weight>(offsets, kept, filed);
}

}  // namespace tertius::detail
