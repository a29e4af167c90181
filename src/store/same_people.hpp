#pragma once

#include "people.hpp"

#include <tertius/network/same_person.hpp>

#include <set>
#include <span>
#include <vector>

namespace tertius::store {

/// Who is one person, as it was decided.
class SamePeople {
public:
    SamePeople(Connection& connection, const Secret& secret, Directory& directory);

    /// In the order in which they were decided. Throws store.corrupt.
    [[nodiscard]] std::vector<SamePerson> all();
    /// Decisions that are known already stay as they are. Throws as united() does.
    void add(std::span<const SamePerson> same);
    /// Throws UnknownPerson if `other` is not taken for anybody else.
    void remove(const Key& other);

    /// Everybody who is one with that person, themselves among them.
    [[nodiscard]] std::set<std::int64_t> together_with(std::int64_t person);
    /// Forgets what was decided of these.
    void forget(const std::set<std::int64_t>& people);
    void replace_words(const Replacement& instead);

private:
    struct Row {
        std::int64_t id = 0;
        std::int64_t other = 0;
        std::int64_t kept = 0;
        std::int64_t reason = 0;  ///< a word; 0: none
        double confidence = 1;
        Time time = no_time;
    };
    [[nodiscard]] std::vector<Row> rows();
    [[nodiscard]] std::int64_t seal(const Row& row);

    Connection& connection_;
    const Secret& secret_;
    Directory& directory_;
};

}  // namespace tertius::store
