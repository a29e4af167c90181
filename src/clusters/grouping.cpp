#include "grouping.hpp"

#include <tertius/graph/person.hpp>

namespace tertius::detail {

Grouping group(std::span<const UnitId> labels, UnitId count)
{
    Grouping groups{Column<UnitId>(std::size_t{count} + 1), Column<UnitId>(labels.size())};
    for (const UnitId label : labels) ++groups.starts[label + 1];
    for (std::size_t label = 0; label < count; ++label) groups.starts[label + 1] += groups.starts[label];
    Column<UnitId> next(groups.starts.begin(), groups.starts.end() - 1);
    for (std::size_t unit = 0; unit < labels.size(); ++unit)
        groups.units[next[labels[unit]]++] = static_cast<UnitId>(unit);
    return groups;
}

UnitId renumber(std::span<UnitId> labels)
{
    Column<UnitId> number(labels.size(), nobody);
    UnitId count = 0;
    for (UnitId& label : labels) {
        if (number[label] == nobody) number[label] = count++;
        label = number[label];
    }
    return count;
}

}  // namespace tertius::detail
