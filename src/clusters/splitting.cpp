#include "splitting.hpp"

#include "visiting_order.hpp"

#include <tertius/graph/person.hpp>

#include <atomic>
#include <utility>

namespace tertius::detail {

namespace {

/// Pieces that grow together: a forest in which everybody points to somebody of their piece with a lower number, and
/// the lowest to themselves. Threads may join pieces at the same time; which is the lowest does not depend on them.
class Pieces {
public:
    explicit Pieces(UnitId size) : lower_(natural_order(size)) {}

    [[nodiscard]] UnitId lowest(UnitId unit)
    {
        for (UnitId next = load(unit); next != unit; unit = next, next = load(unit)) {
            const UnitId after = load(next);
            if (after != next) std::atomic_ref(lower_[unit]).store(after, std::memory_order_relaxed);  // half the way
        }
        return unit;
    }

    void join(UnitId a, UnitId b)
    {
        for (;;) {
            a = lowest(a);
            b = lowest(b);
            if (a == b) return;
            if (a < b) std::swap(a, b);
            UnitId expected = a;
            if (std::atomic_ref(lower_[a]).compare_exchange_weak(expected, b, std::memory_order_relaxed)) return;
        }
    }

private:
    [[nodiscard]] UnitId load(UnitId unit) { return std::atomic_ref(lower_[unit]).load(std::memory_order_relaxed); }

    Column<UnitId> lower_;
};

/// Joins `unit` with its first alters in the same cluster, at most so many.
void join_alters(const Level& level, std::span<const UnitId> clusters, UnitId unit, std::uint64_t most, Pieces& pieces)
{
    for (auto end = level.offsets[unit]; end < level.offsets[unit + 1] && most > 0; ++end) {
        const UnitId alter = level.alters[end];
        if (clusters[alter] != clusters[unit] || (!level.weights.empty() && level.weights[end] == 0)) continue;
        pieces.join(unit, alter);
        --most;
    }
}

}  // namespace

void split_disconnected(const Execution& execution, const Level& level, std::span<UnitId> labels, UnitId count)
{
    constexpr std::uint64_t first_ties = 2;  // these join most people to the largest piece of their cluster
    Pieces pieces(level.size());
    const auto each = [&](const auto& visit) {
        parallel_for(execution, level.size(), 4096, [&](std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) visit(static_cast<UnitId>(begin));
        });
    };
    each([&](UnitId unit) { join_alters(level, labels, unit, first_ties, pieces); });
    Column<UnitId> first(count, nobody);  // unit of each cluster
    for (UnitId unit = 0; unit < level.size(); ++unit)
        if (first[labels[unit]] == nobody) first[labels[unit]] = unit;
    each([&](UnitId unit) {
        if (pieces.lowest(unit) != pieces.lowest(first[labels[unit]]))
            join_alters(level, labels, unit, level.degree(unit), pieces);
    });
    each([&](UnitId unit) { labels[unit] = pieces.lowest(unit); });
}

}  // namespace tertius::detail
