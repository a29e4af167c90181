#include "owner.hpp"

namespace tertius::store {

Owner::Owner(Connection& connection, const Secret& secret, Directory& directory)
    : connection_(connection), secret_(secret), directory_(directory)
{
}

std::optional<Key> Owner::key()
{
    Statement row(connection_, "SELECT person, seal FROM owner");
    if (!row.step()) return {};
    const std::int64_t person = row.integer(0);
    if (seal(person) != row.integer(1)) connection_.refuse("the owner is not what was written");
    return directory_.people().key(person);
}

void Owner::replace(const Key& key)
{
    const std::int64_t person = directory_.people().id(key);
    Statement row(connection_, "INSERT OR REPLACE INTO owner(id, person, seal) VALUES (1, ?, ?)");
    row.with(person, seal(person)).run();
}

void Owner::forget(const std::set<std::int64_t>& people)
{
    Statement remove(connection_, "DELETE FROM owner WHERE person = ?");
    for (const std::int64_t person : people) remove.with(person).run();
}

std::int64_t Owner::seal(std::int64_t person)
{
    return secret_.seal(
        std::array<std::uint64_t, 2>{tag_of("owner"), directory_.hash(Kind::person, person).value_or(0)});
}

}  // namespace tertius::store
