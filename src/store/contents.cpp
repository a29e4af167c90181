#include "contents.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tertius::store {

std::optional<std::uint32_t> Places::find_before(std::int64_t id) const
{
    const auto count = static_cast<std::int64_t>(ids_.size());
    if (count == 0 || id < 1 || id > ids_.back()) return {};
    const std::int64_t gaps = ids_.back() - count;  // at most so many ids are missing before any
    const auto first = ids_.begin() + std::clamp<std::int64_t>(id - 1 - gaps, 0, count);
    const auto last = ids_.begin() + std::min(id, count);
    const auto found = std::lower_bound(first, last, id);
    if (found == last || *found != id) return {};
    return static_cast<std::uint32_t>(found - ids_.begin());
}

std::uint32_t Places::at(std::int64_t id) const
{
    if (const auto place = find(id)) return *place;
    throw std::out_of_range("there is no id " + std::to_string(id));
}

Contents::Contents(Connection& connection, const Secret& secret, Damaged damaged, const PersonVisit& on_person)
{
    read_words(connection, secret, damaged);
    PeopleReader reader(connection, secret, *this);
    StoredPerson person;
    lost_ = scan(connection, "people", "sqlite_autoindex_people_1", PeopleReader::selection(), damaged,
                 [&](const Statement& statement) {
                     if (!reader.read(statement, person)) return false;
                     add_key(person.key);
                     people_.add(person.id);
                     key_hashes_.push_back(hash_of(person.key, secret));
                     if (on_person) on_person(*this, person);
                     return true;
                 });
}

void Contents::read_words(Connection& connection, const Secret& secret, Damaged damaged)
{
    scan(connection, "words", "words_by_hash", "SELECT id, text, hash FROM words", damaged,
         [&](const Statement& statement) {
             const std::string_view text = statement.text(1);
             const std::uint64_t hash = secret.hash(text);
             if (static_cast<std::int64_t>(hash) != statement.integer(2)) return false;
             words_.add(statement.integer(0));
             letters_ += text;
             ends_.push_back(letters_.size());
             word_hashes_.push_back(hash);
             return true;
         });
}

void Contents::add_key(const Key& key)
{
    std::visit(
        [&](const auto& item) {
            using Items = std::vector<std::decay_t<decltype(item)>>;
            if (people_.size() == 0) keys_ = Items{};
            std::get<Items>(keys_).push_back(item);
        },
        key);
}

std::optional<std::uint64_t> Contents::hash(Kind kind, std::int64_t id) const
{
    const auto place = (kind == Kind::word ? words_ : people_).find(id);
    if (!place) return {};
    return (kind == Kind::word ? word_hashes_ : key_hashes_)[*place];
}

std::string_view Contents::word(std::uint32_t place) const
{
    const std::size_t begin = place == 0 ? 0 : ends_[place - 1];
    return std::string_view(letters_).substr(begin, ends_[place] - begin);
}

}  // namespace tertius::store
