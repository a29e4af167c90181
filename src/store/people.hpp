#pragma once

#include "rows.hpp"
#include "words.hpp"

#include <unordered_map>

namespace tertius::store {

/// A person as they stand in the file.
struct StoredPerson {
    std::int64_t id = 0;
    Key key;
    std::vector<Field> particulars;               ///< by people_table()
    std::vector<std::vector<std::int64_t>> tags;  ///< by tag_columns()
};

[[nodiscard]] std::uint64_t hash_of(const Key& key, const Secret& secret);

/// Reads people and knows one who is not as they were written.
class PeopleReader {
public:
    PeopleReader(Connection& connection, const Secret& secret, const Names& names);
    /// SELECT ... FROM people; a condition may follow.
    [[nodiscard]] static std::string selection();
    [[nodiscard]] bool read(const Statement& statement, StoredPerson& person);
    /// Over all that is known of a person; nothing if a word of it is missing.
    [[nodiscard]] std::optional<std::int64_t> seal(const StoredPerson& person);

private:
    void read_tags(StoredPerson& person);

    const Secret& secret_;
    const Names& names_;
    Content content_;
    bool any_tags_;
    Statement tags_;
};

/// The people's table and what belongs to it.
class People {
public:
    People(Connection& connection, const Secret& secret, const Names& names);

    [[nodiscard]] std::optional<std::int64_t> find(const Key& key);
    /// Throws UnknownPerson.
    [[nodiscard]] std::int64_t id(const Key& key);
    /// Throws store.corrupt if there is nobody of that id.
    [[nodiscard]] Key key(std::int64_t id);
    [[nodiscard]] StoredPerson read(std::int64_t id);
    /// Gives them their id.
    void add(StoredPerson& person);
    void replace(const StoredPerson& person);

private:
    [[nodiscard]] std::int64_t seal(const StoredPerson& person);
    void write_tags(const StoredPerson& person);

    Connection& connection_;
    PeopleReader reader_;
    Statement find_, key_, read_, add_, replace_, untag_, tag_;
};

/// Names looked up one by one: for calls that touch little of the store.
class Directory : public Names {
public:
    Directory(Connection& connection, const Secret& secret);

    [[nodiscard]] std::optional<std::uint64_t> hash(Kind kind, std::int64_t id) const override;
    [[nodiscard]] Words& words() { return words_; }
    [[nodiscard]] People& people() { return people_; }

private:
    const Secret& secret_;
    // Looking up fills the caches and moves the statements: the answers stay the same.
    mutable Words words_;
    mutable People people_;
    mutable std::unordered_map<std::int64_t, std::uint64_t> of_words_, of_people_;
};

}  // namespace tertius::store
