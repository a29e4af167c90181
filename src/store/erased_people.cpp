#include "erased_people.hpp"

#include "mentions.hpp"

#include <algorithm>
#include <cstring>

namespace tertius::store {

namespace {

constexpr std::string_view in_their_place = "[erased]";

}  // namespace

ErasedPeople::ErasedPeople(Connection& connection, const Secret& secret) : connection_(connection), secret_(secret)
{
    Statement rows(connection, "SELECT hash, parts, seal FROM erased");
    while (rows.step()) {
        ErasedHash hash{};
        const auto parts = static_cast<std::size_t>(rows.integer(1));
        if (rows.bytes(0).size() != hash.size()) connection.refuse("a row of erased is not what was written");
        std::ranges::copy(rows.bytes(0), hash.begin());
        if (seal(hash, parts) != rows.integer(2)) connection.refuse("a row of erased is not what was written");
        hashes_.insert(hash);
        if (parts > 0) parts_.insert(parts);
    }
}

bool ErasedPeople::has(std::string_view key) const
{
    return !empty() && hashes_.contains(key_hash(key));
}

std::optional<std::string> ErasedPeople::without_mentions(std::string_view text) const
{
    if (parts_.empty()) return {};
    const std::vector<Token> found = tokens(text);
    const auto mentions = [&](std::size_t first, std::size_t parts) {
        if (first + parts > found.size()) return false;
        const std::size_t begin = found[first].begin;
        return hashes_.contains(mention_hash(as_mentioned(text.substr(begin, found[first + parts - 1].end - begin))));
    };
    std::string kept;
    std::size_t kept_to = 0;
    for (std::size_t first = 0; first < found.size(); ++first) {
        const auto parts = std::ranges::find_if(parts_, [&](std::size_t count) { return mentions(first, count); });
        if (parts == parts_.end()) continue;
        kept.append(text.substr(kept_to, found[first].begin - kept_to)).append(in_their_place);
        first += *parts - 1;
        kept_to = found[first].end;
    }
    if (kept_to == 0) return {};
    return kept.append(text.substr(kept_to));
}

void ErasedPeople::add_key(std::string_view key)
{
    add(key_hash(key), 0);
}

void ErasedPeople::add_mention(std::string_view text)
{
    const std::string mention = as_mentioned(text);
    const std::size_t parts = tokens(mention).size();
    if (parts > 0) add(mention_hash(mention), parts);
}

void ErasedPeople::add(const ErasedHash& hash, std::size_t parts)
{
    if (!hashes_.insert(hash).second) return;
    if (parts > 0) parts_.insert(parts);
    Statement row(connection_, "INSERT INTO erased(hash, parts, seal) VALUES (?, ?, ?)");
    row.with(Bytes(hash), static_cast<std::int64_t>(parts), seal(hash, parts)).run();
}

ErasedHash ErasedPeople::key_hash(std::string_view key) const
{
    return secret_.erased("key " + same_key(key));
}

ErasedHash ErasedPeople::mention_hash(std::string_view mention) const
{
    return secret_.erased("mention " + std::string(mention));
}

std::int64_t ErasedPeople::seal(const ErasedHash& hash, std::size_t parts) const
{
    std::array<std::uint64_t, 5> content{};
    std::memcpy(content.data(), hash.data(), hash.size());
    content.back() = parts;
    return secret_.seal(content);
}

}  // namespace tertius::store
