#pragma once

#include <tertius/graph/person.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace tertius {

/// What a person is called in the records: a number or a text, and it stays what it was.
using Key = std::variant<std::int64_t, std::string>;

/// Several keys, all numbers or all texts.
using Keys = std::variant<std::vector<std::int64_t>, std::vector<std::string>>;

[[nodiscard]] std::size_t size(const Keys& keys);
[[nodiscard]] Key key_at(const Keys& keys, std::size_t place);
/// A key as a person reads it: 7, Ada.
[[nodiscard]] std::string to_text(const Key& key);

/// A column that names people: each distinct key once, and a code (its place among the keys) for each row.
struct KeyColumn {
    std::vector<std::uint32_t> codes;
    Keys keys;

    KeyColumn() = default;
    KeyColumn(std::vector<std::uint32_t> row_codes, Keys distinct_keys)
        : codes(std::move(row_codes)), keys(std::move(distinct_keys))
    {
    }
    /// One key for each row.
    explicit KeyColumn(Keys rows);

    [[nodiscard]] std::size_t size() const { return codes.size(); }
};

/// Finds people by their keys.
///
/// Cost  O(log n) a look-up; by sorting, so that no choice of keys makes it slow.
class KeyIndex {
public:
    KeyIndex() = default;
    /// Throws InvalidInput if a key is missing (an empty text), negative or given twice, naming its row in people.
    explicit KeyIndex(Keys keys);

    [[nodiscard]] PersonId size() const { return static_cast<PersonId>(order_.size()); }
    [[nodiscard]] const Keys& keys() const { return keys_; }
    /// The person of that key, or `nobody`.
    [[nodiscard]] PersonId find(const Key& key) const;

private:
    Keys keys_;
    std::vector<PersonId> order_;  // people sorted by key
};

}  // namespace tertius
