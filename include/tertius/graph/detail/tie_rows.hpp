#pragma once

#include <tertius/graph/detail/huge_pages.hpp>
#include <tertius/graph/detail/sent_ends.hpp>
#include <tertius/graph/error.hpp>
#include <tertius/graph/parallel.hpp>
#include <tertius/graph/tie.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

// Ties are filed in two steps, because to send each end straight to its row takes a look at far memory for every one:
// first they are sorted by ranges of neighbouring people, then each range fills its own rows, which are few enough to
// stay at hand. Rows are sorted in the end, so that neither the order of the ties nor the threads leave a trace.
namespace tertius::detail {

template <class Weight>
struct TieRows {
    std::vector<std::uint64_t> offsets;
    UnwrittenColumn<PersonId> alters;
    UnwrittenColumn<Weight> weights;  // empty: all are 1
};

/// Calls visit(alter, weight, records) for each tie of a sorted row, parallel ties merged. Weights are added up from
/// the smallest, so that the order of the records does not matter.
template <class End, class Visit>
void for_each_tie(std::span<const End> row, ParallelTies parallel, const Visit& visit)
{
    using Weight = typename End::weight_type;
    for (std::size_t first = 0, last = 0; first < row.size(); first = last) {
        double total = 0;
        for (; last < row.size() && row[last].alter == row[first].alter; ++last) total += row[last].weight;
        const bool adds_up = parallel == ParallelTies::sum && last - first > 1;
        visit(row[first].alter, adds_up ? static_cast<Weight>(total) : row[last - 1].weight, last - first);
    }
}

/// What merging the rows of some people comes to.
struct Merged {
    bool weighted = false;                  ///< not all weights are 1
    PersonId ego = nobody, alter = nobody;  ///< the first tie that is to be refused
};

/// Rows with the ends of each person, sorted, parallel ties still side by side.
template <class End>
struct FiledEnds {
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint64_t> kept_offsets;  // as offsets will be when parallel ties are merged
    UnwrittenColumn<End> ends;

    [[nodiscard]] std::span<End> row(std::size_t ego)
    {
        return std::span(ends).subspan(offsets[ego], offsets[ego + 1] - offsets[ego]);
    }
};

/// Fills the rows of the people [first, last), whose ends these are; offsets[first + 1 ...] are theirs alone.
template <class End>
void fill_rows(FiledEnds<End>& filed, std::span<const typename End::Sent> sent, std::uint64_t start, std::size_t first,
               std::size_t last)
{
    std::vector<std::uint64_t> next(last - first + 1, 0);
    next[0] = start;
    for (const auto& each : sent) ++next[each.ego - first + 1];
    for (std::size_t place = 1; place < next.size(); ++place) next[place] += next[place - 1];
    for (const auto& each : sent) filed.ends[next[each.ego - first]++] = each.end();
    // Each row has been filled up to where the next one starts.
    std::copy(next.begin(), next.end() - 1, filed.offsets.begin() + static_cast<std::ptrdiff_t>(first) + 1);
}

/// Sorts the rows of the people [first, last) while they are at hand, and counts what merging will leave.
template <class End>
Merged sort_rows(FiledEnds<End>& filed, std::uint64_t start, std::size_t first, std::size_t last, ParallelTies parallel)
{
    Merged found;
    for (std::size_t ego = first; ego < last; ++ego) {
        const auto row = std::span(filed.ends).subspan(start, filed.offsets[ego + 1] - start);
        std::sort(row.begin(), row.end());
        for_each_tie<End>(row, parallel, [&](PersonId alter, auto weight, std::size_t records) {
            ++filed.kept_offsets[ego + 1];
            found.weighted |= weight != 1;
            const bool refused = !std::isfinite(weight) || (parallel == ParallelTies::refuse && records > 1);
            if (refused && found.ego == nobody) found = {true, static_cast<PersonId>(ego), alter};
        });
        start = filed.offsets[ego + 1];
    }
    return found;
}

[[noreturn]] inline void refuse_tie(const Merged& found, ParallelTies parallel)
{
    const auto ego = std::to_string(found.ego);
    const auto alter = std::to_string(found.alter);
    if (parallel == ParallelTies::refuse)
        throw InvalidInput("tie.parallel", "people " + ego + " and " + alter +
                                               " are tied more than once, and parallel ties are to be refused");
    throw InvalidInput("weight.overflow", "the weights between people " + ego + " and " + alter +
                                              " add up to more than the weight type holds");
}

/// Files the ends at their people; returns whether what comes of it has weights.
template <class End>
bool file(FiledEnds<End>& filed, const SentEnds<End>& sent, const Ranges& ranges, ParallelTies parallel,
          const Execution& execution)
{
    filed.ends.resize(sent.starts.back());
    std::vector<Merged> found(ranges.count());
    parallel_for(execution, ranges.count(), 1, [&](std::size_t range, std::size_t) {
        const auto first = ranges.first(range);
        const auto last = ranges.first(range + 1);
        fill_rows(filed, sent.of(range), sent.starts[range], first, last);
        found[range] = sort_rows(filed, sent.starts[range], first, last, parallel);
    });
    for (const auto& range : found)
        if (range.ego != nobody) refuse_tie(range, parallel);
    auto& kept = filed.kept_offsets;
    for (std::size_t ego = 1; ego < kept.size(); ++ego) kept[ego] += kept[ego - 1];
    return std::ranges::any_of(found, &Merged::weighted);
}

/// The rows as columns, parallel ties merged.
template <class End>
TieRows<typename End::weight_type> as_columns(FiledEnds<End> filed, bool weighted, ParallelTies parallel,
                                              const Execution& execution)
{
    TieRows<typename End::weight_type> rows{std::move(filed.kept_offsets), {}, {}};
    rows.alters.resize(rows.offsets.back());
    if (weighted) rows.weights.resize(rows.offsets.back());
    parallel_for(execution, rows.offsets.size() - 1, 4096, [&](std::size_t first, std::size_t last) {
        auto place = rows.offsets[first];
        for (std::size_t ego = first; ego < last; ++ego)
            for_each_tie<End>(filed.row(ego), parallel, [&](PersonId alter, auto weight, std::size_t) {
                if (weighted) rows.weights[place] = weight;
                rows.alters[place++] = alter;
            });
    });
    return rows;
}

template <class End, class Weight>
TieRows<Weight> tie_rows_of(PersonId size, const TieList<Weight>& list, Ends ends, ParallelTies parallel,
                            const Execution& execution)
{
    const Ranges ranges(size, list.sources.size() * (ends == Ends::both ? 2 : 1));
    FiledEnds<End> filed{
        std::vector<std::uint64_t>(std::size_t{size} + 1), std::vector<std::uint64_t>(std::size_t{size} + 1), {}};
    const bool weighted = file(filed, send<End>(list, ends, ranges, execution), ranges, parallel, execution);
    return as_columns(std::move(filed), weighted, parallel, execution);
}

/// Files every tie at its people, sorted by alter, parallel ties merged.
template <class Weight>
TieRows<Weight> tie_rows(PersonId size, const TieList<Weight>& list, Ends ends, ParallelTies parallel,
                         const Execution& execution)
{
    throw_if_stopped(execution);
    if (size == 0) return {{0}, {}, {}};
    return list.weights.empty() ? tie_rows_of<PlainEnd<Weight>>(size, list, ends, parallel, execution)
                                : tie_rows_of<TieEnd<Weight>>(size, list, ends, parallel, execution);
}

}  // namespace tertius::detail
