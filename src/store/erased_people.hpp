#pragma once

#include "connection.hpp"
#include "secret.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace tertius::store {

/// Knows those who were erased by hashes of what they were called, and nothing else of them.
class ErasedPeople {
public:
    /// Throws store.corrupt if a hash is not what was written.
    ErasedPeople(Connection& connection, const Secret& secret);

    [[nodiscard]] bool empty() const { return hashes_.empty(); }
    /// Whether somebody of that key or alias was erased.
    [[nodiscard]] bool has(std::string_view key) const;
    /// The text with "[erased]" where it mentions one of them; nothing if it mentions none.
    [[nodiscard]] std::optional<std::string> without_mentions(std::string_view text) const;

    /// Who is of that key or alias is not to be taken in again.
    void add_key(std::string_view key);
    /// Texts are not to say this any more.
    void add_mention(std::string_view text);

private:
    void add(const ErasedHash& hash, std::size_t parts);
    [[nodiscard]] ErasedHash key_hash(std::string_view key) const;
    [[nodiscard]] ErasedHash mention_hash(std::string_view mention) const;
    [[nodiscard]] std::int64_t seal(const ErasedHash& hash, std::size_t parts) const;

    Connection& connection_;
    const Secret& secret_;
    std::set<ErasedHash> hashes_;
    std::set<std::size_t, std::greater<>> parts_;  ///< of how many tokens the mentions are, longest first
};

}  // namespace tertius::store
