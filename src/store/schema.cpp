#include "schema.hpp"

#include "secret.hpp"

#include <array>

namespace tertius::store {

namespace {

/// A table of records: people, words and imports stand by their ids, what is not recorded is NULL.
std::string record_table(const std::string& name, const std::string& columns)
{
    return "CREATE TABLE " + name + "(id INTEGER PRIMARY KEY, " + columns +
           ", source INTEGER, record INTEGER, confidence REAL, identity BLOB NOT NULL, import INTEGER NOT NULL,"
           " seal INTEGER NOT NULL) STRICT;"
           "CREATE UNIQUE INDEX " +
           name + "_by_identity ON " + name + "(identity);";
}

void make_version_1(Connection& connection)
{
    connection.execute("PRAGMA application_id=" + std::to_string(application_id));
    connection.execute(
        "CREATE TABLE store(id INTEGER PRIMARY KEY, secret BLOB NOT NULL, open INTEGER NOT NULL,"
        " scrub INTEGER NOT NULL, seal INTEGER NOT NULL) STRICT;"
        "CREATE TABLE words(id INTEGER PRIMARY KEY, text TEXT NOT NULL, hash INTEGER NOT NULL) STRICT;"
        "CREATE INDEX words_by_hash ON words(hash);"
        "CREATE TABLE people(id INTEGER PRIMARY KEY, key ANY NOT NULL UNIQUE, name INTEGER, organisation INTEGER,"
        " department INTEGER, position INTEGER, level REAL, location INTEGER, capacity REAL,"
        " seal INTEGER NOT NULL) STRICT;"
        "CREATE TABLE tags(person INTEGER NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL,"
        " word INTEGER NOT NULL, PRIMARY KEY(person, kind, place)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE same_people(id INTEGER PRIMARY KEY, other INTEGER NOT NULL UNIQUE, kept INTEGER NOT NULL,"
        " reason INTEGER, confidence REAL NOT NULL, time INTEGER NOT NULL, seal INTEGER NOT NULL) STRICT;"
        "CREATE TABLE owner(id INTEGER PRIMARY KEY, person INTEGER NOT NULL, seal INTEGER NOT NULL) STRICT;"
        "CREATE TABLE imports(id INTEGER PRIMARY KEY, source INTEGER, basis INTEGER, time INTEGER NOT NULL,"
        " seal INTEGER NOT NULL) STRICT;"
        "CREATE TABLE erased(hash BLOB PRIMARY KEY, parts INTEGER NOT NULL, seal INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID;");
    connection.execute(record_table("relationships",
                                    "\"from\" INTEGER NOT NULL, \"to\" INTEGER NOT NULL, type INTEGER NOT NULL,"
                                    " since INTEGER, until INTEGER, weight REAL") +
                       record_table("interactions",
                                    "\"from\" INTEGER NOT NULL, \"to\" INTEGER NOT NULL, time INTEGER NOT NULL,"
                                    " channel INTEGER, kind INTEGER, minutes REAL, thread INTEGER,"
                                    " message INTEGER, reply_to INTEGER") +
                       record_table("commitments",
                                    "owner INTEGER NOT NULL, \"to\" INTEGER NOT NULL, made INTEGER NOT NULL,"
                                    " due INTEGER, done INTEGER, quality REAL") +
                       record_table("exchanges",
                                    "giver INTEGER NOT NULL, receiver INTEGER NOT NULL, kind INTEGER, size REAL,"
                                    " time INTEGER NOT NULL") +
                       record_table("introductions",
                                    "broker INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL,"
                                    " time INTEGER NOT NULL, agreed_a INTEGER, agreed_b INTEGER,"
                                    " outcome INTEGER") +
                       record_table("milestones", "person INTEGER NOT NULL, kind INTEGER, time INTEGER NOT NULL"));
    const Secret secret;
    Statement row(connection, "INSERT INTO store(id, secret, open, scrub, seal) VALUES (1, ?, 0, 0, ?)");
    row.with(secret.bytes(), secret.seal(std::array<std::uint64_t, 2>{0, 0})).run();
}

constexpr std::array<Step, 1> all_steps{make_version_1};

std::string layout_of(Connection& connection)
{
    Statement parts(connection,
                    "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') "
                    "FROM sqlite_schema ORDER BY name");
    std::string layout;
    while (parts.step()) layout.append(parts.text(0)).append("\n");
    return layout;
}

}  // namespace

std::span<const Step> steps()
{
    return all_steps;
}

void migrate(Connection& connection, std::span<const Step> steps)
{
    for (auto version = static_cast<std::size_t>(connection.number("PRAGMA user_version")); version < steps.size();
         ++version) {
        Transaction whole(connection);
        steps[version](connection);
        connection.execute("PRAGMA user_version=" + std::to_string(version + 1));
        whole.commit();
    }
}

void check_layout(Connection& connection, std::span<const Step> steps)
{
    Connection expected({}, {}, Connection::Access::scratch);
    migrate(expected, steps);
    if (layout_of(connection) != layout_of(expected)) connection.refuse("its tables are not those of its version");
}

}  // namespace tertius::store
