#pragma once

#include <string_view>

namespace tertius {

/// Whether a kind of milestone is a hardship, which calls for a word of support and not for congratulations: setback,
/// loss, layoff, illness, bereavement and the like. Case, spaces, hyphens and underscores are not told apart.
[[nodiscard]] bool is_hardship(std::string_view kind);

}  // namespace tertius
