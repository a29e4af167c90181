#include "words.hpp"

namespace tertius::store {

Words::Words(Connection& connection, const Secret& secret)
    : connection_(connection),
      secret_(secret),
      find_(connection, "SELECT id, text FROM words WHERE hash = ?"),
      add_(connection, "INSERT INTO words(text, hash) VALUES (?, ?)"),
      read_(connection, "SELECT text, hash FROM words WHERE id = ?")
{
}

std::int64_t Words::id(std::string_view text, std::uint64_t hash)
{
    const auto kept = static_cast<std::int64_t>(hash);
    std::optional<std::int64_t> found;
    find_.with(kept);
    while (!found && find_.step())  // words of one hash are told apart by their letters
        if (find_.text(1) == text) found = find_.integer(0);
    find_.reset();
    if (found) return *found;
    add_.with(text, kept).run();
    return connection_.last_id();
}

std::string Words::text(std::int64_t id)
{
    read_.with(id);
    if (!read_.step()) connection_.refuse("word " + std::to_string(id) + " is missing");
    std::string text(read_.text(0));
    if (static_cast<std::int64_t>(secret_.hash(text)) != read_.integer(1))
        connection_.refuse("word " + std::to_string(id) + " is not what was written");
    read_.reset();
    return text;
}

std::optional<std::uint64_t> Words::hash(std::int64_t id)
{
    read_.with(id);
    if (!read_.step()) return {};
    const std::uint64_t hash = secret_.hash(read_.text(0));
    const bool is_as_written = static_cast<std::int64_t>(hash) == read_.integer(1);
    read_.reset();
    if (!is_as_written) return {};
    return hash;
}

}  // namespace tertius::store
