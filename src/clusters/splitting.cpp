#include "splitting.hpp"

#include "grouping.hpp"

#include <tertius/graph/person.hpp>

namespace tertius::detail {

namespace {

/// Labels with `piece` everybody in `cluster` whom ties within the cluster lead to from there.
void reach(const Level& level, std::span<const UnitId> clusters, UnitId piece, std::span<UnitId> pieces,
           Column<UnitId>& waiting)
{
    const UnitId cluster = clusters[piece];
    pieces[piece] = piece;
    waiting.assign(1, piece);
    while (!waiting.empty()) {
        const UnitId unit = waiting.back();
        waiting.pop_back();
        for (auto end = level.offsets[unit]; end < level.offsets[unit + 1]; ++end) {
            const UnitId alter = level.alters[end];
            if (clusters[alter] != cluster || pieces[alter] != nobody) continue;
            if (!level.weights.empty() && level.weights[end] == 0) continue;
            pieces[alter] = piece;
            waiting.push_back(alter);
        }
    }
}

}  // namespace

void split_disconnected(const Execution& execution, const Level& level, std::span<UnitId> labels, UnitId count)
{
    const Grouping members = group(labels, count);
    Column<UnitId> pieces(labels.size(), nobody);
    PerThread<Column<UnitId>> scratch([] { return Column<UnitId>(); });
    parallel_for(execution, count, 64, [&](std::size_t begin, std::size_t end) {
        auto& waiting = scratch.local();
        for (auto cluster = static_cast<UnitId>(begin); cluster < end; ++cluster)
            for (const UnitId unit : members[cluster])
                if (pieces[unit] == nobody) reach(level, labels, unit, pieces, waiting);
    });
    std::ranges::copy(pieces, labels.begin());
}

}  // namespace tertius::detail
