#include "agreed_units.hpp"

#include "grouping.hpp"

#include <algorithm>
#include <numeric>

namespace tertius::detail {

Column<UnitId> agreed_units(const Execution& execution, std::span<UnitId> one, std::span<UnitId> other)
{
    const UnitId count = renumber(other);
    const Grouping members = group(one, renumber(one));
    Column<UnitId> labels(one.size());
    Column<UnitId> first(std::size_t{members.count()} + 1);
    PerThread<Column<UnitId>> numbers([count] { return Column<UnitId>(count, nobody); });
    parallel_for(execution, members.count(), 16, [&](std::size_t begin, std::size_t end) {
        Column<UnitId>& number = numbers.local();
        for (; begin < end; ++begin) {
            UnitId& found = first[begin + 1];
            const auto units = members[static_cast<UnitId>(begin)];
            for (const UnitId unit : units) {
                if (number[other[unit]] == nobody) number[other[unit]] = found++;
                labels[unit] = number[other[unit]];
            }
            for (const UnitId unit : units) number[other[unit]] = nobody;
        }
    });
    std::partial_sum(first.begin(), first.end(), first.begin());
    parallel_for(execution, labels.size(), 8192, [&](std::size_t begin, std::size_t end) {
        for (; begin < end; ++begin) labels[begin] += first[one[begin]];
    });
    return labels;
}

}  // namespace tertius::detail
