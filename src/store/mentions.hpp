#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tertius::store {

/// In lower case, as far as a letter's two cases take the same room in UTF-8: Latin, Greek, Cyrillic.
[[nodiscard]] std::string lower_case(std::string_view text);

/// A key or alias as two sources may both write it: in lower case, without blanks around it.
[[nodiscard]] std::string same_key(std::string_view text);

/// Where one token of a text stands: a run of letters and digits; all that is not ASCII counts as letters.
struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] std::vector<Token> tokens(std::string_view text);

/// How a name is found inside a text: from its first token to its last, in lower case, blanks as one.
[[nodiscard]] std::string as_mentioned(std::string_view text);

}  // namespace tertius::store
