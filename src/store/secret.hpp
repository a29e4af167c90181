#pragma once

#include "connection.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tertius::store {

/// What a row is known by: equal for rows that are the same record.
using Identity = std::array<unsigned char, 16>;

/// What stays of somebody who was erased.
using ErasedHash = std::array<unsigned char, 32>;

/// The store's random key, and all that is hashed with it. None of the hashes means anything in another store.
class Secret {
public:
    static constexpr std::size_t size = 32;

    /// Drawn anew.
    Secret();
    explicit Secret(std::span<const unsigned char, size> bytes);

    [[nodiscard]] Bytes bytes() const { return bytes_; }

    /// Of a word, or of a person's key.
    [[nodiscard]] std::uint64_t hash(std::string_view text) const;
    /// Over all that a row says: a row of which any bit changed no longer fits it.
    [[nodiscard]] std::int64_t seal(std::span<const std::uint64_t> content) const;
    [[nodiscard]] Identity identity(std::span<const std::uint64_t> content) const;
    [[nodiscard]] ErasedHash erased(std::string_view text) const;

private:
    using Key = std::array<unsigned char, 16>;

    void derive_keys();

    std::array<unsigned char, size> bytes_{};
    Key for_texts_{}, for_seals_{}, for_identities_{};
    std::array<unsigned char, size> for_erased_{};
};

/// A column's or table's name as a number, the same in every release.
[[nodiscard]] constexpr std::uint64_t tag_of(std::string_view name)
{
    std::uint64_t tag = 14695981039346656037ULL;  // FNV-1a
    for (const char letter : name) tag = (tag ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    return tag;
}

}  // namespace tertius::store
