#pragma once

#include <tertius/introductions/detail/tag_rows.hpp>
#include <tertius/network/columns.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

// Several columns of tags read as one.
namespace tertius::detail {

/// A column of tags whose words stand at other numbers in a list of several columns' words.
struct NumberedColumn {
    const TagColumn* column;
    std::vector<std::uint32_t> number;  // for each of the column's words
};

/// The tags that each of `size` people has in any of the columns.
[[nodiscard]] TagRows tag_rows(PersonId size, std::initializer_list<const NumberedColumn*> columns);

/// For each tag 1 - ln(people who have it) / ln(people who have any): 1 for one person's own, 0 for everybody's.
[[nodiscard]] std::vector<double> rarities(const TagRows& tags_of, std::size_t tag_count);

}  // namespace tertius::detail
