#pragma once

#include <tertius/graph/error.hpp>

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_reduce.h>
#include <tbb/parallel_sort.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace tertius {

/// How a long call runs: never what it answers.
struct Execution {
    int threads = 0;                         ///< at most this many at once; 0: all the process may use
    std::stop_token stop{};                  ///< asked to stop, the call throws Cancelled and has changed nothing
    std::function<void(double)> progress{};  ///< told the share done, in [0, 1]; may be called from any thread
};

inline void throw_if_stopped(const Execution& execution)
{
    if (execution.stop.stop_requested()) throw Cancelled();
}

inline void report_progress(const Execution& execution, double share)
{
    if (execution.progress) execution.progress(share);
}

/// Runs `work()` on at most `execution.threads` threads, and returns what it returns.
///
/// More threads than processors are allowed (tests use them); the wider limit ends with the call.
template <class Work>
auto with_threads(const Execution& execution, Work&& work)
{
    if (execution.threads < 0)
        throw InvalidOption("option.threads", "threads is " + std::to_string(execution.threads) +
                                                  "; must be 0 (all) or a positive number");
    if (execution.threads == 0) return std::forward<Work>(work)();
    std::optional<tbb::global_control> wider;
    if (execution.threads > tbb::info::default_concurrency())
        wider.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(execution.threads));
    tbb::task_arena arena(execution.threads);
    return arena.execute(std::forward<Work>(work));
}

/// Calls body(begin, end) on disjoint pieces that cover [0, count), each of at most `grain` items.
///
/// The pieces are the same for any number of threads, so a body that writes only to its own items, or keeps
/// exact (integer) totals, gives the same bytes each time.
template <class Body>
void parallel_for(const Execution& execution, std::size_t count, std::size_t grain, const Body& body)
{
    if (count == 0) return throw_if_stopped(execution);
    const std::size_t pieces = (count + grain - 1) / grain;
    const auto run_piece = [&](std::size_t piece) {
        throw_if_stopped(execution);
        body(piece * grain, std::min(count, (piece + 1) * grain));
    };
    if (pieces == 1) return run_piece(0);
    with_threads(execution, [&] { tbb::parallel_for(std::size_t{0}, pieces, run_piece, tbb::simple_partitioner{}); });
}

/// Folds [0, count) to one value: map(begin, end) for each piece, then join(left, right) in a fixed tree.
///
/// Floating-point sums come out the same for any number of threads, because the tree depends on `count` and
/// `grain` only.
template <class Value, class Map, class Join>
[[nodiscard]] Value deterministic_reduce(const Execution& execution, std::size_t count, std::size_t grain,
                                         const Value& identity, const Map& map, const Join& join)
{
    throw_if_stopped(execution);
    if (count == 0) return identity;
    return with_threads(execution, [&] {
        return tbb::parallel_deterministic_reduce(
            tbb::blocked_range<std::size_t>(0, count, grain), identity,
            [&](const tbb::blocked_range<std::size_t>& piece, const Value& left) {
                throw_if_stopped(execution);
                return join(left, map(piece.begin(), piece.end()));
            },
            join, tbb::simple_partitioner{});
    });
}

/// Sorts by `less`, which must be a total order: equal items have no order to keep.
template <std::random_access_iterator Iterator, class Less = std::less<>>
void parallel_sort(const Execution& execution, Iterator first, Iterator last, Less less = {})
{
    throw_if_stopped(execution);
    with_threads(execution, [&] { tbb::parallel_sort(first, last, less); });
}

/// Working memory that each thread makes once and keeps for the length of one call.
template <class Scratch>
class PerThread {
public:
    template <class Make>
    explicit PerThread(Make make) : scratch_(std::move(make))
    {
    }

    [[nodiscard]] Scratch& local() { return scratch_.local(); }

private:
    tbb::enumerable_thread_specific<Scratch> scratch_;
};

}  // namespace tertius
