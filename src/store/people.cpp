#include "people.hpp"

#include <algorithm>

namespace tertius::store {

namespace {

void bind_key(Statement& statement, int parameter, const Key& key)
{
    if (const auto* number = std::get_if<std::int64_t>(&key))
        statement.bind(parameter, *number);
    else
        statement.bind(parameter, std::string_view(std::get<std::string>(key)));
}

Key key_in(const Statement& statement, int column)
{
    if (statement.is_text(column)) return std::string(statement.text(column));
    return Key(std::in_place_type<std::int64_t>, statement.integer(column));
}

std::string places(std::size_t count)
{
    std::string list;
    for (std::size_t place = 0; place < count; ++place) list += ", ?";
    return list;
}

std::string assignments()
{
    std::string list;
    for (const StoredColumn& column : people_table().columns) list += ", \"" + column.name + "\" = ?";
    return list;
}

}  // namespace

std::uint64_t hash_of(const Key& key, const Secret& secret)
{
    return secret.hash(to_text(key));
}

PeopleReader::PeopleReader(Connection& connection, const Secret& secret, const Names& names)
    : secret_(secret),
      names_(names),
      any_tags_(connection.number("SELECT EXISTS (SELECT 1 FROM tags)") != 0),
      tags_(connection, "SELECT kind, word FROM tags WHERE person = ? ORDER BY kind, place")
{
}

std::string PeopleReader::selection()
{
    return "SELECT id, key, seal, " + people_table().column_list() + " FROM people";
}

bool PeopleReader::read(const Statement& statement, StoredPerson& person)
{
    person.id = statement.integer(0);
    person.key = key_in(statement, 1);
    read_fields(statement, 3, people_table().columns, person.particulars);
    read_tags(person);
    const auto expected = seal(person);
    return expected && *expected == statement.integer(2);
}

void PeopleReader::read_tags(StoredPerson& person)
{
    const auto& columns = tag_columns();
    person.tags.resize(columns.size());
    for (auto& tags : person.tags) tags.clear();
    if (!any_tags_) return;
    tags_.with(person.id);
    while (tags_.step()) {
        const auto column = std::ranges::find(columns, tags_.text(0), &StoredColumn::name);
        if (column != columns.end())
            person.tags[static_cast<std::size_t>(column - columns.begin())].push_back(tags_.integer(1));
    }
    tags_.reset();
}

std::optional<std::int64_t> PeopleReader::seal(const StoredPerson& person)
{
    content_.start(people_table().tag);
    content_.add(hash_of(person.key, secret_));
    if (!add_fields(content_, people_table().columns, person.particulars, names_)) return {};
    for (std::size_t column = 0; column < person.tags.size(); ++column)
        for (const std::int64_t word : person.tags[column]) {
            const auto hash = names_.hash(Kind::word, word);
            if (!hash) return {};
            content_.add(tag_columns()[column].tag, *hash);
        }
    return secret_.seal(content_.parts());
}

People::People(Connection& connection, const Secret& secret, const Names& names)
    : connection_(connection),
      reader_(connection, secret, names),
      find_(connection, "SELECT id FROM people WHERE key = ?"),
      key_(connection, "SELECT key FROM people WHERE id = ?"),
      read_(connection, PeopleReader::selection() + " WHERE id = ?"),
      add_(connection, "INSERT INTO people(key, seal, " + people_table().column_list() + ") VALUES (?, ?" +
                           places(people_table().columns.size()) + ")"),
      replace_(connection, "UPDATE people SET seal = ?" + assignments() + " WHERE id = ?"),
      untag_(connection, "DELETE FROM tags WHERE person = ?"),
      tag_(connection, "INSERT INTO tags(person, kind, place, word) VALUES (?, ?, ?, ?)")
{
}

std::optional<std::int64_t> People::find(const Key& key)
{
    find_.reset();
    bind_key(find_, 1, key);
    std::optional<std::int64_t> found;
    if (find_.step()) found = find_.integer(0);
    find_.reset();
    return found;
}

std::int64_t People::id(const Key& key)
{
    const auto found = find(key);
    if (!found) throw UnknownPerson("no person " + to_text(key) + " in this store");
    return *found;
}

Key People::key(std::int64_t id)
{
    key_.with(id);
    if (!key_.step()) connection_.refuse("person " + std::to_string(id) + " is missing");
    Key key = key_in(key_, 0);
    key_.reset();
    return key;
}

StoredPerson People::read(std::int64_t id)
{
    StoredPerson person;
    read_.with(id);
    if (!read_.step() || !reader_.read(read_, person))
        connection_.refuse("person " + std::to_string(id) + " is not as they were written");
    read_.reset();
    return person;
}

void People::add(StoredPerson& person)
{
    add_.reset();
    bind_key(add_, 1, person.key);
    add_.bind(2, seal(person));
    bind_fields(add_, 3, people_table().columns, person.particulars);
    add_.run();
    person.id = connection_.last_id();
    write_tags(person);
}

void People::replace(const StoredPerson& person)
{
    replace_.reset();
    replace_.bind(1, seal(person));
    bind_fields(replace_, 2, people_table().columns, person.particulars);
    replace_.bind(static_cast<int>(people_table().columns.size()) + 2, person.id);
    replace_.run();
    untag_.with(person.id).run();
    write_tags(person);
}

std::int64_t People::seal(const StoredPerson& person)
{
    const auto seal = reader_.seal(person);
    if (!seal) connection_.refuse("a word of person " + std::to_string(person.id) + " is missing");
    return *seal;
}

void People::write_tags(const StoredPerson& person)
{
    for (std::size_t column = 0; column < person.tags.size(); ++column)
        for (std::size_t place = 0; place < person.tags[column].size(); ++place)
            tag_.with(person.id, std::string_view(tag_columns()[column].name), static_cast<std::int64_t>(place),
                      person.tags[column][place])
                .run();
}

Directory::Directory(Connection& connection, const Secret& secret)
    : secret_(secret), words_(connection, secret), people_(connection, secret, *this)
{
}

std::optional<std::uint64_t> Directory::hash(Kind kind, std::int64_t id) const
{
    auto& known = kind == Kind::word ? of_words_ : of_people_;
    const auto found = known.find(id);
    if (found != known.end()) return found->second;
    const auto hash = kind == Kind::word ? words_.hash(id) : std::optional(hash_of(people_.key(id), secret_));
    if (hash) known.emplace(id, *hash);
    return hash;
}

}  // namespace tertius::store
