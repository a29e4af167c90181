#pragma once

#include "connection.hpp"
#include "secret.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tertius::store {

/// The word to stand for another; nothing if that may stay.
using Replacement = std::function<std::optional<std::int64_t>(std::int64_t word)>;

/// The dictionary: every word that a record, a person or a decision holds, each once, by its id.
class Words {
public:
    Words(Connection& connection, const Secret& secret);

    /// The word's id; it is added if it is new.
    [[nodiscard]] std::int64_t id(std::string_view text, std::uint64_t hash);
    [[nodiscard]] std::int64_t id(std::string_view text) { return id(text, secret_.hash(text)); }
    /// Throws store.corrupt if there is no such word, or it is not what was written.
    [[nodiscard]] std::string text(std::int64_t id);
    [[nodiscard]] std::optional<std::uint64_t> hash(std::int64_t id);

private:
    Connection& connection_;
    const Secret& secret_;
    Statement find_, add_, read_;
};

}  // namespace tertius::store
