#pragma once

#include <tertius/graph/error.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace tertius::python {

/// The value that an option's word stands for. Throws InvalidOption naming the words allowed.
template <class Value, std::size_t count>
[[nodiscard]] Value choice(std::string_view option, std::string_view word,
                           const std::pair<std::string_view, Value> (&allowed)[count])
{
    std::string words;
    for (const auto& [name, value] : allowed) {
        if (name == word) return value;
        words += (words.empty() ? "" : ", ") + std::string(name);
    }
    throw InvalidOption(
        "option." + std::string(option),
        std::string(option) + " is \"" + std::string(word.substr(0, 40)) + "\"; must be one of " + words);
}

}  // namespace tertius::python
