#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tertius {

/// Seconds since 1970-01-01 00:00 UTC, or since the start of a log that has no dates.
using Time = std::int64_t;

/// "Not recorded": no time, no number, no word.
inline constexpr Time no_time = std::numeric_limits<Time>::min();
inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr std::uint32_t no_word = std::numeric_limits<std::uint32_t>::max();

/// A column of words, each distinct one kept once.
struct WordColumn {
    std::vector<std::uint32_t> codes;  ///< for each row the word's place, or no_word
    std::vector<std::string> words;

    WordColumn() = default;
    WordColumn(std::vector<std::uint32_t> row_codes, std::vector<std::string> distinct_words)
        : codes(std::move(row_codes)), words(std::move(distinct_words))
    {
    }
    /// One word for each row; an empty one is "not recorded".
    explicit WordColumn(std::span<const std::string> rows);

    [[nodiscard]] std::size_t size() const { return codes.size(); }
    [[nodiscard]] bool empty() const { return codes.empty(); }
    /// The row's word; empty where none is recorded.
    [[nodiscard]] std::string_view operator[](std::size_t row) const
    {
        return codes[row] == no_word ? std::string_view{} : std::string_view(words[codes[row]]);
    }
};

/// A column of sets of words (skills, goals ...): a row has none, one or several.
struct TagColumn {
    std::vector<std::uint64_t> offsets;  ///< where each row's codes begin; one more than there are rows
    std::vector<std::uint32_t> codes;
    std::vector<std::string> words;

    TagColumn() = default;
    TagColumn(std::vector<std::uint64_t> row_offsets, std::vector<std::uint32_t> tag_codes,
              std::vector<std::string> distinct_words)
        : offsets(std::move(row_offsets)), codes(std::move(tag_codes)), words(std::move(distinct_words))
    {
    }
    explicit TagColumn(std::span<const std::vector<std::string>> rows);

    [[nodiscard]] std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t row) const
    {
        return {codes.data() + offsets[row], codes.data() + offsets[row + 1]};
    }
};

using TimeColumn = std::vector<Time>;      ///< no_time where none is recorded
using NumberColumn = std::vector<double>;  ///< NaN where none is recorded

}  // namespace tertius
