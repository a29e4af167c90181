#pragma once

#include <string>
#include <string_view>

namespace tertius::detail {

/// A word as it is compared: in lower case (ASCII, whatever the locale), without spaces, hyphens and underscores.
/// "New Job" and "new_job" are one.
[[nodiscard]] inline std::string folded_word(std::string_view word)
{
    std::string folded;
    for (const char c : word) {
        if (c >= 'A' && c <= 'Z')
            folded += static_cast<char>(c - 'A' + 'a');
        else if (c != ' ' && c != '-' && c != '_')
            folded += c;
    }
    return folded;
}

}  // namespace tertius::detail
