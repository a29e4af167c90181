#include "numbered_columns.hpp"

#include <algorithm>
#include <cmath>

namespace tertius::detail {

TagRows tag_rows(PersonId size, std::initializer_list<const NumberedColumn*> columns)
{
    TagRows rows;
    rows.offsets.reserve(std::size_t{size} + 1);
    for (PersonId person = 0; person < size; ++person) {
        const auto begin = static_cast<std::ptrdiff_t>(rows.tags.size());
        for (const auto* numbered : columns) {
            if (numbered->column->empty()) continue;
            for (const std::uint32_t code : (*numbered->column)[person])
                if (code != no_word) rows.tags.push_back(numbered->number[code]);
        }
        std::sort(rows.tags.begin() + begin, rows.tags.end());
        rows.tags.erase(std::unique(rows.tags.begin() + begin, rows.tags.end()), rows.tags.end());
        rows.offsets.push_back(rows.tags.size());
    }
    return rows;
}

std::vector<double> rarities(const TagRows& tags_of, std::size_t tag_count)
{
    std::vector<double> people_with(tag_count, 0);
    for (const std::uint32_t tag : tags_of.tags) ++people_with[tag];
    double people = 0;
    for (std::size_t person = 0; person + 1 < tags_of.offsets.size(); ++person)
        people += tags_of.offsets[person] < tags_of.offsets[person + 1];
    std::vector<double> rarity(tag_count, 0);
    for (std::size_t tag = 0; tag < tag_count; ++tag)
        if (people > 1 && people_with[tag] > 0) rarity[tag] = 1 - std::log(people_with[tag]) / std::log(people);
    return rarity;
}

}  // namespace tertius::detail
